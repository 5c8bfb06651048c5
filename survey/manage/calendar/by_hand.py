"""Opening a month by hand and closing it: each says how many people it is about."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.clock import london_moment, now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.asking import ask, carry_out
from survey.manage.blueprint import manage
from survey.manage.calendar.month import to_be_asked
from survey.manage.calendar.opening import OpeningForm, proposed
from survey.manage.calendar.questions import closing
from survey.manage.calendar.words import dates_in_words
from survey.queries.clashes import clashes
from survey.queries.definitions import shipped, shipped_definition, usual
from survey.queries.planned_dates import MonthDates
from survey.queries.rounds import latest_round


@manage.get("/rounds/<month>/close")
def close_page(month: str) -> ResponseReturnValue:
    return ask(closing(month))


@manage.post("/rounds/<month>/close")
def close_now(month: str) -> ResponseReturnValue:
    return carry_out(
        closing(month),
        lambda _: close_round(db.session, month=month, actor=actor(), now=now()),
    )


@manage.get("/rounds/open")
def open_page() -> ResponseReturnValue:
    latest = latest_round(db.session)
    return opening_page(proposed(latest.month if latest else None, now(), usual(db.session)))


@manage.post("/rounds/open")
def open_now() -> ResponseReturnValue:
    form, moment = OpeningForm.sent(request.form), now()
    if form.errors:
        return opening_page(form), 400
    dates = form.dates(moment)
    try:
        open_round(
            db.session,
            month=form.month,
            definition=shipped_definition(form.questionnaire),
            opens_at=dates.opens_at,
            closes_at=dates.closes_at,
            reminders=dates.reminders,
            last_day=dates.last_day,
            thanks=bool(form.thanks),
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=moment,
        )
    except SurveyError as error:
        db.session.rollback()
        form.errors["month"] = str(error)
        return opening_page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.this_month"))


def opening_page(form: OpeningForm) -> str:
    dates = None if form.errors else form.dates(now())
    return render_template(
        "manage/open.html",
        form=form,
        errors=form.errors,
        options=[(name, name) for name in shipped()],
        label=month_label(dates.month) if dates else "",
        words=dates_in_words(dates) if dates else "",
        asked=to_be_asked(dates) if dates else 0,
        in_the_way=in_the_way(dates) if dates else "",
    )


def in_the_way(dates: MonthDates) -> str:
    """Which round keeps this one from being opened now, in a sentence; empty where none does."""
    met = clashes(db.session, [dates]).overlapping
    if not met:
        return ""
    other = met[0][1]
    return (
        f"Two rounds cannot be open at once: {month_label(other.month)} is open from "
        f"{london_moment(other.opens_at)} to {london_moment(other.over_at)}."
    )
