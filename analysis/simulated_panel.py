"""Panels of any size, with the truth behind them, drawn as whole arrays.

A score is the item's level, plus the shift once it has come, plus the leanings of side, group and
person and what the person thinks of this question, plus the mood that everybody shares and their
own, rounded to the scale. Each kind of draw has a generator of its own, so that turnover or
silence changes nothing else of a panel.
"""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from analysis.periods import quarter_of
from analysis.simulated_design import Design, Question
from analysis.simulated_draws import SIDE_LEANING, generator

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]

# What stands in `SimulatedPanel.points` where there is no score.
TOO_EARLY, NOT_CLOSE, SILENT = -1, -2, -3


@dataclass(frozen=True, eq=False, slots=True)
class People:
    """Everybody who ever held a seat, successors after their predecessors.

    `group` is a place in the design's groups, `since` and `until` are places in its months: who
    joined has a `since` above 0, who left an `until` before the last.
    """

    names: tuple[str, ...]
    group: Places
    since: Places
    until: Places
    interviewed: Flags


@dataclass(frozen=True, eq=False, slots=True)
class PanelTruth:
    """What nobody could know of a real panel, in points of the scale.

    `leanings`, by person, is what they add to every score. `views`, person by question, is what
    they think before any shift or mood; `moods`, month by question, what everybody shared; and
    `shifted`, month by question, what had been added by then.
    """

    leanings: Floats
    views: Floats
    moods: Floats
    shifted: Floats


@dataclass(frozen=True, eq=False, slots=True)
class SimulatedPanel:
    """Answers as arrays by month and seat.

    `holders` are places in `people`; `points` go by question too. A point counts from 0, the lowest
    of the scale; below 0 stands why there is none. Who said nothing all month is `SILENT`
    throughout.
    """

    design: Design
    people: People
    holders: Places
    points: NDArray[np.int8]
    truth: PanelTruth

    def expected(self, month: int) -> Floats:
        """Mean score that each person would give, by question, in the month at this place.

        Differs from the views by what a scale cannot show: nobody scores beyond its ends.
        """
        views = self.truth.views + self.truth.moods[month] + self.truth.shifted[month]
        scale, mood = self.design.scale, self.design.spread.mood * self.design.unit
        steps = (_exceeds(views, score + 0.5, mood) for score in range(scale.first, scale.last))
        return sum(steps, np.full(views.shape, float(scale.first)))

    def expected_change(self, question: Question, earlier: int, later: int) -> float:
        """Mean change between two months (by place) of those who held a seat in both, had all
        scored; ValueError where nobody did.
        """
        both = np.intersect1d(self.holders[earlier], self.holders[later])
        if not len(both):
            raise ValueError("Nobody held a seat in both months.")
        place = self.design.questions.index(question)
        change = self.expected(later)[both, place] - self.expected(earlier)[both, place]
        return float(change.mean())


def panel_of(design: Design, seed: int) -> SimulatedPanel:
    """The panel that `seed` (0 or more) makes of the design, with its truth."""
    holders, people = _people(design, seed)
    truth = _truth(design, people, seed)
    far = _chance(design.not_close, seed, "not close", (len(people.names), len(design.items)))
    distant = np.repeat(far, len(design.measures), axis=1)
    shape = (len(design.months), design.size, len(design.questions))
    points = np.empty(shape, dtype=np.int8)
    for place, month in enumerate(design.months):
        here, who = points[place], holders[place]
        mood = generator(seed, "mood", month).normal(size=here.shape)
        mood *= design.spread.mood * design.unit
        view = mood + truth.views[who] + (truth.moods[place] + truth.shifted[place])
        first, last = design.scale.first, design.scale.last
        here[:] = np.clip(np.rint(view), first, last) - first
        here[_chance(design.too_early, seed, f"early {month}", here.shape)] = TOO_EARLY
        here[distant[who]] = NOT_CLOSE
        here[_chance(design.skipped, seed, f"skipped {month}", here.shape)] = SILENT
        here[_absent(design, month, mood.mean(axis=1) < 0, seed)] = SILENT
    return SimulatedPanel(design, people, holders, points, truth)


def _people(design: Design, seed: int) -> tuple[Places, People]:
    """Who holds each seat in each month; the people of one seat follow each other."""
    changes = _chance(design.turnover, seed, "turnover", (len(design.months), design.size))
    changes[0] = False
    served = np.cumsum(changes, axis=0)
    before = np.concatenate([[0], np.cumsum(served[-1] + 1)])
    holders = before[:-1] + served
    seat = np.repeat(np.arange(design.size), served[-1] + 1)
    successor = np.arange(before[-1]) - before[seat]
    since = np.full(before[-1], len(design.months))
    until = np.zeros(before[-1], dtype=np.intp)
    for place, who in enumerate(holders):
        since[who] = np.minimum(since[who], place)
        until[who] = place
    names = tuple(
        f"{number}.{after}" if after else f"{number}"
        for number, after in zip((seat + 1).tolist(), successor.tolist(), strict=True)
    )
    interviewed = _chance(design.interviewed, seed, "interviewed", (len(names),))
    return holders, People(names, seat % len(design.groups), since, until, interviewed)


def _truth(design: Design, people: People, seed: int) -> PanelTruth:
    spread, unit = design.spread, design.unit
    questions, number = design.questions, len(people.names)
    sides = np.array([SIDE_LEANING[side] for side in design.groups.values()])
    groups = sides + generator(seed, "groups").normal(0, spread.group, len(sides))
    own = generator(seed, "people").normal(0, spread.person, number)
    leanings = (groups[people.group] + own) * unit + design.newcomers * (people.since > 0)
    themes = generator(seed, "themes").normal(size=(number, len(questions)))
    middle = (design.scale.first + design.scale.last) / 2
    levels = np.array([design.levels.get(item, middle) for item, _ in questions])
    shifts = np.array([design.shifts.get(item, 0.0) for item, _ in questions])
    turned = np.array([month >= design.turn for month in design.months])
    moods = generator(seed, "shared").normal(size=(len(design.months), len(questions)))
    return PanelTruth(
        leanings=leanings,
        views=levels + leanings[:, np.newaxis] + themes * (spread.theme * unit),
        moods=moods * (spread.shared * unit),
        shifted=np.outer(turned, shifts),
    )


def _absent(design: Design, month: str, sour: Flags, seed: int) -> Flags:
    """Seats that say nothing in this month; `sour` are those in a worse mood than usual."""
    shape = (design.size,)
    away = _chance(design.away, seed, f"away {quarter_of(month).ref}", shape)
    missed = _chance(design.missed, seed, f"missed {month}", shape)
    if month < design.turn:
        return away | missed
    return away | missed | (sour & _chance(design.silenced, seed, f"silenced {month}", shape))


def _chance(chance: float, seed: int, name: str, shape: tuple[int, ...]) -> Flags:
    """What happens with this chance; nothing is drawn for what never does."""
    if chance == 0:
        return np.zeros(shape, dtype=np.bool_)
    return generator(seed, name).random(shape) < chance


def _exceeds(views: Floats, threshold: float, mood: float) -> Floats:
    """Chance that a view, with a mood of this standard deviation, is above the threshold."""
    if mood == 0:
        return (views > threshold).astype(np.float64)
    grid, chances = _normal()
    return np.interp((views - threshold) / mood, grid, chances)


@cache
def _normal() -> tuple[Floats, Floats]:
    """The normal distribution function, to 1e-6 between the points of a grid."""
    grid = np.linspace(-7, 7, 7001)
    return grid, np.array([NormalDist().cdf(each) for each in grid])
