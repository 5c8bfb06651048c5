"""What a distribution of scores says.

`counts` holds the people at each point of a scale, lowest point first; every function takes any
number of points from two on. Results are exact fractions but for `consensus`, and None where
nobody gave a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import log2

_WORDS = ((Fraction(0), "split"), (Fraction(3, 10), "mixed"), (Fraction(6, 10), "some agreement"))
NOT_CLOSE_FLAG = Fraction(3, 10)


@dataclass(frozen=True, slots=True)
class NoViewShares:
    """Shares, 0 to 1, of those who answered: all without a score, and by the reason they gave."""

    total: Fraction
    too_early: Fraction
    not_close: Fraction

    @property
    def flagged(self) -> bool:
        """Whether so many are 'not close enough to judge' that the figures need saying so."""
        return self.not_close >= NOT_CLOSE_FLAG


def mean(counts: Sequence[int], first: int = 1) -> Fraction | None:
    """Arithmetic mean in points of the scale whose lowest is `first`."""
    n = sum(counts)
    return (
        Fraction(sum(score * people for score, people in enumerate(counts, first)), n)
        if n
        else None
    )


def median(counts: Sequence[int], first: int = 1) -> Fraction | None:
    """Middle score, or halfway between the two middle scores."""
    n = sum(counts)
    if not n:
        return None
    return Fraction(_ranked(counts, (n + 1) // 2) + _ranked(counts, n // 2 + 1), 2) + first


def agreement(counts: Sequence[int]) -> Fraction | None:
    """Van der Eijk's A: 1 unanimous, 0 flat, -1 split between both ends.

    C. van der Eijk (2001), 'Measuring agreement in ordered rating scales', Quality & Quantity 35,
    325-341. The counts are taken apart into layers of equal height; each layer is a pattern of
    empty and filled points with an agreement of its own, weighted by the people it holds. On two
    points A has no negative values, since 'flat' and 'split' are then the same.
    """
    n = sum(counts)
    if not n:
        return None
    total, floor = Fraction(0), 0
    for height in sorted({people for people in counts if people}):
        filled = [people >= height for people in counts]
        total += (height - floor) * sum(filled) * _pattern_agreement(filled)
        floor = height
    return total / n


def consensus(counts: Sequence[int]) -> float | None:
    """Tastle and Wierman's Cns, 0 (split between both ends) to 1 (unanimous).

    W. J. Tastle and M. J. Wierman (2007), 'Consensus and dissention: a measure of ordinal
    dispersion', International Journal of Approximate Reasoning 45, 531-545.
    """
    centre = mean(counts)
    if centre is None:
        return None
    width, n = len(counts) - 1, sum(counts)
    return 1 + sum(
        people / n * log2(1 - abs(score - centre) / width)
        for score, people in enumerate(counts, 1)
        if people
    )


def agreement_word(value: Fraction) -> str:
    """Van der Eijk's A in words: 'split', 'mixed', 'some agreement' or 'agreed'."""
    return next((word for below, word in _WORDS if value < below), "agreed")


def no_view(scored: int, too_early: int, not_close: int, unsaid: int = 0) -> NoViewShares | None:
    """Who had no view among those who answered; `unsaid` gave no reason."""
    without = too_early + not_close + unsaid
    answered = scored + without
    if not answered:
        return None
    return NoViewShares(
        Fraction(without, answered), Fraction(too_early, answered), Fraction(not_close, answered)
    )


def _ranked(counts: Sequence[int], rank: int) -> int:
    """Place on the scale, from 0, of the person at `rank`, from 1, in ascending order."""
    place = 0
    while rank > counts[place]:
        rank -= counts[place]
        place += 1
    return place


def _pattern_agreement(filled: Sequence[bool]) -> Fraction:
    """Unimodality of the pattern's triples, times how few of its points are filled.

    A triple of points, in order, with both filled ones side by side speaks for one peak (TU); one
    with an empty point between two filled ones speaks against it (TDU).
    """
    points, width = len(filled), sum(filled)
    peaked = divided = below = 0
    for place, full in enumerate(filled):
        above = width - below - full
        if full:
            peaked += below * (points - place - 1 - above) + (place - below) * above
            below += 1
        else:
            divided += below * above
    spread = 1 - Fraction(width - 1, points - 1)
    if not peaked + divided:
        return spread
    return spread * Fraction(
        (points - 2) * peaked - (points - 1) * divided, (points - 2) * (peaked + divided)
    )
