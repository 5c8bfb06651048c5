"""A person of the panel: their seats, the days on which they are away, what they were asked."""

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import actor
from survey.actions.change_address import change_address
from survey.actions.hand_to_deputy import hand_to_deputy
from survey.actions.reissue_link import reissue_link
from survey.clock import london_day, now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import Box, DeedPage, ask, carry_out, sent
from survey.manage.panel.words import WAYS, saved_words
from survey.models import Invitation, Person, Round, Seat
from survey.queries.absences import absences_with_deputies, deputies_on
from survey.queries.asked_rounds import rounds_of_person
from survey.queries.late import waited_for
from survey.queries.tenures import tenures_of_persons


@manage.get("/panel/people/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    found = person_or_404(person_id)
    day = london_day(now())
    tenures = tenures_of_persons(db.session, [person_id])
    held = [each for each in tenures if each.last >= day]
    return render_template(
        "manage/person.html",
        person=found,
        day=day,
        tenures=tenures,
        several=len({each.seat.id for each in held}) > 1,
        absences=absences_with_deputies(db.session, person_id),
        rounds=rounds_of_person(db.session, person_id),
        ways=WAYS,
        month_label=month_label,
        saved=saved_words(),
    )


@manage.get("/panel/people/<int:person_id>/address")
def address_page(person_id: int) -> ResponseReturnValue:
    found = person_or_404(person_id)
    return ask(page_of_address(found), email=found.email)


@manage.post("/panel/people/<int:person_id>/address")
def address_now(person_id: int) -> ResponseReturnValue:
    found = person_or_404(person_id)
    page = page_of_address(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: correct_and_reissue(found, typed["email"]),
        url_for("manage.person", person_id=person_id, saved="address"),
    )


def correct_and_reissue(found: Person, email: str) -> None:
    """Correct the address, and send a new link there for every round that waits for an answer."""
    moment = now()
    change_address(db.session, person=found, email=email, actor=actor(), now=moment)
    for invitation, _ in waited_for(db.session, found.id or 0, moment):
        reissue_link(
            db.session,
            invitation=invitation,
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=moment,
        )


@manage.get("/panel/invitations/<int:invitation_id>/deputy")
def deputy_page(invitation_id: int) -> ResponseReturnValue:
    found = invitation_or_404(invitation_id)
    named = deputies_on(db.session, found.person_id, london_day(now()))
    return ask(page_of_deputy(found), email=next(iter(named), ""))


@manage.post("/panel/invitations/<int:invitation_id>/deputy")
def deputy_now(invitation_id: int) -> ResponseReturnValue:
    found = invitation_or_404(invitation_id)
    page = page_of_deputy(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: hand_to_deputy(
            db.session,
            invitation=found,
            deputy_email=typed["email"],
            secret_key=current_app.config["SECRET_KEY"],
            actor=actor(),
            now=now(),
        ),
        url_for("manage.person", person_id=found.person_id, saved="deputy"),
    )


def person_or_404(person_id: int) -> Person:
    found = db.session.get(Person, person_id)
    if found is None:
        raise NotFound("The panel has no such person; choose a seat from the list of the panel.")
    return found


def invitation_or_404(invitation_id: int) -> Invitation:
    found = db.session.get(Invitation, invitation_id)
    if found is None:
        raise NotFound("Nobody is asked under this address; choose a person from the panel.")
    return found


def page_of_address(found: Person) -> DeedPage:
    months = [month_label(each.month) for _, each in waited_for(db.session, found.id or 0, now())]
    mail = (
        f"\nA new link for {' and '.join(months)} is sent there at once, and the old ones stop "
        "working; what they have typed so far is kept."
    )
    return DeedPage(
        title="Correct the address",
        caption=found.email,
        lead=(
            "This is for the same person at another address. What they said stays theirs. If "
            "another person takes a seat over, appoint a new holder instead."
            f"{mail if months else ''}"
        ),
        boxes=(Box("email", "E-mail address", "email", width=30),),
        submit="Correct the address",
        back=url_for("manage.person", person_id=found.id),
    )


def page_of_deputy(found: Invitation) -> DeedPage:
    round_ = db.session.get_one(Round, found.round_id)
    seat = db.session.get_one(Seat, found.seat_id)
    month = month_label(round_.month)
    return DeedPage(
        title=f"Ask a deputy for {month}?",
        caption=seat.role,
        lead=(
            "The deputy gets a link by mail, answers in the holder's stead and is recorded as "
            "deputy. One person will get mail."
        ),
        warning="The holder's own links stop working, and what they have typed and not sent is "
        "thrown away, for nobody else may read it.",
        boxes=(Box("email", "E-mail address of the deputy", "email", width=30),),
        submit="Invite the deputy",
        back=url_for("manage.person", person_id=found.person_id),
        grave=True,
    )
