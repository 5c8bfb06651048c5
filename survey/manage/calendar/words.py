"""The calendar in words: 'opens Monday 2 July at 09:00; reminders on Friday 6 and …; closes …'."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from survey.clock import LONDON, london_day, london_time
from survey.models import OutboxState
from survey.queries.calendar import CalendarMonth, CalendarState
from survey.queries.planned_dates import MonthDates


def sentence(found: CalendarMonth, now: datetime) -> str:
    """What the calendar does with a month, or did, without its name."""
    if found.state is CalendarState.SKIPPED:
        return f"is skipped: {found.reason}"
    year = year_of(found.month)
    if found.state is CalendarState.CLOSED:
        opened, closed = moment(found.opens_at, year), moment(found.over_at, year)
        return f"opened {opened}; closed {closed}"
    if found.state is CalendarState.PLANNED:
        return dates_in_words(found.dates)
    coming = [each.at for each in found.reminders if each.state is OutboxState.QUEUED]
    ending = f"closes {moment(found.closes_at, year)}"
    if found.state is CalendarState.PAUSED and found.paused_at is not None:
        since = moment(found.paused_at, year)
        return f"is paused since {since}; it {ending} or later, once it is resumed"
    if found.closes_at <= now:
        ending = f"its time ran out {moment(found.closes_at, year)}, and it closes next"
    parts = [f"is open since {moment(found.opens_at, year)}", reminding(coming, year), ending]
    return "; ".join(filter(None, parts))


def dates_in_words(dates: MonthDates) -> str:
    """What comes of a planned month."""
    year = year_of(dates.month)
    waves = [*dates.reminders, *filter(None, [dates.last_day])]
    parts = [
        f"opens {moment(dates.opens_at, year)}",
        reminding(waves, year),
        f"closes {moment(dates.closes_at, year)}",
    ]
    return "; ".join(filter(None, parts))


def reminding(waves: Sequence[datetime], year: int) -> str:
    """'reminders on Friday 6 and Wednesday 11 July', nothing where there are none."""
    days = sorted({london_day(at) for at in waves})
    if not days:
        return ""
    return f"{'reminder' if len(days) == 1 else 'reminders'} on {spelt(days, year)}"


def spelt(days: Iterable[date], year: int) -> str:
    """'Friday 29 June, Monday 2 and Friday 6 July': each month named once; the year if another."""
    words = []
    for (in_year, _), together in groupby(days, lambda day: (day.year, day.month)):
        same = list(together)
        words += [f"{day:%A} {day.day}" for day in same[:-1]]
        words.append(day_in(same[-1], year if in_year == year else 0))
    return listed(words)


def listed(words: Sequence[str]) -> str:
    """'one', 'one and two', 'one, two and three'."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def day_in(day: date, year: int) -> str:
    """'Monday 2 July', and its year where that is not `year`."""
    return f"{day:%A} {day.day} {day:%B}" + ("" if day.year == year else f" {day.year}")


def moment(at: datetime, year: int) -> str:
    """'Monday 2 July at 09:00', with the year where it is not `year`."""
    return f"{day_in(at.astimezone(LONDON).date(), year)} at {london_time(at)}"


def year_of(month: str) -> int:
    return int(month[:4])
