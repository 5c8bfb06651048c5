"""When a month opens, reminds and closes: by a schedule, as moved, and as the outbox has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from analysis.periods import PeriodError, month_label, parse_month
from survey.clock import london_day, london_moment
from survey.errors import SurveyError
from survey.models import OutboxKind, Schedule
from survey.working_days import later, london, nth_working_day, working_days_between

MOST_MONTHS = 36
MOST_GRACE_MINUTES = 24 * 60
LAST_MONTH = "2099-12"


@dataclass(frozen=True, slots=True)
class MonthDates:
    """The moments of one month's round, in UTC; `last_day` is the reminder on its closing day.

    `closes_at` is when everybody is told that it closes. Whoever has begun by then may finish in
    the `grace_minutes` after it, and the worker closes it when they are over.
    """

    month: str
    opens_at: datetime
    reminders: tuple[datetime, ...]
    last_day: datetime | None
    closes_at: datetime
    grace_minutes: int = 0

    def check(self) -> None:
        """Raise a SurveyError where it closes before it opens, or would remind outside of that."""
        if self.closes_at <= self.opens_at:
            raise SurveyError("The round would close before it opens: choose a later closing time.")
        for at in (*self.reminders, *filter(None, [self.last_day])):
            if not self.opens_at < at < self.closes_at:
                raise SurveyError(
                    f"The reminder on {london_moment(at)} is not between the opening of "
                    f"{month_label(self.month)}, on {london_moment(self.opens_at)}, and its "
                    f"closing, on {london_moment(self.closes_at)}: choose another time."
                )
        if not 0 <= self.grace_minutes <= MOST_GRACE_MINUTES:
            raise SurveyError(
                f"Whoever has begun may be given from 0 to {MOST_GRACE_MINUTES} minutes after "
                "closing to finish."
            )

    def rows(self) -> Iterator[tuple[OutboxKind, str, datetime]]:
        """What the outbox holds of it: kind, key and moment."""
        yield OutboxKind.OPEN_ROUND, f"open-{self.month}", self.opens_at
        for number, at in enumerate(self.reminders, 1):
            yield OutboxKind.REMIND, f"remind-{self.month}-{number}", at
        if self.last_day is not None:
            yield OutboxKind.REMIND_LAST_DAY, f"remind-last-{self.month}", self.last_day
        yield OutboxKind.CLOSE_ROUND, f"close-{self.month}", self.closes_at


def dates_of(schedule: Schedule) -> list[MonthDates]:
    """Every month that `schedule` plans, earliest first; a SurveyError where it cannot be kept."""
    try:
        parse_month(schedule.first_month)
    except PeriodError as error:
        raise SurveyError(str(error)) from error
    if not 1 <= schedule.months <= MOST_MONTHS:
        raise SurveyError(f"A schedule plans from 1 to {MOST_MONTHS} months.")
    months = list(following_months(schedule.first_month, schedule.months))
    if months[-1] > LAST_MONTH:
        raise SurveyError("That is too far ahead: nobody knows the bank holidays of that year.")
    return [month_dates(schedule, month) for month in months]


def following_months(first: str, count: int) -> Iterator[str]:
    """`count` months from `first` on: '2018-12', '2019-01'."""
    year, number = (int(part) for part in first.split("-"))
    for passed in range(number - 1, number - 1 + count):
        yield f"{year + passed // 12}-{passed % 12 + 1:02}"


def month_dates(schedule: Schedule, month: str) -> MonthDates:
    reminding = clock_time(schedule.reminder_time)
    closing = nth_working_day(month, schedule.closing_day)
    opening = nth_working_day(month, schedule.opening_day)
    found = MonthDates(
        month=month,
        opens_at=london(opening, clock_time(schedule.opening_time)),
        reminders=tuple(
            london(nth_working_day(month, number), reminding) for number in reminder_days(schedule)
        ),
        last_day=london(closing, reminding) if schedule.last_day else None,
        closes_at=london(closing, clock_time(schedule.closing_time)),
        grace_minutes=schedule.grace_minutes,
    )
    found.check()
    return found


def reminder_days(schedule: Schedule) -> Sequence[int]:
    words = schedule.reminder_days.split()
    if not all(word.isascii() and word.isdecimal() for word in words):
        raise SurveyError("Reminder days are numbers of working days, such as '5 8'.")
    return sorted({int(word[:4]) for word in words})


def clock_time(words: str) -> time:
    """'09:00' as a time of day."""
    try:
        return datetime.strptime(words, "%H:%M").time()  # noqa: DTZ007 - a time on London's clocks
    except ValueError as error:
        raise SurveyError(f"'{words}' is not a time of day: write it like 09:00.") from error


def moved(dates: MonthDates, opens_at: datetime) -> MonthDates:
    """`dates` opened at `opens_at`; all that follows moves by as many working days."""
    days = working_days_between(london_day(dates.opens_at), london_day(opens_at))
    return MonthDates(
        month=dates.month,
        opens_at=opens_at,
        reminders=tuple(later(at, days) for at in dates.reminders),
        last_day=later(dates.last_day, days) if dates.last_day else None,
        closes_at=later(dates.closes_at, days),
        grace_minutes=dates.grace_minutes,
    )
