"""Planning months by a schedule: the form, every date in words before it is saved, the deed."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.plan_rounds import plan_rounds, refuse_past
from survey.clock import london_moment, now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.calendar.month import meeting_elections, to_be_asked
from survey.manage.calendar.schedule_form import ScheduleForm, proposed_schedule
from survey.manage.calendar.words import listed, moment, sentence, year_of
from survey.queries.calendar import CalendarState, calendar_months
from survey.queries.clashes import Clashes, clashes
from survey.queries.definitions import shipped, usual
from survey.queries.planned_dates import MonthDates


@manage.get("/calendar/schedule")
def schedule() -> ResponseReturnValue:
    """The form, with what is in the address: the preview leads back here to change it."""
    if request.args:
        return schedule_page(ScheduleForm.sent(request.args))
    months = calendar_months(db.session)
    return schedule_page(
        proposed_schedule(months[-1].month if months else None, now(), usual(db.session))
    )


@manage.get("/calendar/schedule/preview")
def schedule_preview() -> ResponseReturnValue:
    """Every date in words; nothing is saved yet."""
    form = ScheduleForm.sent(request.args)
    form.check(now())
    met = clashes(db.session, form.planned)
    refuse(form, met)
    if form.errors:
        return schedule_page(form), 400
    first = form.planned[0]
    return render_template(
        "manage/schedule_preview.html",
        form=form,
        rows=[row(dates, met) for dates in form.planned],
        first=month_label(first.month),
        opens_at=first.opens_at,
        asked=to_be_asked(first),
        notes=meeting_elections(form.planned),
    )


@manage.post("/calendar/schedule")
def plan_months() -> ResponseReturnValue:
    form, at = ScheduleForm.sent(request.form), now()
    form.check(at)
    if form.errors:
        return schedule_page(form), 400
    try:
        plan_rounds(
            db.session,
            schedule=form.schedule(at),
            actor=actor(),
            now=at,
            replace=request.form.get("replace") == "yes",
        )
    except SurveyError as error:
        db.session.rollback()
        form.errors["first-month"] = str(error)
        return schedule_page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.calendar"))


def schedule_page(form: ScheduleForm) -> str:
    return render_template(
        "manage/schedule.html",
        form=form,
        errors=form.errors,
        options=[(name, name) for name in shipped()],
    )


def refuse(form: ScheduleForm, met: Clashes) -> None:
    """Say what stands in the way of the dates that were asked for."""
    if met.held:
        names = listed([month_label(each.month) for each in met.held])
        form.errors["first-month"] = f"{names} has a round already: begin with a later month"
    elif met.overlapping:
        dates, other = met.overlapping[0]
        form.errors["first-month"] = (
            f"{month_label(dates.month)}, {london_moment(dates.opens_at)} to "
            f"{london_moment(dates.closes_at)}, would overlap {month_label(other.month)}, "
            f"{london_moment(other.opens_at)} to {london_moment(other.over_at)}: begin with a "
            "later month or on a later day, or close the other one first"
        )
    if form.errors:
        return
    try:
        refuse_past(form.planned, now())
    except SurveyError as error:
        form.errors["first-month"] = str(error)


@dataclass(frozen=True, slots=True)
class Row:
    """A month as the preview shows it; `before` is what stands, where that is to change."""

    label: str
    opens: str
    reminders: tuple[str, ...]
    last_day: str
    closes: str
    stands: bool
    before: str


def row(dates: MonthDates, met: Clashes) -> Row:
    standing, year = met.standing.get(dates.month), year_of(dates.month)
    kept = standing is not None and standing.dates == dates
    skipped = standing is not None and standing.state is CalendarState.SKIPPED
    return Row(
        label=month_label(dates.month),
        opens=moment(dates.opens_at, year),
        reminders=tuple(moment(at, year) for at in dates.reminders),
        last_day=moment(dates.last_day, year) if dates.last_day else "",
        closes=moment(dates.closes_at, year),
        stands=standing is not None,
        before=sentence(standing, now()) if standing and (skipped or not kept) else "",
    )
