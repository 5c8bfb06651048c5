"""For how many days the record of a conversation can be contradicted."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.set_read_back_days import FEWEST, MOST, set_read_back_days
from survey.clock import now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.queries.organisation import organisation, read_back_days


@manage.get("/messages/read-back/days")
def read_back_days_page() -> ResponseReturnValue:
    return days_page(str(read_back_days(db.session)))


@manage.post("/messages/read-back/days")
def read_back_days_now() -> ResponseReturnValue:
    typed, standing = request.form.get("days", "").strip(), organisation(db.session)
    if standing is None:
        raise NotFound("The database has no organisation.")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MOST))):
        return days_page(typed, f"Write a whole number of days, {FEWEST} to {MOST}"), 400
    try:
        set_read_back_days(
            db.session, organisation=standing, days=int(typed), actor=actor(), now=now()
        )
    except SurveyError as error:
        return days_page(typed, str(error)), error.status
    db.session.commit()
    return redirect(url_for("manage.message", kind="read-back", done="days"), 303)


def days_page(days: str, error: str = "") -> str:
    return render_template(
        "manage/read_back_days.html", days=days, errors={"days": error} if error else {}
    )
