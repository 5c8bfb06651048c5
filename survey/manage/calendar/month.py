"""One month of the calendar: its dates, and the ways to change them that stand open."""

from collections.abc import Sequence

from flask import render_template
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.clock import now
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.calendar.timeline import elections_within, month_entry
from survey.manage.month.facts import STEPS, facts
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.queries.elections import elections
from survey.queries.panel import people_to_ask
from survey.queries.pauses import why_paused
from survey.queries.planned_dates import MonthDates

MONTH = "/calendar/<month>"


@manage.get(MONTH)
def calendar_page(month: str) -> ResponseReturnValue:
    found = calendar_month(db.session, month)
    entry = month_entry(found, now())
    return render_template(
        "manage/calendar_month.html",
        found=found,
        entry=entry,
        facts=facts(found),
        steps=STEPS[found.state],
        asked=to_be_asked(found.dates) if found.state is CalendarState.PLANNED else None,
        notes=[*entry.notes, *paused_for(found), *met_elections(found)],
    )


def paused_for(found: CalendarMonth) -> list[str]:
    if found.state is not CalendarState.PAUSED:
        return []
    return [f"Why it is paused: {why_paused(db.session, found.month)}"]


def to_be_asked(dates: MonthDates) -> int:
    """How many people get an invitation when a month opens, as the panel stands today."""
    return len(
        people_to_ask(
            db.session, month=dates.month, opens_at=dates.opens_at, closes_at=dates.closes_at
        )
    )


def met_elections(found: CalendarMonth) -> list[str]:
    ended = found.state in (CalendarState.CLOSED, CalendarState.SKIPPED)
    return [] if ended else meeting_elections([found.dates])


def meeting_elections(planned: Sequence[MonthDates]) -> list[str]:
    """A sentence for each pre-election period that a month meets."""
    known = elections(db.session)
    return [
        note
        for dates in planned
        for note in elections_within(
            month_label(dates.month), dates.opens_at, dates.closes_at, known
        )
    ]
