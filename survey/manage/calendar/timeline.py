"""The calendar as one line of time: months, and elections where they fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from analysis.periods import month_label
from survey.clock import day_words, london_day
from survey.manage.calendar.words import sentence
from survey.models import Election
from survey.queries.calendar import CalendarMonth, CalendarState

COLOURS = {
    CalendarState.PLANNED: "blue",
    CalendarState.OPEN: "green",
    CalendarState.PAUSED: "yellow",
    CalendarState.CLOSED: "grey",
    CalendarState.SKIPPED: "grey",
}


@dataclass(frozen=True, slots=True)
class MonthEntry:
    """A month as the calendar shows it; `notes` is what else is to be known about it."""

    found: CalendarMonth
    label: str
    words: str
    notes: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """`words` with a full stop; somebody's reason may have brought its own."""
        return self.words if self.words.endswith((".", "!", "?")) else f"{self.words}."

    @property
    def colour(self) -> str:
        return COLOURS[self.found.state]


@dataclass(frozen=True, slots=True)
class Timeline:
    """`coming` begins with the month that is open; `past` with the latest.

    Both hold months and elections, in the order of the days on which they begin.
    """

    coming: tuple[MonthEntry | Election, ...]
    past: tuple[MonthEntry, ...]

    @property
    def first_line(self) -> str:
        """What happens next, for whoever reads no further."""
        months = [each for each in self.coming if isinstance(each, MonthEntry)]
        active = [each for each in months if each.found.state is not CalendarState.SKIPPED]
        if not active:
            return "Nothing is planned: no month opens by itself."
        return f"{active[0].label} {active[0].sentence}"


def timeline(
    months: Sequence[CalendarMonth], elections: Sequence[Election], now: datetime
) -> Timeline:
    """`months` are the earliest first."""
    today = london_day(now)
    entries = [month_entry(found, now) for found in months]
    coming = [each for each in entries if not is_past(each.found, now)]
    ahead = [each for each in elections if each.polling_on >= today]
    return Timeline(
        coming=tuple(sorted([*coming, *ahead], key=begins)),
        past=tuple(each for each in entries[::-1] if is_past(each.found, now)),
    )


def is_past(found: CalendarMonth, now: datetime) -> bool:
    if found.state is CalendarState.SKIPPED:
        return found.closes_at <= now
    return found.state is CalendarState.CLOSED


def begins(entry: MonthEntry | Election) -> date:
    if isinstance(entry, MonthEntry):
        return london_day(entry.found.opens_at)
    return entry.notice_on


def month_entry(found: CalendarMonth, now: datetime) -> MonthEntry:
    return MonthEntry(
        found=found,
        label=month_label(found.month),
        words=sentence(found, now),
        notes=(*problem(found), *found.late),
    )


def problem(found: CalendarMonth) -> tuple[str, ...]:
    return (f"It could not be done so far: {found.problem}",) if found.problem else ()


def elections_within(
    label: str, opens_at: datetime, closes_at: datetime, elections: Sequence[Election]
) -> list[str]:
    """A sentence for each pre-election period that a round of these times meets."""
    opens, closes = london_day(opens_at), london_day(closes_at)
    return [
        f"{label} is open within the pre-election period of {each.name}, "
        f"{day_words(each.notice_on)} to {day_words(each.polling_on)}: the round goes on; "
        "publication asks for the monitoring officer's decision."
        for each in elections
        if each.notice_on <= closes and each.polling_on >= opens
    ]
