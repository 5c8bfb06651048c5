"""Time: stored aware in UTC, shown as London's clocks show it, in the language that is spoken."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from analysis.periods import Period, parse_month
from survey.language import gettext, marked, marked_in, pgettext

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = (
    marked("Monday"), marked("Tuesday"), marked("Wednesday"), marked("Thursday"),
    marked("Friday"), marked("Saturday"), marked("Sunday"),
)  # fmt: skip
MONTHS = (
    marked("January"), marked("February"), marked("March"), marked("April"),
    marked("May"), marked("June"), marked("July"), marked("August"),
    marked("September"), marked("October"), marked("November"), marked("December"),
)  # fmt: skip
# Many languages write a month otherwise beside a day than by itself.
IN_A_DATE = "beside a day"
MONTHS_IN_DATES = (
    marked_in("beside a day", "January"), marked_in("beside a day", "February"),
    marked_in("beside a day", "March"), marked_in("beside a day", "April"),
    marked_in("beside a day", "May"), marked_in("beside a day", "June"),
    marked_in("beside a day", "July"), marked_in("beside a day", "August"),
    marked_in("beside a day", "September"), marked_in("beside a day", "October"),
    marked_in("beside a day", "November"), marked_in("beside a day", "December"),
)  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The date on London's calendars."""
    return moment.astimezone(LONDON).date()


def london_date(moment: datetime) -> str:
    """'19 October 2018'."""
    return plain_day(london_day(moment))


def london_time(moment: datetime) -> str:
    """'21:04'."""
    return f"{moment.astimezone(LONDON):%H:%M}"


def london_moment(moment: datetime) -> str:
    """'Friday 19 October 2018 at 17:00'."""
    # Translators: a day and a time, as in 'Friday 19 October 2018 at 17:00'.
    return gettext("%(day)s at %(time)s") % {
        "day": day_words(london_day(moment)),
        "time": london_time(moment),
    }


def day_words(day: date) -> str:
    """'Thursday 2 May 2019'."""
    # Translators: a day of the week and a date, as in 'Thursday 2 May 2019'.
    return gettext("%(weekday)s %(date)s") % {
        "weekday": gettext(WEEKDAYS[day.weekday()]),
        "date": plain_day(day),
    }


def plain_day(day: date) -> str:
    """'2 May 2019'."""
    # Translators: a date, as in '2 May 2019'.
    return gettext("%(day)s %(month)s %(year)s") % {
        "day": day.day,
        "month": pgettext(IN_A_DATE, MONTHS_IN_DATES[day.month - 1]),
        "year": day.year,
    }


def month_words(month: str) -> str:
    """'July 2018' for '2018-07'. Raises PeriodError for what is not a month."""
    year, number = parse_month(month).split("-")
    # Translators: a month and its year, as in 'July 2018'.
    return gettext("%(month)s %(year)s") % {"month": month_name(number), "year": year}


def quarter_words(period: Period) -> str:
    """'July to September 2018', for a period within one calendar year."""
    first, last = period.months[0], period.months[-1]
    # Translators: months of one year, as in 'July to September 2018'.
    return gettext("%(first)s to %(last)s") % {
        "first": month_name(first.partition("-")[2]),
        "last": month_words(last),
    }


def month_name(number: str) -> str:
    """'July' for '07'."""
    return gettext(MONTHS[int(number) - 1])
