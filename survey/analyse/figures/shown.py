"""Figures as an analyst reads them: two decimals, whole per cents, true minus signs."""

from fractions import Fraction

from analysis import wording
from analysis.bounds import Bounds

NONE = wording.EN_DASH
LEAST_P = 0.001
Number = Fraction | float | int | None


def decimal(value: Number, places: int = 2) -> str:
    """'3.42'; an en dash for what nobody can compute."""
    return NONE if value is None else f"{float(value):.{places}f}".replace("-", wording.MINUS)


def median(value: Number) -> str:
    """'3' or '3.5'."""
    return NONE if value is None else f"{float(value):g}"


def signed(value: Number, places: int = 2) -> str:
    """'+0.42', '\N{MINUS SIGN}12'."""
    return NONE if value is None else wording.signed(float(value), places)


def share(value: Number) -> str:
    """'42%' of a share from 0 to 1."""
    return NONE if value is None else f"{float(value):.0%}"


def chance(value: Number) -> str:
    """A p: '0.031', or '<0.001' where three decimals would call it nought."""
    if value is None:
        return NONE
    return f"<{LEAST_P}" if value < LEAST_P else f"{float(value):.3f}"


def between(bounds: Bounds | None, places: int = 2) -> str:
    """'2.90 to 3.84'."""
    if bounds is None:
        return NONE
    return f"{decimal(bounds.low, places)} to {decimal(bounds.high, places)}"


def change_between(bounds: Bounds | None) -> str:
    """'-0.40 to +0.85', with its signs."""
    return NONE if bounds is None else f"{signed(bounds.low)} to {signed(bounds.high)}"


def shares_between(bounds: Bounds | None) -> str:
    """'44% to 64%'."""
    return NONE if bounds is None else f"{share(bounds.low)} to {share(bounds.high)}"


def exact(value: Fraction | float | str | None) -> float | int | str:
    """A value as a file holds it: unrounded, empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value
