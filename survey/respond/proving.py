"""The six-digit code that lets another browser see what was submitted."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from survey.actions.send_code import send_code
from survey.actions.try_code import MOST_TRIES, try_code
from survey.clock import now
from survey.extensions import db
from survey.language import gettext, marked
from survey.queries.codes import codes_since
from survey.queries.own_past import has_answered
from survey.queries.recipients import recipient
from survey.respond.guard import current, respond
from survey.respond.known import is_known, remember
from survey.respond.record import record
from survey.tokens import CODE_MINUTES

WRONG = marked(
    "This is not the code of the latest mail, or %(minutes)s minutes or %(tries)s tries "
    "are over. Check it, or have another one sent"
)

# Where somebody is led back to who had a code sent from elsewhere than the receipt.
WAYS_BACK = {
    "past": "respond.past",
    "raised": "respond.raised",
    "themes": "respond.tasks",
}


@record.get("/record/code")
@respond.get("/respond/code")
def code_page() -> Any:
    holder = current()
    since = now() - timedelta(minutes=CODE_MINUTES)
    sent = codes_since(db.session, holder.invitation.id or 0, since)
    return redirect(way_back()) if not sent or is_known(holder) else entering({})


@record.post("/record/code")
@respond.post("/respond/code")
def code_wanted() -> Any:
    holder = current()
    if holder.standing is not None or has_answered(db.session, recipient(holder.invitation)):
        send_code(db.session, invitation=holder.invitation, now=now())
        db.session.commit()
    return redirect(url_for(".code_page", to=request.args.get("to")), HTTPStatus.SEE_OTHER)


@record.post("/record/code/enter")
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
        return remember(redirect(way_back(), HTTPStatus.SEE_OTHER), holder)
    words = gettext(WRONG) % {"minutes": CODE_MINUTES, "tries": MOST_TRIES}
    return entering({"code": words}), HTTPStatus.BAD_REQUEST


def entering(errors: dict[str, str]) -> str:
    """The page that asks for the digits."""
    to = request.args.get("to")
    return render_template(
        "respond/code.html", back=way_back(), to=to, minutes=CODE_MINUTES, errors=errors
    )


def way_back() -> str:
    """The page from which a code was asked for: of the record, it is the record."""
    return url_for(WAYS_BACK.get(request.args.get("to", ""), ".receipt"))
