"""Months and the periods of the United Kingdom's financial year, which starts in April.

A month is written `2018-07`, a quarter `2018-19-q2` (July to September 2018), a half-year
`2018-19-h1` and a year `2018-19`.
"""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["month", "quarter", "half", "year"]

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_APRIL = 4
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"([0-9]{4})-([0-9]{2})(?:-(q[1-4]|h[12]))?")
_PARTS: dict[str, tuple[Kind, int]] = {"q": ("quarter", 3), "h": ("half", 6)}


class PeriodError(ValueError):
    """A month or period that cannot be read; its text is a sentence for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Consecutive months under one name; `months` are in order, each as `2018-07`."""

    ref: str
    kind: Kind
    months: tuple[str, ...]

    @property
    def label(self) -> str:
        """In words: 'July 2018', 'July to September 2018', 'October 2018 to March 2019'."""
        first, last = month_label(self.months[0]), month_label(self.months[-1])
        if first == last:
            return first
        same_year = self.months[0][:4] == self.months[-1][:4]
        return f"{first.split()[0] if same_year else first} to {last}"

    def previous(self) -> "Period":
        """The period of the same kind that ends where this one starts.

        Raises PeriodError before the year 1.
        """
        return _of_kind(_moved(self.months[0], -len(self.months)), self.kind)


def parse_month(text: str) -> str:
    """Return the month `text` names, as `2018-07`; raises PeriodError for anything else."""
    match = _MONTH.fullmatch(text)
    if match is None or match[1] == "0000":
        raise PeriodError(
            f"'{text}' is not a month: write the year and the month in two digits, as in '2018-07'."
        )
    return text


def month_label(month: str) -> str:
    """In words: '2018-07' is 'July 2018'. Raises PeriodError for what is not a month."""
    year, number = parse_month(month).split("-")
    return f"{_NAMES[int(number) - 1]} {year}"


def quarter_of(month: str) -> Period:
    """The financial quarter that holds `month` ('2018-07' is in `2018-19-q2`)."""
    year, number = _split(parse_month(month))
    return _of_kind(_joined(year, number - (number - 1) % 3), "quarter")


def parse_period(text: str) -> Period:
    """Return the month, quarter, half-year or financial year that `text` names.

    What could be both a month and a year ('2011-12') is the month. Raises PeriodError, whose
    text shows a valid example of each kind.
    """
    if _MONTH.fullmatch(text):
        return _of_kind(parse_month(text), "month")
    match = _YEAR.fullmatch(text)
    if match is None or match[1] == "0000" or int(match[2]) != (int(match[1]) + 1) % 100:
        raise PeriodError(
            f"'{text}' is not a period: write a quarter as in '2018-19-q2', a half-year as in "
            "'2018-19-h1', a financial year as in '2018-19' or a month as in '2018-07'."
        )
    if match[3] is None:
        return _of_kind(f"{match[1]}-04", "year")
    kind, length = _PARTS[match[3][0]]
    return _of_kind(_moved(f"{match[1]}-04", length * (int(match[3][1]) - 1)), kind)


def _of_kind(first: str, kind: Kind) -> Period:
    """The period of `kind` that starts with the month `first`."""
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]
    months = tuple(_moved(first, step) for step in range(length))
    if kind == "month":
        return Period(first, kind, months)
    year, number = _split(first)
    start = year if number >= _APRIL else year - 1
    ref = f"{start:04d}-{(start + 1) % 100:02d}"
    if kind != "year":
        ref += f"-{kind[0]}{(number - _APRIL) % 12 // length + 1}"
    return Period(ref, kind, months)


def _moved(month: str, steps: int) -> str:
    year, number = _split(month)
    return parse_month(_joined(*divmod(year * 12 + number - 1 + steps, 12), offset=1))


def _split(month: str) -> tuple[int, int]:
    year, number = month.split("-")
    return int(year), int(number)


def _joined(year: int, number: int, offset: int = 0) -> str:
    return f"{year:04d}-{number + offset:02d}"
