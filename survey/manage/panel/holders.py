"""Holders of a seat come, go, and are heard in one way or another."""

from flask import url_for
from flask.typing import ResponseReturnValue

from survey.access.accounts import actor
from survey.actions.appoint_holder import appoint_holder
from survey.actions.change_contact import change_contact
from survey.actions.count_under import count_under
from survey.actions.end_tenure import end_tenure
from survey.clock import london_day, now
from survey.errors import NotFound
from survey.extensions import db
from survey.manage.blueprint import manage
from survey.manage.deed_page import Box, DeedPage, ask, carry_out, sent
from survey.manage.panel.seats import seat_or_404
from survey.manage.panel.words import CONTACTS
from survey.models import Contact, Seat
from survey.queries.seats import seat_on
from survey.queries.tenures import Tenure, tenure

COUNTS = (
    ("no", "The seat that counts them now", ""),
    ("yes", "This seat, from their first day in it on", ""),
)


@manage.get("/panel/seats/<ref>/appoint")
def appoint_page(ref: str) -> ResponseReturnValue:
    page = page_of_appointing(seat_or_404(ref))
    return ask(page, contact=Contact.FORM.value, counts="no")


@manage.post("/panel/seats/<ref>/appoint")
def appoint_now(ref: str) -> ResponseReturnValue:
    found = seat_or_404(ref)
    page = page_of_appointing(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: appoint_holder(
            db.session,
            seat=found,
            email=typed["email"],
            contact=Contact(typed["contact"]),
            first_day=typed.days["first_day"],
            counts=typed["counts"] == "yes",
            actor=actor(),
            now=now(),
        ),
        url_for("manage.seat", ref=ref, saved="appointed"),
    )


@manage.get("/panel/holders/<int:holder_id>/leave")
def leave_page(holder_id: int) -> ResponseReturnValue:
    found = tenure_or_404(holder_id)
    last = found.holder.active_to
    return ask(page_of_leaving(found), last_day=last.isoformat() if last else "")


@manage.post("/panel/holders/<int:holder_id>/leave")
def leave_now(holder_id: int) -> ResponseReturnValue:
    found = tenure_or_404(holder_id)
    page = page_of_leaving(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: end_tenure(
            db.session, tenure=found, last_day=typed.day("last_day"), actor=actor(), now=now()
        ),
        url_for("manage.seat", ref=found.seat.ref, saved="leaving"),
    )


@manage.get("/panel/holders/<int:holder_id>/contact")
def contact_page(holder_id: int) -> ResponseReturnValue:
    found = tenure_or_404(holder_id)
    return ask(page_of_contact(found), contact=found.holder.contact.value)


@manage.post("/panel/holders/<int:holder_id>/contact")
def contact_now(holder_id: int) -> ResponseReturnValue:
    found = tenure_or_404(holder_id)
    page = page_of_contact(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: change_contact(
            db.session,
            tenure=found,
            contact=Contact(typed["contact"]),
            actor=actor(),
            now=now(),
        ),
        url_for("manage.seat", ref=found.seat.ref, saved="contact"),
    )


@manage.get("/panel/holders/<int:holder_id>/counted")
def counted_page(holder_id: int) -> ResponseReturnValue:
    return ask(page_of_counting(tenure_or_404(holder_id)))


@manage.post("/panel/holders/<int:holder_id>/counted")
def counted_now(holder_id: int) -> ResponseReturnValue:
    found = tenure_or_404(holder_id)
    page = page_of_counting(found)
    typed = sent(page)
    return carry_out(
        page,
        typed,
        lambda: count_under(
            db.session, tenure=found, first_day=typed.days["first_day"], actor=actor(), now=now()
        ),
        url_for("manage.person", person_id=found.holder.person_id, saved="counted"),
    )


def tenure_or_404(holder_id: int) -> Tenure:
    found = tenure(db.session, holder_id)
    if found is None:
        raise NotFound("The panel has no such holder; choose a seat from the list of the panel.")
    return found


def page_of_appointing(seat: Seat) -> DeedPage:
    holder = seat_on(db.session, seat, london_day(now())).holder
    leaves = f"{holder.person.email} holds it now, and leaves the day before." if holder else ""
    return DeedPage(
        title="Appoint a new holder",
        caption=seat.role,
        lead=leaves,
        boxes=(
            Box("email", "E-mail address of the new holder", "email", width=30),
            Box("first_day", "First day in the seat", "day"),
            Box("contact", "How they are heard", "choice", options=CONTACTS),
            Box("counts", "If they hold another seat too, count them under", "choice", "", COUNTS),
        ),
        submit="Appoint",
        back=url_for("manage.seat", ref=seat.ref),
    )


def page_of_leaving(found: Tenure) -> DeedPage:
    return DeedPage(
        title="When does the holder leave?",
        caption=found.seat.role,
        lead=(
            f"{found.person.email} holds the seat {found.days}. From the day after the last day "
            "it is vacant, until you appoint somebody."
        ),
        boxes=(
            Box(
                "last_day",
                "Last day in the seat",
                "day",
                "Leave it empty if it is not known",
                needed=False,
            ),
        ),
        submit="Save",
        back=url_for("manage.seat", ref=found.seat.ref),
    )


def page_of_contact(found: Tenure) -> DeedPage:
    return DeedPage(
        title="How is this holder heard?",
        caption=f"{found.seat.role}, {found.person.email}",
        lead="It counts from the next round on.",
        boxes=(Box("contact", "How they are heard", "choice", options=CONTACTS),),
        submit="Save",
        back=url_for("manage.seat", ref=found.seat.ref),
    )


def page_of_counting(found: Tenure) -> DeedPage:
    return DeedPage(
        title=f"Count {found.person.email} under this seat?",
        caption=found.seat.role,
        lead=(
            "Whoever holds two seats is asked once and counted once, in the group of the seat "
            "that counts them."
        ),
        boxes=(Box("first_day", "From which day on", "day"),),
        submit="Count them under this seat",
        back=url_for("manage.person", person_id=found.holder.person_id),
    )
