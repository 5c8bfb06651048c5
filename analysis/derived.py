"""What follows from figures as they are published, and from nothing else.

Readers can check all of it, and learn nothing from it that they could not work out. A rounded share
or mean can come from several counts or sums; what is said here holds for every one of them.
"""

from fractions import Fraction
from math import ceil, floor

from analysis.figures import Ends, Figures, Shown
from analysis.scale import Scale

_HALF_A_TENTH = Fraction(1, 20)


def people(per_cent: int, n: int) -> range:
    """The counts out of `n` that may be shown as this share, rounded by largest remainder."""
    fewest = (per_cent - 1) * n // 100 + 1
    most = ((per_cent + 1) * n - 1) // 100
    return range(max(0, fewest), min(n, most) + 1)


def sums(mean: Shown, n: int, scale: Scale) -> range:
    """What `n` scores can add up to, whose mean is shown to a tenth as this."""
    centre = Fraction(round(10 * mean.value), 10)
    return range(
        max(scale.first * n, ceil(n * (centre - _HALF_A_TENTH))),
        min(scale.last * n, floor(n * (centre + _HALF_A_TENTH))) + 1,
    )


def mean_bounds(figures: Figures, scale: Scale) -> Ends | None:
    """Between what the mean of all who were asked would lie, in points, outwards to a tenth.

    C. F. Manski (2003), see `analysis.bounds`. Where all scored it is the mean as shown; None where
    too few scored for the spread of their scores to be shown.
    """
    mean, n, eligible = figures.mean, figures.n, figures.eligible
    if figures.bands is None or mean is None or n is None or eligible is None:
        return None
    silent = eligible - n
    if not silent:
        return Ends(mean.value, mean.value)
    possible = sums(mean, n, scale)
    low = Fraction(possible[0] + scale.first * silent, eligible)
    high = Fraction(possible[-1] + scale.last * silent, eligible)
    return Ends(floor(10 * low) / 10, ceil(10 * high) / 10)


def favourable_bounds(figures: Figures) -> Ends | None:
    """Between what the favourable share of all who were asked would lie, in per cent, outwards.

    Where all scored it is the share as shown; None as for the mean.
    """
    bands, n, eligible = figures.bands, figures.n, figures.eligible
    if bands is None or n is None or eligible is None:
        return None
    silent = eligible - n
    if not silent:
        return Ends(bands.high, bands.high)
    possible = people(bands.high, n)
    return Ends(
        floor(Fraction(100 * possible[0], eligible)),
        ceil(Fraction(100 * (possible[-1] + silent), eligible)),
    )
