"""Change between two periods, taken apart exactly: who moved, and who came or went.

All arithmetic is rational, so that the parts add up to the total without a remainder.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from analysis.measures import mean
from analysis.significance import sign_flip

Verdict = Literal["improved", "declined", "no reliable change", "too few changes to call"]
Strength = Literal["firm", "indicative"]

FEWEST_MOVERS = 6
SMALLEST_CHANGE = Fraction(1, 4)
LEVEL = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Moves:
    """People by their score before and after, as counts along the scale, lowest point first.

    `joint[before][after]` holds those who scored in both periods. Only the later period has a
    score of those who `joined` (not eligible earlier) or `returned`; only the earlier one of those
    who `left` (not eligible later) or `lapsed`.
    """

    ONE_PERIOD: ClassVar = ("joined", "returned", "left", "lapsed")

    joint: tuple[tuple[int, ...], ...]
    joined: tuple[int, ...]
    returned: tuple[int, ...]
    left: tuple[int, ...]
    lapsed: tuple[int, ...]

    @classmethod
    def none(cls, points: int) -> "Moves":
        """Nobody, on a scale of so many points."""
        nobody = (0,) * points
        return cls((nobody,) * points, nobody, nobody, nobody, nobody)

    def __add__(self, other: "Moves") -> "Moves":
        return Moves(
            tuple(_added(*rows) for rows in zip(self.joint, other.joint, strict=True)),
            *(_added(getattr(self, name), getattr(other, name)) for name in self.ONE_PERIOD),
        )

    def people(self, name: str) -> int:
        """How many are in `name`, one of `ONE_PERIOD`."""
        return sum(getattr(self, name))

    @property
    def matched(self) -> int:
        """How many scored in both periods."""
        return sum(map(sum, self.joint))

    def differences(self) -> dict[int, int]:
        """People by points moved, those who did not move under 0; no empty entries."""
        counted: Counter[int] = Counter()
        for before, row in enumerate(self.joint):
            for after, people in enumerate(row):
                counted[after - before] += people
        return {points: people for points, people in sorted(counted.items()) if people}


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The change of the mean in points, and its five parts, which add up to `total` exactly."""

    total: Fraction
    matched: Fraction
    joined: Fraction
    returned: Fraction
    left: Fraction
    lapsed: Fraction


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """What one group added to the change of the mean: by its share of all scores, and within."""

    group: str
    composition: Fraction
    within: Fraction


def matched_mean(moves: Moves) -> Fraction | None:
    """Mean change, in points, of those who scored in both periods; None where nobody did."""
    n = moves.matched
    moved = sum(points * people for points, people in moves.differences().items())
    return Fraction(moved, n) if n else None


def decompose(moves: Moves) -> Decomposition | None:
    """Split the change of the mean by who moved, came and went; None where nobody is matched.

    A group of newcomers adds its share of the later scores times its distance from the matched
    people's later mean; those who are gone take away theirs of the earlier. An identity, which
    holds for any scores.
    """
    before = [sum(row) for row in moves.joint]
    after = [sum(column) for column in zip(*moves.joint, strict=True)]
    old, new = mean(before), mean(after)
    if old is None or new is None:
        return None
    n0 = sum(before) + sum(moves.left) + sum(moves.lapsed)
    n1 = sum(after) + sum(moves.joined) + sum(moves.returned)
    parts = {
        "matched": new - old,
        "joined": _pull(moves.joined, new, n1),
        "returned": _pull(moves.returned, new, n1),
        "left": -_pull(moves.left, old, n0),
        "lapsed": -_pull(moves.lapsed, old, n0),
    }
    return Decomposition(sum(parts.values(), Fraction(0)), **parts)


def by_group(
    before: Mapping[str, Sequence[int]], after: Mapping[str, Sequence[int]]
) -> tuple[GroupEffect, ...]:
    """Split the change of the mean over groups of counts; empty where a period has no scores.

    Composition is the group's average mean times the change of its weight, within its average
    weight times the change of its mean. A group with scores in one period only has but one mean,
    so all it adds is composition. Composition and within, over all groups, add up to the change.
    """
    n0, n1 = (sum(map(sum, counts.values())) for counts in (before, after))
    if not n0 or not n1:
        return ()
    effects = []
    for group in dict.fromkeys([*before, *after]):
        old, new = before.get(group, ()), after.get(group, ())
        w0, w1 = Fraction(sum(old), n0), Fraction(sum(new), n1)
        y0, y1 = mean(old), mean(new)
        first, last = (y1 if y0 is None else y0), (y0 if y1 is None else y1)
        if first is not None and last is not None:
            centre, weight = (first + last) / 2, (w0 + w1) / 2
            effects.append(GroupEffect(group, centre * (w1 - w0), weight * (last - first)))
    return tuple(effects)


def verdict(differences: Mapping[int, int], eligible: int) -> Verdict:
    """What may be said of matched people by their points moved, of `eligible` in the later period.

    A direction needs six movers, a sign-flip p of at most .05, a mean change of a quarter of a
    point, and half of those eligible among the matched.
    """
    matched = sum(differences.values())
    if matched - differences.get(0, 0) < FEWEST_MOVERS:
        return "too few changes to call"
    change = Fraction(sum(points * people for points, people in differences.items()), matched)
    carried = abs(change) >= SMALLEST_CHANGE and 2 * matched >= eligible
    if not carried or sign_flip(differences).p > LEVEL:
        return "no reliable change"
    return "improved" if change > 0 else "declined"


def strength(said: Verdict, adjusted_p: Fraction | float) -> Strength | None:
    """Whether a direction stands after Holm's adjustment; None for a verdict without direction."""
    if said not in {"improved", "declined"}:
        return None
    return "firm" if adjusted_p <= LEVEL else "indicative"


def _added(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(sum, zip(one, other, strict=True)))


def _pull(counts: Sequence[int], centre: Fraction, n: int) -> Fraction:
    """Share of `counts` in n scores, times the distance of their mean from `centre`."""
    people = sum(counts)
    return Fraction(people, n) * ((mean(counts) or centre) - centre)
