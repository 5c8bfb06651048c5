"""What the calendar does next, and what it has done."""

from flask import render_template
from flask.typing import ResponseReturnValue

from survey.clock import london_day, now
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.calendar.timeline import timeline
from survey.queries.calendar import calendar_months
from survey.queries.elections import elections, elections_on


@manage.get("/calendar/")
def calendar() -> ResponseReturnValue:
    moment = now()
    return render_template(
        "manage/calendar.html",
        line=timeline(calendar_months(db.session), elections(db.session), moment),
        periods=elections_on(db.session, london_day(moment)),
    )
