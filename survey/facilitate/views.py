from datetime import date

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import account
from survey.actions.record_interview import record_interview
from survey.actions.record_said import heard_sentence
from survey.clock import LONDON, now
from survey.errors import AlreadyAnswered, Gone, NotFound
from survey.extensions import db
from survey.facilitate.conversation import Typed, nothing_typed, read_conversation
from survey.forms.keys import new_key, sent_key
from survey.models import Invitation, RoundState
from survey.queries.bookings import booked_with
from survey.queries.interviews import interview_receipt
from survey.queries.people import Asked, asked_person, people_of_round
from survey.queries.records import recorded
from survey.queries.rounds import asked_of, open_rounds

facilitate = Blueprint(
    "facilitate", __name__, template_folder="templates", url_prefix="/facilitate"
)


@facilitate.get("/")
def people() -> ResponseReturnValue:
    rounds = [
        (month_label(each.month), each, people_of_round(db.session, each))
        for each in open_rounds(db.session)
    ]
    booked = booked_with(db.session, account().id or 0)
    return render_template("facilitate/people.html", rounds=rounds, booked=booked)


@facilitate.get("/people/<int:invitation_id>")
def interview(invitation_id: int) -> ResponseReturnValue:
    person = open_person(invitation_id)
    if person.mode is not None and person.heard_at is not None:
        raise AlreadyAnswered(heard_sentence(person.mode, person.heard_at))
    return interview_page(person, nothing_typed(today()), new_key())


@facilitate.post("/people/<int:invitation_id>")
def record(invitation_id: int) -> ResponseReturnValue:
    person = open_person(invitation_id)
    expanded = asked_of(db.session, person.round, person.invitation)
    typed = read_conversation(expanded, request.form, today())
    key = sent_key()
    if typed.errors:
        return interview_page(person, typed, key), 400
    response = record_interview(
        db.session,
        invitation=db.session.get_one(Invitation, invitation_id),
        expanded=expanded,
        document=typed.document,
        conversation=typed.conversation,
        facilitator=account(),
        idempotency_key=f"interview {invitation_id} {key}",
        now=now(),
        secret_key=secret_key(),
    )
    db.session.commit()
    return redirect(url_for("facilitate.receipt", reference=response.reference))


@facilitate.get("/receipts/<reference>")
def receipt(reference: str) -> ResponseReturnValue:
    found = interview_receipt(db.session, reference=reference, facilitator_id=account().id or 0)
    if found is None:
        raise NotFound("You have recorded no interview with this reference.")
    return render_template(
        "facilitate/receipt.html",
        receipt=found,
        month=month_label(found.month),
        held_on=f"{found.held_on.day} {found.held_on:%B %Y}",
        kept=recorded(db.session, reference),
    )


def open_person(invitation_id: int) -> Asked:
    """The person of an invitation whose round is open; NotFound or Gone."""
    person = asked_person(db.session, invitation_id)
    if person is None:
        raise NotFound("Nobody is asked under this address; choose a person from the list.")
    if person.round.state is RoundState.CLOSED:
        raise Gone(
            f"{month_label(person.round.month)} is closed, so no conversation can be added to it."
        )
    return person


def interview_page(person: Asked, typed: Typed, key: str) -> str:
    return render_template(
        "facilitate/interview.html",
        person=person,
        month=month_label(person.round.month),
        expanded=asked_of(db.session, person.round, person.invitation),
        typed=typed,
        errors=typed.errors,
        key=key,
        today=today(),
    )


def secret_key() -> str:
    """What seals the personal link of the message that reads a record back."""
    key: str = current_app.extensions["settings"].secret_key
    return key


def today() -> date:
    return now().astimezone(LONDON).date()
