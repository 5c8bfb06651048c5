"""Writing to many at once: asked once, with how many people will get mail."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.remind_round import remind_round
from survey.actions.resend_uncertain import resend_uncertain
from survey.clock import london_day, now
from survey.errors import SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.models import Round
from survey.queries.failed_mail import uncertain_mail
from survey.queries.people import begun
from survey.queries.recipients import silent_invitations
from survey.queries.rounds import round_by_month

WHO = {
    "all": "Everybody who has not answered",
    "not-started": "Those who have not started",
    "half-way": "Those who are half-way",
}


@manage.get("/rounds/<month>/remind")
def remind_page(month: str) -> ResponseReturnValue:
    return asking_page(round_by_month(db.session, month), request.args.get("who", "all"))


@manage.post("/rounds/<month>/remind")
def remind_now(month: str) -> ResponseReturnValue:
    round_ = round_by_month(db.session, month)
    who = request.form.get("who", "")
    if who not in WHO:
        return asking_page(round_, who, "Choose whom to remind"), 400
    only = reminded(round_)[who]
    if not only:
        return asking_page(round_, who, "Nobody is left to remind; choose others"), 400
    try:
        remind_round(
            db.session,
            month=month,
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=now(),
            only=only,
        )
    except SurveyError as error:
        return asking_page(round_, who, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.this_month", done="reminded"))


@manage.get("/rounds/<month>/uncertain")
def resend_page(month: str) -> ResponseReturnValue:
    round_ = round_by_month(db.session, month)
    people, messages = uncertain_mail(db.session, round_)
    return render_template(
        "manage/resend.html",
        label=month_label(month),
        month=month,
        people=people,
        messages=messages,
    )


@manage.post("/rounds/<month>/uncertain")
def resend_now(month: str) -> ResponseReturnValue:
    resend_uncertain(db.session, month=month, actor=actor(), now=now())
    db.session.commit()
    return redirect(url_for("manage.this_month", done="again"))


def reminded(round_: Round) -> dict[str, set[int]]:
    """{a choice of WHO: the invitations that it would remind now}."""
    silent = {each.id or 0 for each in silent_invitations(db.session, round_, london_day(now()))}
    half_way = begun(db.session, round_) & silent
    return {"all": silent, "not-started": silent - half_way, "half-way": half_way}


def asking_page(round_: Round, who: str, error: str = "") -> str:
    found = reminded(round_)
    return render_template(
        "manage/remind.html",
        label=month_label(round_.month),
        month=round_.month,
        choices=[(name, words, len(found[name])) for name, words in WHO.items()],
        who=who,
        errors={"who": error} if error else {},
    )
