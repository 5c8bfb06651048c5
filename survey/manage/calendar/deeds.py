"""Pausing, resuming and skipping a month: each asks once and says what follows."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.pause_round import pause_round
from survey.actions.resume_round import resume_round
from survey.actions.skip_round import skip_round
from survey.clock import now
from survey.extensions import db
from survey.manage.asking import ask, carry_out
from survey.manage.blueprint import manage
from survey.manage.calendar.month import MONTH
from survey.manage.calendar.questions import pausing, resuming, skipping
from survey.manage.calendar.schedule_form import ScheduleForm
from survey.queries.calendar import calendar_month


@manage.get(f"{MONTH}/pause", endpoint="pause_page")
def ask_to_pause(month: str) -> ResponseReturnValue:
    return ask(pausing(month))


@manage.post(f"{MONTH}/pause")
def pause_now(month: str) -> ResponseReturnValue:
    return carry_out(
        pausing(month),
        lambda reason: pause_round(
            db.session, month=month, reason=reason, actor=actor(), now=now()
        ),
    )


@manage.get(f"{MONTH}/resume", endpoint="resume_page")
def ask_to_resume(month: str) -> ResponseReturnValue:
    return ask(resuming(month))


@manage.post(f"{MONTH}/resume")
def resume_now(month: str) -> ResponseReturnValue:
    return carry_out(
        resuming(month),
        lambda _: resume_round(db.session, month=month, actor=actor(), now=now()),
    )


@manage.get(f"{MONTH}/skip", endpoint="skip_page")
def ask_to_skip(month: str) -> ResponseReturnValue:
    return ask(skipping(month))


@manage.post(f"{MONTH}/skip")
def skip_now(month: str) -> ResponseReturnValue:
    return carry_out(
        skipping(month),
        lambda reason: skip_round(db.session, month=month, reason=reason, actor=actor(), now=now()),
    )


@manage.get(f"{MONTH}/plan-again")
def plan_again(month: str) -> ResponseReturnValue:
    """The schedule for a month that was skipped, and for it alone."""
    found = calendar_month(db.session, month)
    form = ScheduleForm(month, months="1", questionnaire=found.definition, last_day="yes")
    return redirect(url_for("manage.schedule", **form.values()))
