"""The personal link: mail scanners open it too, so that only its button begins anything."""

from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, url_for

from survey.extensions import db
from survey.queries.invitations import by_token
from survey.respond.guard import asked, begin_session, respond, stopped
from survey.respond.stops import unknown_link

LONGEST_TOKEN = 2048


@respond.get("/take/<token>")
def landing(token: str) -> Any:
    return landing_page(token)


@respond.post("/take/<token>")
def begin(token: str) -> Any:
    holder = by_token(db.session, readable_token(token))
    if holder is None:
        return unknown_link()
    stop = stopped(holder)
    if stop is None:
        begin_session(holder)
    return stop or redirect(url_for("respond.tasks"), HTTPStatus.SEE_OTHER)


def landing_page(token: str, error: str = "") -> Any:
    """What the link is for, and a button; `error` says why the button did nothing."""
    holder = by_token(db.session, readable_token(token))
    if holder is None:
        return unknown_link()
    return stopped(holder) or render_template(
        "respond/landing.html",
        holder=holder,
        expanded=asked(holder),
        errors={"begin": error} if error else {},
    )


def readable_token(token: str) -> str:
    if len(token) > LONGEST_TOKEN:
        abort(HTTPStatus.REQUEST_URI_TOO_LONG)
    return token
