"""How the people of a simulated panel moved, counted from its arrays.

Thousands of panels can be measured so; frames would take a hundred times as long.
"""

import numpy as np
from numpy.typing import NDArray

from analysis.change import Moves
from analysis.periods import Period
from analysis.simulated_design import Question
from analysis.simulated_panel import SimulatedPanel

NO_SCORE = -1


def moves_of(
    panel: SimulatedPanel, question: Question, earlier: Period, later: Period
) -> tuple[Moves, int]:
    """The moves between two periods, and how many were eligible in the later one.

    A person's latest score in a period counts. Months that the panel was not asked in are none of
    its periods.
    """
    place, size = panel.design.questions.index(question), panel.design.scale.points
    was, before = _latest(panel, place, earlier)
    still, after = _latest(panel, place, later)
    both = (before != NO_SCORE) & (after != NO_SCORE)
    fresh, gone = (before == NO_SCORE) & ~both, (after == NO_SCORE) & ~both
    joint = np.bincount(before[both] * size + after[both], minlength=size * size)
    moves = Moves(
        joint=tuple(tuple(row) for row in joint.reshape(size, size).tolist()),
        joined=_along(after[fresh & ~was], size),
        returned=_along(after[fresh & was], size),
        left=_along(before[gone & ~still], size),
        lapsed=_along(before[gone & still], size),
    )
    return moves, int(still.sum())


def _latest(
    panel: SimulatedPanel, place: int, period: Period
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether each person was eligible in the period, and the point they scored last."""
    people = len(panel.people.names)
    eligible, latest = np.zeros(people, dtype=np.bool_), np.full(people, NO_SCORE)
    for month, name in enumerate(panel.design.months):
        if name in period.months:
            holders, points = panel.holders[month], panel.points[month, :, place]
            eligible[holders] = True
            latest[holders[points >= 0]] = points[points >= 0]
    return eligible, latest


def _along(points: NDArray[np.int64], size: int) -> tuple[int, ...]:
    """People at each point; those without a score are left out."""
    return tuple(np.bincount(points[points != NO_SCORE], minlength=size).tolist())
