"""One month of the calendar: its dates, and the ways to change them that stand open."""

from flask import render_template
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.clock import now
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.month_facts import STEPS, facts
from survey.manage.timeline import elections_within, month_entry
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.queries.elections import elections
from survey.queries.panel import people_to_ask

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
        asked=to_be_asked(found) if found.state is CalendarState.PLANNED else None,
        notes=[*entry.notes, *meets(found)],
    )


def to_be_asked(found: CalendarMonth) -> int:
    """How many people get an invitation when it opens, as the panel stands today."""
    return len(
        people_to_ask(
            db.session, month=found.month, opens_at=found.opens_at, closes_at=found.closes_at
        )
    )


def meets(found: CalendarMonth) -> list[str]:
    if found.state in (CalendarState.CLOSED, CalendarState.SKIPPED):
        return []
    label, known = month_label(found.month), elections(db.session)
    return elections_within(label, found.opens_at, found.closes_at, known)
