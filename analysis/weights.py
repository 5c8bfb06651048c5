"""The mean by person beside the mean by group: does the answer hang on who is numerous?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.cube import Cell
from analysis.measures import mean
from analysis.scale import Scale

FEWEST = 5
APART = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class EqualGroups:
    """The mean of the groups' means, each group counting once, and how many groups there were.

    `differs` where it is a quarter of a point or more from the mean by person.
    """

    mean: Fraction
    groups: int
    differs: bool


def equal_groups(cells: Sequence[Cell], scale: Scale, fewest: int = FEWEST) -> EqualGroups | None:
    """The equal-group mean over `cells` with at least `fewest` scores, beside all of `cells`.

    A sensitivity: the headline counts persons. None where fewer than two groups are large enough.
    """
    means = [
        found
        for cell in cells
        if cell.n >= fewest and (found := mean(cell.scores, scale.first)) is not None
    ]
    everybody = mean(
        [sum(people) for people in zip(*(c.scores for c in cells), strict=True)], scale.first
    )
    if len(means) < 2 or everybody is None:
        return None
    equal = sum(means, Fraction(0)) / len(means)
    return EqualGroups(equal, len(means), abs(equal - everybody) >= APART)
