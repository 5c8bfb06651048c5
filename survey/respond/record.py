"""/record/<token>: to read again what one said, after the round too, until it is published.

What was said in a conversation can be read, confirmed and corrected after that as well: the next
edition carries it.

Mail scanners open this link as well: only its button begins anything, and leads to an address
without the token.
"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, session, url_for

from survey.extensions import SAFE_METHODS, db
from survey.language import gettext
from survey.models import Mode
from survey.queries.invitations import Answering
from survey.queries.summary_expected import summary_expected
from survey.respond.guard import LINK, begin_session, holder_of_session, nobody, speak_of
from survey.respond.stops import nothing_submitted, published_summary, replaced_link
from survey.respond.taking import holder_of

BY_TOKEN = frozenset({"record.landing", "record.begin"})

record = Blueprint("record", __name__, template_folder="templates")


@record.before_request
def guard() -> Any:
    """Let whoever has a good link to what stands pass, known as `current()`; stop others."""
    if request.endpoint in BY_TOKEN:
        return None
    holder = holder_of_session(to_write=request.method not in SAFE_METHODS)
    if holder is None:
        return nobody()
    g.holder = holder
    return stopped(holder)


def stopped(holder: Answering) -> Any:
    """The page that says why there is nothing to read, or None; speaks the holder's language."""
    speak_of(holder.round)
    if holder.revoked_at:
        return replaced_link()
    if holder.standing is None:
        return nothing_submitted(holder.round.month)
    expected = summary_expected(db.session, holder.round.month)
    if expected.published and holder.standing.mode is not Mode.INTERVIEW:
        return published_summary(expected.quarter)
    g.expected = expected
    return None


@record.get("/record/<token>")
def landing(token: str) -> Any:
    return landing_page(token)


@record.post("/record/<token>")
def begin(token: str) -> Any:
    holder = holder_of(token)
    if not isinstance(holder, Answering):
        return holder
    stop = stopped(holder)
    if stop is None:
        stay_or_begin(holder)
        return redirect(url_for("record.receipt"), HTTPStatus.SEE_OTHER)
    return stop


def stay_or_begin(holder: Answering) -> None:
    """Begin a session, unless it is theirs: a form that is open in this browser stays good."""
    if session.get(LINK) != holder.link_id:
        begin_session(holder)


def landing_page(token: str, error: str = "") -> Any:
    """What the link is for, and a button; `error`, in English, says why it did nothing."""
    holder = holder_of(token)
    if not isinstance(holder, Answering):
        return holder
    return stopped(holder) or render_template(
        "respond/record_landing.html",
        holder=holder,
        token=token,
        expected=g.expected,
        errors={"begin": gettext(error)} if error else {},
    )
