"""The personal link: mail scanners open it too, so that only its button begins anything."""

from http import HTTPStatus
from typing import Any

from flask import Response, redirect, render_template, url_for

from survey.actions.open_form import open_form
from survey.clock import now
from survey.extensions import db
from survey.language import gettext
from survey.queries.invitations import Answering, by_token
from survey.respond.guard import (
    asked,
    begin_session,
    respond,
    speak_as_to_the_last,
    speak_to_strangers,
    stopped,
)
from survey.respond.guessing import count_miss, seconds_to_wait
from survey.respond.stops import too_long_link, too_many_guesses, unknown_link

LONGEST_TOKEN = 2048


@respond.get("/take/<token>")
def landing(token: str) -> Any:
    return landing_page(token)


@respond.post("/take/<token>")
def begin(token: str) -> Any:
    holder = holder_of(token)
    if not isinstance(holder, Answering):
        return holder
    stop = stopped(holder)
    if stop is not None:
        return stop
    open_form(db.session, invitation=holder.invitation, now=now())
    db.session.commit()
    begin_session(holder)
    return redirect(url_for("respond.tasks"), HTTPStatus.SEE_OTHER)


def landing_page(token: str, error: str = "") -> Any:
    """What the link is for, and a button; `error`, in English, says why it did nothing."""
    holder = holder_of(token)
    if not isinstance(holder, Answering):
        return holder
    return stopped(holder) or render_template(
        "respond/landing.html",
        holder=holder,
        token=token,
        expanded=asked(holder),
        errors={"begin": gettext(error)} if error else {},
    )


def holder_of(token: str) -> Answering | Response:
    """The holder whose link has this token, or the page that says why there is none."""
    if len(token) > LONGEST_TOKEN:
        speak_to_strangers()
        return too_long_link()
    wait = seconds_to_wait()
    if wait:
        speak_as_to_the_last()
        return too_many_guesses(wait)
    holder = by_token(db.session, token)
    if holder is None:
        count_miss()
        speak_to_strangers()
        return unknown_link()
    return holder
