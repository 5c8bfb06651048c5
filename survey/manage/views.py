from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from questionnaires.load import definition
from survey.access.accounts import actor
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.clock import now
from survey.errors import Conflict, SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.opening import OpeningForm, proposed, shipped
from survey.models import RoundState
from survey.queries.rounds import latest_round, round_by_month, round_status


@manage.get("/rounds/<month>/close")
def close_page(month: str) -> ResponseReturnValue:
    round_ = round_by_month(db.session, month)
    if round_.state is RoundState.CLOSED:
        raise Conflict(f"{month_label(month)} is closed already.")
    status = round_status(db.session, round_)
    return render_template("manage/close.html", label=month_label(month), status=status)


@manage.post("/rounds/<month>/close")
def close_now(month: str) -> ResponseReturnValue:
    close_round(db.session, month=month, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.this_month"))


@manage.get("/rounds/open")
def open_page() -> ResponseReturnValue:
    latest = latest_round(db.session)
    return opening_page(proposed(latest.month if latest else None, now()))


@manage.post("/rounds/open")
def open_now() -> ResponseReturnValue:
    form = OpeningForm.sent(request.form)
    if form.errors:
        return opening_page(form), 400
    moment = now()
    try:
        open_round(
            db.session,
            month=form.month,
            definition=definition(form.questionnaire),
            opens_at=moment,
            closes_at=form.closes_at(moment),
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=moment,
        )
    except SurveyError as error:
        form.errors["month"] = str(error)
        return opening_page(form), error.status
    db.session.commit()
    return redirect(url_for("manage.this_month"))


def opening_page(form: OpeningForm) -> str:
    return render_template(
        "manage/open.html", form=form, errors=form.errors, questionnaires=shipped()
    )
