"""One sentence, and what it is made from."""

from dataclasses import dataclass

from analysis.change import Moves
from analysis.internal import InternalItem
from analysis.periods import Period
from analysis.summary import ItemSummary


@dataclass(frozen=True, slots=True)
class Sentence:
    """`rule` names the pattern that made it; what is not `publishable` stays with the team."""

    rule: str
    text: str
    publishable: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A theme on one `measure`, spoken as 'progress': as published, exactly, and how it moved."""

    measure: str
    shown: ItemSummary
    exact: InternalItem
    moves: Moves | None
    against: Period | None
