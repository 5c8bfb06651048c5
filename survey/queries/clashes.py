"""What stands in the way of dates that nobody has planned yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.queries.calendar import CalendarMonth, CalendarState, calendar_months
from survey.queries.planned_dates import MonthDates


@dataclass(frozen=True, slots=True)
class Clashes:
    """What planning months would meet.

    `standing`: months that are planned or skipped now and would get the new dates. `held`: months
    that have a round. `overlapping`: each month with the other one that would be open meanwhile.
    """

    standing: dict[str, CalendarMonth]
    held: tuple[CalendarMonth, ...]
    overlapping: tuple[tuple[MonthDates, CalendarMonth], ...]


def clashes(session: Session, planned: Sequence[MonthDates]) -> Clashes:
    """What `planned`, months that do not overlap each other, would meet in the calendar."""
    wanted = {dates.month for dates in planned}
    known = calendar_months(session)
    waiting = (CalendarState.PLANNED, CalendarState.SKIPPED)
    others = [
        each
        for each in known
        if each.month not in wanted and each.state is not CalendarState.SKIPPED
    ]
    return Clashes(
        standing={each.month: each for each in known if is_in(each, wanted, waiting)},
        held=tuple(each for each in known if each.month in wanted and each.state not in waiting),
        overlapping=tuple(
            (dates, other)
            for dates in planned
            for other in others
            if overlap(dates, other.opens_at, other.over_at)
        ),
    )


def is_in(found: CalendarMonth, months: set[str], states: Sequence[CalendarState]) -> bool:
    return found.month in months and found.state in states


def overlap(dates: MonthDates, opens_at: datetime, over_at: datetime) -> bool:
    return dates.opens_at < over_at and opens_at < dates.closes_at
