"""Rounding for publication, done once and last."""

from collections.abc import Sequence
from fractions import Fraction


def nearest(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of `step` nearest to `value`; of two as near, the even multiple.

    Even multiples favour neither end of a scale: reversed scores round to the reversed figure.
    """
    return round(value / step) * step


def whole_per_cents(parts: Sequence[int]) -> tuple[int, ...]:
    """Shares of the parts in whole per cent that add up to 100, by largest remainder.

    Rounded one by one they may add up to 99 or 101. What is missing goes to the parts that lost
    most by rounding down, of equals to the larger part, then to the earlier. A. Hamilton's method
    of apportionment (1792). `parts` must not all be 0.
    """
    total = sum(parts)
    shares = [divmod(100 * part, total) for part in parts]
    missing = 100 - sum(whole for whole, _ in shares)
    order = sorted(range(len(parts)), key=lambda place: (-shares[place][1], -parts[place], place))
    return tuple(shares[place][0] + (place in order[:missing]) for place in range(len(parts)))
