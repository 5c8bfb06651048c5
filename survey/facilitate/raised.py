"""Whether something worked that was done about what this person raised, asked in conversation."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.actions.say_whether_it_worked import Judgement, say_whether_it_worked
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.own import own_open
from survey.models import Worked
from survey.queries.assignments import Held
from survey.queries.raised import Raised, asked_whether_it_worked
from survey.queries.recipients import recipient

CHOOSE = "Choose whether it worked, or that they cannot say"


@facilitate.get("/people/<int(max=2147483647):invitation_id>/raised")
def raised(invitation_id: int) -> ResponseReturnValue:
    return raised_page(own_open(invitation_id), {})


@facilitate.post(
    "/people/<int(max=2147483647):invitation_id>/raised/<int(max=2147483647):commitment_id>"
)
def judge(invitation_id: int, commitment_id: int) -> Any:
    held, sent = own_open(invitation_id), request.form.get("worked", "")
    if sent not in set(Worked):
        return raised_page(held, {f"worked-{commitment_id}": CHOOSE}), HTTPStatus.BAD_REQUEST
    try:
        say_whether_it_worked(
            db.session,
            judgement=Judgement(commitment_id, request.form.get("about", ""), Worked(sent)),
            person_id=recipient(held.invitation),
            round_=held.round,
            now=now(),
        )
    except SurveyError as error:
        db.session.rollback()
        return raised_page(own_open(invitation_id), {"main": str(error)}), error.status
    db.session.commit()
    place = url_for("facilitate.raised", invitation_id=invitation_id, saved="yes")
    return redirect(place, HTTPStatus.SEE_OTHER)


def asked_of_them(held: Held) -> list[Raised]:
    """What this person is asked about in this month."""
    return asked_whether_it_worked(db.session, recipient(held.invitation), held.round)


def raised_page(held: Held, errors: Mapping[str, str]) -> str:
    asked = asked_of_them(held)
    known = {f"worked-{each.commitment.id}" for each in asked}
    return render_template(
        "facilitate/raised.html",
        held=held,
        month=month_label(held.round.month),
        raised=asked,
        saved=request.args.get("saved") if not errors else None,
        errors={(name if name in known else "main"): text for name, text in errors.items()},
    )
