"""Recording the monitoring officer's decision, without which nothing appears before an election."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import parse_period
from survey.access.accounts import actor
from survey.actions.record_pre_election_decision import (
    NOT_AWAITED,
    record_pre_election_decision,
)
from survey.clock import london_day, now
from survey.errors import Conflict, SurveyError
from survey.extensions import db
from survey.models import Edition
from survey.publish.blueprint import EDITION, publish
from survey.publish.decision import DecisionForm
from survey.queries.editions import edition_by_id
from survey.queries.elections import awaiting_decision


@publish.get(f"{EDITION}/decision")
def decision_page(edition_id: int) -> ResponseReturnValue:
    return deciding(edition_by_id(db.session, edition_id), DecisionForm())


@publish.post(f"{EDITION}/decision")
def record_decision(edition_id: int) -> ResponseReturnValue:
    edition = edition_by_id(db.session, edition_id)
    form = DecisionForm.sent(request.form)
    if form.errors:
        return deciding(edition, form), 400
    try:
        record_pre_election_decision(
            db.session, edition=edition, decision=form.decision, actor=actor(), now=now()
        )
    except Conflict:
        raise
    except SurveyError as error:
        form.errors["decided-on"] = str(error)
        return deciding(edition, form), error.status
    db.session.commit()
    return redirect(url_for("publish.desk", _anchor=edition.period))


def deciding(edition: Edition, form: DecisionForm) -> str:
    """The form's page; Conflict where nothing is to be decided."""
    waiting = awaiting_decision(db.session, edition, london_day(now()))
    if not waiting:
        raise Conflict(NOT_AWAITED)
    return render_template(
        "publish/decision.html",
        edition=edition,
        label=parse_period(edition.period).label,
        waiting=waiting,
        form=form,
        errors=form.errors,
    )
