"""Moving a month that is planned, and extending one by working days."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.extend_round import extend_round, refuse_ended
from survey.actions.move_round import move_round, refuse_settled
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.calendar.month import MONTH, meeting_elections, to_be_asked
from survey.manage.calendar.move_form import MoveForm, why_not
from survey.manage.calendar.questions import not_heard
from survey.manage.calendar.words import dates_in_words
from survey.queries.calendar import CalendarMonth, CalendarState, calendar_month
from survey.queries.planned_dates import MonthDates, moved
from survey.queries.rounds import round_by_month
from survey.working_days import later

MOST_DAYS = 10
HELD = (CalendarState.OPEN, CalendarState.PAUSED)


@manage.get(f"{MONTH}/move")
def move_page(month: str) -> ResponseReturnValue:
    """The form, with what is in the address: the preview leads back here to change it."""
    found = movable(month)
    form = MoveForm.sent(request.args) if request.args else MoveForm.of(found.opens_at)
    return moving(found, form)


@manage.get(f"{MONTH}/move/preview")
def move_preview(month: str) -> ResponseReturnValue:
    """Every date in words; nothing is saved yet."""
    found, form = movable(month), MoveForm.sent(request.args)
    form.check()
    dates = moved_dates(found, form)
    if dates is None:
        return moving(found, form), 400
    return render_template(
        "manage/move_preview.html",
        found=found,
        label=month_label(month),
        form=form,
        dates=dates,
        words=dates_in_words(dates),
        before=dates_in_words(found.dates),
        asked=to_be_asked(dates),
        notes=meeting_elections([dates]),
    )


@manage.post(f"{MONTH}/move")
def move_now(month: str) -> ResponseReturnValue:
    found, form = movable(month), MoveForm.sent(request.form)
    form.check()
    dates = moved_dates(found, form)
    if dates is None:
        return moving(found, form), 400
    move_round(db.session, month=month, dates=dates, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.calendar_page", month=month))


@manage.get(f"{MONTH}/extend")
def extend_page(month: str) -> ResponseReturnValue:
    return extending(month)


@manage.post(f"{MONTH}/extend")
def extend_now(month: str) -> ResponseReturnValue:
    days = request.form.get("days", "")
    if days not in map(str, range(1, MOST_DAYS + 1)):
        return extending(month, error="Choose when it is to close"), 400
    try:
        extend_round(db.session, month=month, days=int(days), actor=actor(), now=now())
    except SurveyError as error:
        db.session.rollback()
        return extending(month, days, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.calendar_page", month=month))


def movable(month: str) -> CalendarMonth:
    found = calendar_month(db.session, month)
    refuse_settled(found)
    return found


def moved_dates(found: CalendarMonth, form: MoveForm) -> MonthDates | None:
    """The month's dates when it opens as typed; None, and the reason in `form`, where it cannot."""
    if form.errors:
        return None
    dates = moved(found.dates, form.opens_at)
    problem = why_not(db.session, dates, now())
    if problem:
        form.errors["day"] = problem
        return None
    return dates


def moving(found: CalendarMonth, form: MoveForm) -> str:
    return render_template(
        "manage/move.html",
        found=found,
        label=month_label(found.month),
        form=form,
        errors=form.errors,
        words=dates_in_words(found.dates),
    )


def extending(month: str, chosen: str = "", error: str = "") -> str:
    found = calendar_month(db.session, month)
    refuse_ended(found)
    return render_template(
        "manage/extend.html",
        found=found,
        label=month_label(month),
        choices=[(str(days), closing(found, days)) for days in range(1, MOST_DAYS + 1)],
        chosen=chosen,
        stands=not_heard(round_by_month(db.session, month)) if found.state in HELD else "",
        errors={"days": error} if error else {},
    )


def closing(found: CalendarMonth, days: int) -> datetime:
    return later(found.closes_at, days)
