"""What was done about a commitment, in words, from the audit events."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from survey.analyse.commitments.words import STATUSES
from survey.clock import london_date, london_moment
from survey.models import AuditEvent, CommitmentStatus

FIELDS = {
    "said": "what was said",
    "promise": "what will be done",
    "lead": "the lead",
    "item": "the aim or theme",
    "due_month": "the due month",
    "exempt": "whether it concerns an exempt aim",
    "codes": "the codes",
}
UNNAMED = frozenset({"commitment judged", "commitment reopened"})


@dataclass(frozen=True, slots=True)
class Line:
    when: str
    who: str
    what: str


def history(events: Iterable[AuditEvent]) -> list[Line]:
    """A line for each event; of what somebody of the panel did neither who nor the time."""
    return [
        Line(london_date(event.at), "", told(event))
        if event.action in UNNAMED
        else Line(london_moment(event.at), event.actor, told(event))
        for event in events
    ]


def told(event: AuditEvent) -> str:
    facts = json.loads(event.detail)
    match event.action:
        case "commitment made":
            return f"Made; {people(facts['people'])} had said it"
        case "commitment changed":
            return f"Changed: {', '.join(FIELDS[name] for name in facts['fields'])}"
        case "commitment settled" | "commitment taken further":
            before, after = (
                STATUSES[CommitmentStatus(facts[name])] for name in ("before", "after")
            )
            return (
                f"What came of it was changed ({after})"
                if before == after
                else f"{before}, then {after}"
            )
        case "commitment counted again":
            return f"Counted again: {people(facts['after'])}, before {facts['before']}"
        case "commitment judged":
            return "Somebody who had raised it said whether it worked"
        case "commitment reopened":
            return "Reopened, because it did not work for somebody who had raised it"
        case _:
            return event.action


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
