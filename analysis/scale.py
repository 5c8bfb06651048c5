"""The scale that scores stand on."""

import re
from dataclasses import dataclass
from fractions import Fraction

from analysis.errors import AnswersError

_FEWEST, _MOST = 2, 11
_SMALL = 3
_WRITTEN = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `first` to `last`, both included; 2 to 11 points, ValueError otherwise.

    The outer bands, unfavourable and favourable, hold `outer` points each: by default two, one on
    scales of two or three points.
    """

    first: int = 1
    last: int = 5
    outer: int = 0

    def __post_init__(self) -> None:
        if not _FEWEST <= self.points <= _MOST:
            raise ValueError(
                f"A scale from {self.first} to {self.last} has {self.points} points: "
                f"give it {_FEWEST} to {_MOST}."
            )
        if self.outer == 0:
            object.__setattr__(self, "outer", 1 if self.points <= _SMALL else 2)
        if not 0 < 2 * self.outer <= self.points:
            raise ValueError(
                f"Bands of {self.outer} points at both ends do not fit a scale of {self.points}: "
                f"give them 1 to {self.points // 2}."
            )

    @property
    def points(self) -> int:
        """How many scores there are to choose from."""
        return self.last - self.first + 1

    @property
    def low(self) -> int:
        """The highest score that is unfavourable."""
        return self.first + self.outer - 1

    @property
    def high(self) -> int:
        """The lowest score that is favourable."""
        return self.last - self.outer + 1

    def bands(self, counts: tuple[int, ...]) -> tuple[int, int, int]:
        """People in the unfavourable, middle and favourable band, of counts along the scale."""
        low, high = sum(counts[: self.outer]), sum(counts[-self.outer :])
        return low, sum(counts) - low - high, high

    def net(self, counts: tuple[int, ...]) -> Fraction | None:
        """Favourable less unfavourable, in percentage points from -100 to 100; None of nobody."""
        low, middle, high = self.bands(counts)
        n = low + middle + high
        return Fraction(100 * (high - low), n) if n else None

    def words(self) -> tuple[str, str | None, str]:
        """The points of each band, '1 or 2', '3', '4 or 5'; the middle is None where it is empty.

        Bands of three points and more are written by their ends, '0 to 2'.
        """
        low, high = self.low, self.high
        middle = _span(low + 1, high - 1) if low + 1 < high else None
        return _span(self.first, low), middle, _span(high, self.last)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}"


FIVE_POINTS = Scale()


def _span(first: int, last: int) -> str:
    if first == last:
        return str(first)
    return f"{first} {'or' if last == first + 1 else 'to'} {last}"


def parse_scale(text: str) -> Scale:
    """The scale written '1-5' or '0-10'; raises AnswersError for anything else."""
    match = _WRITTEN.fullmatch(text)
    try:
        if match is None:
            raise ValueError("Write its first and last point, as in '1-5' or '0-10'.")
        return Scale(int(match[1]), int(match[2]))
    except ValueError as error:
        raise AnswersError(f"'{text}' is not a scale. {error}") from error
