"""Months, and the periods of a financial year, which starts in April unless its owner says else.

A month is written `2018-07`. Of a year from April, a quarter is `2018-19-q2` (July to September
2018), a half-year `2018-19-h1` and a year `2018-19`, and so for every other start but January:
that year is the calendar's, and is written `2018-q2`, `2018-h1` and `2018`. '2011-12' is the month
December 2011; a year whose short form would be a month is written in full, `2011-2012`.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["month", "quarter", "half", "year"]

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_JANUARY, _APRIL, _MONTHS = 1, 4, 12
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_PART = re.compile(r"(.+)-(?:q([1-4])|h([12]))")
_LENGTHS: dict[Kind, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


class PeriodError(ValueError):
    """A month or period that cannot be read; its text is a sentence for whoever wrote it."""


@dataclass(frozen=True, slots=True)
class FinancialYear:
    """Twelve months from `first_month` (1 is January, 12 December) on; PeriodError for others."""

    first_month: int = _APRIL

    def __post_init__(self) -> None:
        if self.first_month not in range(1, _MONTHS + 1):
            raise PeriodError(
                f"A financial year cannot start in month {self.first_month}: give the number of "
                "a month, from 1 for January to 12 for December."
            )

    @property
    def starts_in(self) -> str:
        """The first month's name: 'April'."""
        return _NAMES[self.first_month - 1]

    def parse(self, text: str) -> "Period":
        """Return the month, quarter, half-year or financial year that `text` names.

        Raises PeriodError, whose text shows a valid example of each kind.
        """
        if _MONTH.fullmatch(text):
            return self.holding(text, "month")
        part = _PART.fullmatch(text)
        first = self._first_of(part[1] if part else text, short=part is not None)
        if first is None:
            raise PeriodError(self._unread(text))
        if part is None:
            return self.holding(first, "year")
        kind: Kind = "quarter" if part[2] else "half"
        return self.holding(_moved(first, _LENGTHS[kind] * (int(part[2] or part[3]) - 1)), kind)

    def holding(self, month: str, kind: Kind) -> "Period":
        """The period of `kind` that `month` ('2018-07') lies in; PeriodError for no month."""
        year, number = _split(parse_month(month))
        into, length = (number - self.first_month) % _MONTHS, _LENGTHS[kind]
        start = year if number >= self.first_month else year - 1
        first = _moved(month, -(into % length))
        months = tuple(_moved(first, step) for step in range(length))
        if kind == "month":
            return Period(month, kind, months, self)
        if kind == "year":
            return Period(self._year(start), kind, months, self)
        ref = f"{self._short(start)}-{kind[0]}{into // length + 1}"
        return Period(ref, kind, months, self)

    def quarter_of(self, month: str) -> "Period":
        """The quarter that holds `month`; PeriodError for what is not a month."""
        return self.holding(month, "quarter")

    def _short(self, start: int) -> str:
        """The year that starts in `start`, as it stands in the name of a quarter: '2018-19'."""
        if self.first_month == _JANUARY:
            return f"{start:04d}"
        return f"{start:04d}-{(start + 1) % 100:02d}"

    def _year(self, start: int) -> str:
        short = self._short(start)
        return f"{start:04d}-{start + 1:04d}" if _MONTH.fullmatch(short) else short

    def _first_of(self, text: str, *, short: bool) -> str | None:
        """The first month of the year `text` names, alone or, `short`, in a quarter's name."""
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2,4})?", text) or text.startswith("0000"):
            return None
        start = int(text[:4])
        named = self._short(start) if short else self._year(start)
        return _joined(start, self.first_month) if text == named else None

    def _unread(self, text: str) -> str:
        year = self._short(2018)
        return (
            f"'{text}' is not a period: write a quarter as in '{year}-q2', a half-year as in "
            f"'{year}-h1', a financial year as in '{year}' or a month as in '2018-07'. "
            f"The financial year starts in {self.starts_in}."
        )


APRIL = FinancialYear()


@dataclass(frozen=True, slots=True)
class Period:
    """Consecutive months under one name; `months` are in order, each as `2018-07`.

    `financial_year` is the one that it was read by; it does not tell periods apart, since where
    it matters the months differ.
    """

    ref: str
    kind: Kind
    months: tuple[str, ...]
    financial_year: FinancialYear = field(default=APRIL, compare=False, repr=False)

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
        return self.financial_year.holding(_moved(self.months[0], -1), self.kind)


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


def quarter_of(month: str, financial_year: FinancialYear = APRIL) -> Period:
    """The financial quarter that holds `month` ('2018-07' is in `2018-19-q2`)."""
    return financial_year.quarter_of(month)


def parse_period(text: str, financial_year: FinancialYear = APRIL) -> Period:
    """Return the month, quarter, half-year or financial year that `text` names.

    Raises PeriodError, whose text shows a valid example of each kind.
    """
    return financial_year.parse(text)


def _moved(month: str, steps: int) -> str:
    year, number = _split(month)
    year, place = divmod(year * _MONTHS + number - 1 + steps, _MONTHS)
    return parse_month(_joined(year, place + 1))


def _split(month: str) -> tuple[int, int]:
    year, number = month.split("-")
    return int(year), int(number)


def _joined(year: int, number: int) -> str:
    return f"{year:04d}-{number:02d}"
