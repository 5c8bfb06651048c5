"""Time: stored aware in UTC, shown as London's clocks show it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The date on London's calendars."""
    return moment.astimezone(LONDON).date()


def london_date(moment: datetime) -> str:
    """'19 October 2018'."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {there:%B %Y}"


def london_time(moment: datetime) -> str:
    """'21:04'."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def london_moment(moment: datetime) -> str:
    """'Friday 19 October 2018 at 17:00'."""
    return f"{moment.astimezone(LONDON):%A} {london_date(moment)} at {london_time(moment)}"


def day_words(day: date) -> str:
    """'Thursday 2 May 2019'."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def plain_day(day: date) -> str:
    """'2 May 2019'."""
    return f"{day.day} {day:%B %Y}"
