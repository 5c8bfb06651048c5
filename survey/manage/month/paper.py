"""The paper form: to print for one person, and to type in when it has come back.

Answers that somebody gave by telephone are typed in on the same page.
"""

from dataclasses import dataclass, field
from datetime import date

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.queue_thanks import thanks_of
from survey.actions.record_paper import record_paper
from survey.actions.record_said import heard_sentence
from survey.clock import london_day, now
from survey.errors import AlreadyAnswered
from survey.extensions import db
from survey.forms.dates import typed_day
from survey.forms.keys import new_key, sent_key
from survey.forms.whole import read_whole
from survey.manage.blueprint import manage
from survey.manage.month.people import person_of, still_asked
from survey.models import Mode
from survey.queries.people import Asked
from survey.queries.rounds import asked_of

BESIDE = frozenset({"csrf_token", "key", "received-on", "mode"})


WAYS = {"paper": Mode.PAPER, "telephone": Mode.TELEPHONE}


@dataclass(slots=True)
class Typed:
    """What was typed in, how and on which day it came, and {field id: sentence} of errors."""

    document: dict[str, str]
    received_on: str
    mode: str = "paper"
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def received(self) -> date:
        """The day; where nothing is wrong."""
        return typed_day(self.received_on) or today()


@manage.get("/rounds/<month>/paper/<int:invitation_id>")
def paper(month: str, invitation_id: int) -> ResponseReturnValue:
    person = person_of(month, invitation_id)
    return render_template(
        "manage/paper.html",
        person=person,
        label=month_label(month),
        expanded=asked_of(db.session, person.round, person.invitation),
    )


@manage.get("/rounds/<month>/paper/<int:invitation_id>/enter")
def paper_entry(month: str, invitation_id: int) -> ResponseReturnValue:
    person = still_asked(month, invitation_id)
    if person.mode is not None and person.heard_at is not None:
        raise AlreadyAnswered(heard_sentence(person.mode, person.heard_at))
    return entry_page(person, Typed({}, today().isoformat()), new_key())


@manage.post("/rounds/<month>/paper/<int:invitation_id>/enter")
def enter_paper(month: str, invitation_id: int) -> ResponseReturnValue:
    person = still_asked(month, invitation_id)
    typed, key = read_paper(person, request.form), sent_key()
    if typed.errors:
        return entry_page(person, typed, key), 400
    try:
        record_paper(
            db.session,
            invitation=person.invitation,
            expanded=asked_of(db.session, person.round, person.invitation),
            document=typed.document,
            received_on=typed.received,
            idempotency_key=f"paper {invitation_id} {key}",
            actor=actor(),
            now=now(),
            thanks=thanks_of(person.round, current_app.extensions["settings"].secret_key),
            mode=WAYS[typed.mode],
        )
    except AlreadyAnswered as error:
        typed.errors = {"main": f"{error} What you typed is below."}
        return entry_page(person, typed, key), 409
    db.session.commit()
    return redirect(url_for("manage.this_month", done=typed.mode))


def read_paper(person: Asked, sent: MultiDict[str, str]) -> Typed:
    """What a browser has sent, with every error that keeps it from being recorded."""
    expanded = asked_of(db.session, person.round, person.invitation)
    document, errors = read_whole(expanded, sent, BESIDE)
    typed = Typed(document, sent.get("received-on", "").strip(), sent.get("mode", "paper"), errors)
    if typed.mode not in WAYS:
        errors["mode"] = "Choose how the answers came"
    day = typed_day(typed.received_on)
    if day is None:
        errors["received-on"] = "Enter the day on which the answers came, such as 2018-07-19"
    elif day > today():
        errors["received-on"] = "This day is still to come; enter the day on which the answers came"
    return typed


def entry_page(person: Asked, typed: Typed, key: str) -> str:
    return render_template(
        "manage/paper_entry.html",
        person=person,
        label=month_label(person.round.month),
        expanded=asked_of(db.session, person.round, person.invitation),
        typed=typed,
        errors=typed.errors,
        key=key,
        today=today(),
    )


def today() -> date:
    return london_day(now())
