"""The mean by person beside the mean by group: does the answer hang on who is numerous?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.cell import Cell, total
from analysis.disclosure.suppression import hidden
from analysis.disclosure.thresholds import LOWEST_BLOCK
from analysis.measures import mean
from analysis.scale import Scale

APART = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class EqualGroups:
    """The mean of the groups' means, each group counting once, and how many groups there were.

    `differs` where it is a quarter of a point or more from the mean by person.
    """

    mean: Fraction
    groups: int
    differs: bool


def equal_groups(
    cells: Sequence[Cell], scale: Scale, fewest: int = LOWEST_BLOCK
) -> EqualGroups | None:
    """The equal-group mean, in points, beside the mean of everybody in `cells`, a cell a group.

    A sensitivity: the headline counts persons. It runs over the groups that could be published:
    those with `fewest` scores, less any that would be hidden so that a smaller one is not found by
    subtraction. None where fewer than two are left.
    """
    kept_back = hidden([cell.n for cell in cells], fewest)
    shown = [cell for place, cell in enumerate(cells) if place not in kept_back]
    means = [found for cell in shown if (found := mean(cell.scores, scale.first)) is not None]
    everybody = mean(total(cells, scale).scores, scale.first)
    if len(means) < 2 or everybody is None:
        return None
    equal = sum(means, Fraction(0)) / len(means)
    return EqualGroups(equal, len(means), abs(equal - everybody) >= APART)
