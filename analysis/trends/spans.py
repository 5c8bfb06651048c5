"""The periods of one kind that some months lie in."""

from collections.abc import Iterable

from analysis.periods import APRIL, FinancialYear, Kind, Period


def spans(months: Iterable[str], kind: Kind, year: FinancialYear = APRIL) -> tuple[Period, ...]:
    """Every period of `kind` from the earliest of `months` to the latest, the oldest first.

    One that holds none of `months` stands between its neighbours all the same. Empty of no months.
    """
    found = sorted(months)
    if not found:
        return ()
    first, last = year.holding(found[0], kind), year.holding(found[-1], kind)
    backwards = [last]
    while backwards[-1].months[0] > first.months[0]:
        backwards.append(backwards[-1].previous())
    return tuple(reversed(backwards))


def short(period: Period) -> str:
    """'Jul 2018', 'Q2 2018-19', 'H1 2018-19', '2018-19': a period's name for a narrow place."""
    if period.kind == "month":
        name, year = period.label.split()
        return f"{name[:3]} {year}"
    year, _, part = period.ref.rpartition("-")
    return period.ref if period.kind == "year" else f"{part.upper()} {year}"
