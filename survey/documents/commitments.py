"""'You said, we did': the payload's commitments, ready to read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis import wording
from analysis.periods import month_label

STATUS = {"planned": "Planned", "under-way": "Under way", "done": "Done", "dropped": "Dropped"}
COLOURS = {"planned": "blue", "under-way": "blue", "done": "green", "dropped": "grey"}
FEWER = f"{wording.HIDDEN} said by fewer than ten people"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What was said, by how many, what is done about it, and what came of it; empty where nothing.

    `item` is the ref of its theme; `about` is told where that says too little.
    """

    said: str
    people: str
    promise: str
    lead: str
    item: str
    about: str
    due: str
    status: str
    colour: str
    overdue: bool
    outcome: str
    worked: str

    @property
    def settled(self) -> bool:
        return self.status in {STATUS["done"], STATUS["dropped"]}


def commitments(payload: dict[str, Any]) -> tuple[Commitment, ...]:
    """None in a payload that was frozen before there were any."""
    return tuple(map(commitment, payload.get("commitments", ())))


def commitment(told: dict[str, Any]) -> Commitment:
    status = told["status"]
    return Commitment(
        said=told["said"],
        people=f"said by {told['people']} people" if told["people"] else FEWER,
        promise=told["promise"],
        lead=told["lead"],
        item=told["item"],
        about=told["about"],
        due=month_label(told["due_month"]),
        status=STATUS[status],
        colour=COLOURS[status],
        overdue=told["overdue"],
        outcome=told["outcome"],
        worked=worked(told["worked"]),
    )


def worked(told: dict[str, int] | None) -> str:
    if told is None:
        return ""
    return (
        f"{told['yes']} of the {told['answered']} who were asked and answered say that it worked."
    )


def in_short(found: Sequence[Commitment]) -> str:
    """'We have made 5 commitments in answer to what we heard: 2 done, 2 under way, 1 dropped…'."""
    counted = Counter(each.status for each in found)
    states = [f"{counted[name]} {name.lower()}" for name in STATUS.values() if counted[name]]
    late = sum(each.overdue for each in found)
    what = "1 commitment" if len(found) == 1 else f"{len(found)} commitments"
    overdue = f" {late} {'is' if late == 1 else 'are'} overdue." if late else ""
    return f"We have made {what} in answer to what we heard: {', '.join(states)}.{overdue}"
