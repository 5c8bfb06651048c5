"""The six-digit code that lets another browser see what was submitted."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from survey.actions.send_code import send_code
from survey.actions.try_code import MOST_TRIES, try_code
from survey.clock import now
from survey.extensions import db
from survey.queries.codes import codes_since
from survey.respond.guard import current, respond
from survey.respond.known import is_known, remember
from survey.tokens import CODE_MINUTES

WRONG = (
    f"This is not the code of the latest mail, or {CODE_MINUTES} minutes or {MOST_TRIES} tries "
    "are over. Check it, or have another one sent"
)


@respond.get("/respond/code")
def code_page() -> Any:
    holder = current()
    since = now() - timedelta(minutes=CODE_MINUTES)
    sent = codes_since(db.session, holder.invitation.id or 0, since)
    if not sent or is_known(holder):
        return redirect(url_for("respond.receipt"))
    return render_template("respond/code.html", holder=holder, minutes=CODE_MINUTES, errors={})


@respond.post("/respond/code")
def code_wanted() -> Any:
    holder = current()
    if holder.standing is not None:
        send_code(db.session, invitation=holder.invitation, now=now())
        db.session.commit()
    return redirect(url_for("respond.code_page"), HTTPStatus.SEE_OTHER)


@respond.post("/respond/code/enter")
def code_entered() -> Any:
    holder = current()
    right = try_code(
        db.session,
        invitation=holder.invitation,
        typed=request.form.get("code", ""),
        secret_key=current_app.extensions["settings"].secret_key,
        now=now(),
    )
    db.session.commit()
    if right:
        return remember(redirect(url_for("respond.receipt"), HTTPStatus.SEE_OTHER), holder)
    page = render_template(
        "respond/code.html", holder=holder, minutes=CODE_MINUTES, errors={"code": WRONG}
    )
    return page, HTTPStatus.BAD_REQUEST
