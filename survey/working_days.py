"""England's working days, and the moments at which London's clocks show a time."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from analysis.periods import month_label
from survey.clock import LONDON
from survey.errors import SurveyError

DAY = timedelta(days=1)
SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Those of England in `year`, substitute days included."""
    # Takes a tenth of a second, and only a calendar that is planned or changed needs it.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def nth_working_day(month: str, number: int) -> date:
    """Working day `number`, from 1, of `month`; a SurveyError where it has fewer."""
    first = date.fromisoformat(f"{month}-01")
    every = [first + each * DAY for each in range(monthrange(first.year, first.month)[1])]
    working = [day for day in every if is_working_day(day)]
    if not 1 <= number <= len(working):
        raise SurveyError(
            f"{month_label(month)} has {len(working)} working days, so none is number {number}: "
            "choose an earlier day."
        )
    return working[number - 1]


def add_working_days(day: date, days: int) -> date:
    """The day `days` working days after `day`, or before it where `days` is negative."""
    step = DAY if days >= 0 else -DAY
    left = abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days there are from `first` to the day before `last`.

    Negative where `last` is earlier: as many as from `last` to the day before `first`.
    """
    if last < first:
        return -working_days_between(last, first)
    return sum(is_working_day(first + each * DAY) for each in range((last - first).days))


def later(moment: datetime, days: int) -> datetime:
    """The same time in London, `days` working days after `moment`."""
    there = moment.astimezone(LONDON)
    return london(add_working_days(there.date(), days), there.time())


def london(day: date, at: time) -> datetime:
    """The moment, in UTC, at which London's clocks show `at` on `day`.

    A time that they show twice is its first; one that they leave out is an hour later.
    """
    return datetime.combine(day, at.replace(tzinfo=None), LONDON).astimezone(UTC)
