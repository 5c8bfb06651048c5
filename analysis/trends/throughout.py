"""What those did, from first to last, who scored in every period since the last break.

Nothing else is 'cumulative change': to add up the changes between neighbours would be to add up
other people each time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from analysis.periods import Period
from analysis.tally import Item
from analysis.trends.series import Moved, Series, moved

FEWEST_PERIODS = 2


class Throughout(NamedTuple):
    """The first and the last score of somebody who scored in every period between, both included.

    In each period their score is the latest that they gave in it.
    """

    item: Item
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ThroughoutTally:
    """People by their first and last score; nobody who was without one in any period between."""

    people: Mapping[Throughout, int]


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The change of one item from `first` to `last` among those present throughout.

    `eligible` could have scored in the last period. `periods` counts those in which it was asked,
    the two among them; `moved.mean` is the mean of the last scores less that of the first.
    """

    item: Item
    eligible: int
    first: Period
    last: Period
    periods: int
    moved: Moved


def cumulative(series: Series, tally: ThroughoutTally) -> Cumulative | None:
    """The cumulative change over the stretch of `series`, for which `tally` was counted.

    None where the stretch is shorter than two periods. Where nobody was present throughout, the
    mean is None.
    """
    stretch = series.stretch
    if len(stretch) < FEWEST_PERIODS:
        return None
    differences: dict[int, int] = {}
    for key, people in tally.people.items():
        if key.item == series.item:
            points = key.last - key.first
            differences[points] = differences.get(points, 0) + people
    n = sum(differences.values())
    total = sum(points * people for points, people in differences.items())
    last = stretch[-1].figures
    eligible = last.eligible if last else 0
    return Cumulative(
        item=series.item,
        eligible=eligible,
        first=stretch[0].period,
        last=stretch[-1].period,
        periods=len(stretch),
        moved=moved(differences, eligible, Fraction(total, n) if n else None),
    )
