"""Somebody speaks in the holder's stead: they are asked, counted and answered for themselves."""

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.hand_to_deputy import hand_to_deputy
from survey.clock import now
from survey.errors import SurveyError
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.own import own_open
from survey.queries.assignments import Held


@facilitate.get("/people/<int(max=2147483647):invitation_id>/deputy")
def deputy_page(invitation_id: int) -> ResponseReturnValue:
    return page_of(own_open(invitation_id), "", {})


@facilitate.post("/people/<int(max=2147483647):invitation_id>/deputy")
def deputy(invitation_id: int) -> ResponseReturnValue:
    held, email = own_open(invitation_id), request.form.get("email", "").strip()
    try:
        hand_to_deputy(
            db.session,
            invitation=held.invitation,
            deputy_email=email,
            secret_key=current_app.extensions["settings"].secret_key,
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        db.session.rollback()
        return page_of(own_open(invitation_id), email, {"email": str(error)}), error.status
    db.session.commit()
    return redirect(url_for("facilitate.interview", invitation_id=invitation_id))


def page_of(held: Held, email: str, errors: dict[str, str]) -> str:
    return render_template(
        "facilitate/deputy.html",
        held=held,
        month=month_label(held.round.month),
        email=email,
        errors=errors,
    )
