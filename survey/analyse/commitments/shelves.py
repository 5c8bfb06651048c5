"""Commitments as the list shows them: what to look at first stands first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from survey.analyse.commitments.words import Tag, shortened, tags
from survey.models import Commitment, CommitmentStatus
from survey.queries.commitments import is_overdue, is_settled
from survey.queries.plan_items import Item, PlanItems

LONGEST = 200
NAMES = {
    "reopened": "Reopened",
    "overdue": "Overdue",
    "this-month": "Due this month",
    "under-way": "Still to come",
    "done": "Done",
    "dropped": "Dropped",
}


@dataclass(frozen=True, slots=True)
class Shelved:
    commitment: Commitment
    title: str
    item: Item
    tags: tuple[Tag, ...]
    overdue: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Commitments of one state under a heading; `id` names it on the page."""

    id: str
    name: str
    found: tuple[Shelved, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which commitments: of a theme, by its ref; of a lead; in a status. Empty is no condition."""

    theme: str = ""
    lead: str = ""
    status: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Filter":
        return cls(*(sent.get(name, "").strip()[:LONGEST] for name in ("theme", "lead", "status")))

    def takes(self, each: Shelved) -> bool:
        return (
            (not self.theme or self.theme in each.item.themes)
            and self.lead in {"", each.commitment.lead}
            and self.status in {"", each.commitment.status.value}
        )

    @property
    def query(self) -> str:
        """The part of an address that asks for the same."""
        named = {"theme": self.theme, "lead": self.lead, "status": self.status}
        return urlencode({name: text for name, text in named.items() if text})


def shelved(found: Iterable[Commitment], items: PlanItems) -> list[Shelved]:
    return [
        Shelved(
            commitment,
            shortened(commitment.said),
            items.item(commitment.item),
            tuple(tags(commitment, items.month)),
            is_overdue(commitment, items.month),
        )
        for commitment in found
    ]


def shelves(found: Iterable[Shelved], month: str) -> list[Shelf]:
    """The shelves that hold anything, each commitment on the first that takes it."""
    kept: dict[str, list[Shelved]] = {name: [] for name in NAMES}
    for each in found:
        kept[shelf_of(each, month)].append(each)
    return [Shelf(name, NAMES[name], tuple(held)) for name, held in kept.items() if held]


def shelf_of(each: Shelved, month: str) -> str:
    commitment = each.commitment
    if is_settled(commitment):
        return "done" if commitment.status is CommitmentStatus.DONE else "dropped"
    if commitment.reopened_at is not None:
        return "reopened"
    if each.overdue:
        return "overdue"
    return "this-month" if commitment.due_month == month else "under-way"
