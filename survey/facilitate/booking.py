"""Agreeing on a time with the speaker, and who holds the interview."""

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label
from survey.access.accounts import account, actor
from survey.actions.agree_interview import agree_interview
from survey.actions.cancel_interview import cancel_interview
from survey.clock import now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.facilitate.blueprint import facilitate
from survey.facilitate.own import own, own_open
from survey.facilitate.taking import facilitators_now, to_list
from survey.forms.booking import BookingForm
from survey.mail.interviews import entry
from survey.models import Booking
from survey.queries.assignments import Held, facilitators_of
from survey.queries.bookings import booking_with_facilitator, standing_booking
from survey.queries.messages import invited

CALENDAR = "text/calendar; charset=utf-8"


@facilitate.get("/people/<int(max=2147483647):invitation_id>/book")
def book_page(invitation_id: int) -> ResponseReturnValue:
    held = own_open(invitation_id)
    booking = standing_booking(db.session, invitation_id)
    form = BookingForm.standing(booking)
    form.facilitator = form.facilitator or str(account().id)
    return booking_page(held, form, booking)


@facilitate.post("/people/<int(max=2147483647):invitation_id>/book")
def book(invitation_id: int) -> ResponseReturnValue:
    """Book with oneself or a colleague who has it too, or move what is booked."""
    held, form = own_open(invitation_id), BookingForm.sent(request.form)
    booking = standing_booking(db.session, invitation_id)
    appointment = form.appointment(facilitators_of(db.session, invitation_id))
    if appointment is None:
        return booking_page(held, form, booking), 400
    try:
        agree_interview(
            db.session,
            invitation=held.invitation,
            booking=booking,
            appointment=appointment,
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        form.errors["day"] = str(error)
        return booking_page(held, form, booking), error.status
    db.session.commit()
    return to_list("moved" if booking else "booked")


@facilitate.post("/people/<int(max=2147483647):invitation_id>/cancel")
def cancel(invitation_id: int) -> ResponseReturnValue:
    own(invitation_id)
    booking = standing_booking(db.session, invitation_id)
    if booking is None:
        raise NotFound("No conversation is booked for this person; it may be cancelled already.")
    cancel_interview(db.session, booking=booking, actor=actor(), now=now())
    db.session.commit()
    return to_list("cancelled")


@facilitate.get("/people/<int(max=2147483647):invitation_id>/conversation.ics")
def calendar_entry(invitation_id: int) -> ResponseReturnValue:
    """The booked conversation for the facilitator's own calendar, as its speaker has it."""
    held = own(invitation_id)
    standing = standing_booking(db.session, invitation_id)
    found = booking_with_facilitator(db.session, standing.id or 0) if standing else None
    if found is None:
        raise NotFound("No conversation is booked for this person; it may be cancelled already.")
    booking, facilitator = found
    person = invited(db.session, invitation_id).person
    text = entry(
        booking,
        facilitator,
        guest=(held.role, person.email),
        title=f"Conversation about {month_label(held.round.month)}: {held.role}",
        note=url_for("facilitate.interview", invitation_id=invitation_id, _external=True),
        now=now(),
    )
    named = {"Content-Disposition": 'attachment; filename="conversation.ics"'}
    return Response(text, content_type=CALENDAR, headers=named)


def booking_page(held: Held, form: BookingForm, booking: Booking | None) -> str:
    holding = facilitators_of(db.session, held.invitation_id)
    return render_template(
        "facilitate/book.html",
        held=held,
        email=invited(db.session, held.invitation_id).person.email,
        month=month_label(held.round.month),
        form=form,
        errors=form.errors,
        booking=booking,
        holding=[(str(user.id), user.name) for user in holding],
        colleagues=[
            (str(user.id), user.name) for user in facilitators_now() if user not in holding
        ],
    )
