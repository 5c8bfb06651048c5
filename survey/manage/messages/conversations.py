"""Conversations in place of the form: who was offered one, who asked, and booking them."""

from collections import Counter

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label, quarter_of
from survey.access.accounts import actor
from survey.actions.agree_interview import agree_interview
from survey.actions.assign_interview import assign_interview
from survey.actions.cancel_interview import cancel_interview
from survey.actions.release_interview import release_interview
from survey.clock import london_day, now
from survey.errors import NotFound, SurveyError
from survey.extensions import db
from survey.forms.booking import BookingForm
from survey.forms.paging import page_asked, pages
from survey.manage.blueprint import manage
from survey.models import Booking, Invitation, User
from survey.queries.assignments import assigned_in, facilitators_of
from survey.queries.bookings import standing_booking
from survey.queries.conversations import SeatTalk, talks_of_quarter
from survey.queries.messages import Invited, invited
from survey.queries.rounds import latest_round
from survey.queries.staff import facilitators

A_PAGE = 100
DONE = {
    "booked": "The conversation is booked; a mail with an entry for the calendar is on its way",
    "moved": "The conversation has moved; a mail with the new entry is on its way",
    "cancelled": "The conversation is cancelled; a mail that takes it out of the calendar is on "
    "its way",
    "assigned": "The interview is assigned",
    "given-back": "The interview is no longer with that facilitator",
}


@manage.get("/conversations/")
def conversations() -> ResponseReturnValue:
    round_ = latest_round(db.session)
    talks = talks_of_quarter(db.session, round_) if round_ else []
    shown = pages(page_asked(), len(talks), A_PAGE)
    return render_template(
        "manage/conversations.html",
        quarter=quarter_of(round_.month).label if round_ else "",
        month=month_label(round_.month) if round_ else "",
        talks=talks[shown.first - 1 : shown.last] if talks else [],
        counts=Counter(standing(talk) for talk in talks),
        assigned=assigned_in(db.session, round_) if round_ else {},
        pages=shown,
        done=DONE.get(request.args.get("done", ""), ""),
    )


def standing(talk: SeatTalk) -> str:
    """The farthest step; 'none', or 'unasked' for a seat that nobody is asked for this month."""
    if talk.step:
        return talk.step.value
    return "none" if talk.invitation_id else "unasked"


@manage.get("/conversations/<int(max=2147483647):invitation_id>")
def book_page(invitation_id: int) -> ResponseReturnValue:
    to = person_asked(invitation_id)
    booking = standing_booking(db.session, invitation_id)
    return booking_page(to, BookingForm.standing(booking), booking)


@manage.post("/conversations/<int(max=2147483647):invitation_id>")
def book_now(invitation_id: int) -> ResponseReturnValue:
    """Book, or move what is booked."""
    to = person_asked(invitation_id)
    booking = standing_booking(db.session, invitation_id)
    form = BookingForm.sent(request.form)
    appointment = form.appointment(facilitators_now())
    if appointment is None:
        return booking_page(to, form, booking), 400
    try:
        agree_interview(
            db.session,
            invitation=to.invitation,
            booking=booking,
            appointment=appointment,
            actor=actor(),
            now=now(),
        )
    except SurveyError as error:
        form.errors["day"] = str(error)
        return booking_page(to, form, booking), error.status
    db.session.commit()
    return back("moved" if booking else "booked")


@manage.post("/conversations/<int(max=2147483647):invitation_id>/cancel")
def cancel_now(invitation_id: int) -> ResponseReturnValue:
    person_asked(invitation_id)
    booking = standing_booking(db.session, invitation_id)
    if booking is None:
        raise NotFound("No conversation is booked for this person; it may be cancelled already.")
    cancel_interview(db.session, booking=booking, actor=actor(), now=now())
    db.session.commit()
    return back("cancelled")


@manage.post("/conversations/<int(max=2147483647):invitation_id>/assign")
def assign_now(invitation_id: int) -> ResponseReturnValue:
    """Let a facilitator hold this interview, whether anything is booked or not."""
    to, chosen = person_asked(invitation_id), chosen_of(facilitators_now())
    if chosen is None:
        form = BookingForm.standing(standing_booking(db.session, invitation_id))
        form.errors["who"] = "Choose who is to hold the interview"
        return booking_page(to, form, standing_booking(db.session, invitation_id)), 400
    assign_interview(
        db.session, invitation=to.invitation, facilitator=chosen, actor=actor(), now=now()
    )
    db.session.commit()
    return back("assigned")


@manage.post("/conversations/<int(max=2147483647):invitation_id>/release")
def release_now(invitation_id: int) -> ResponseReturnValue:
    """Take it from a facilitator who has it."""
    to, chosen = person_asked(invitation_id), chosen_of(facilitators_of(db.session, invitation_id))
    if chosen is None:
        raise NotFound("This facilitator does not have the interview; perhaps it was given back.")
    release_interview(
        db.session, invitation=to.invitation, facilitator=chosen, actor=actor(), now=now()
    )
    db.session.commit()
    return back("given-back")


def chosen_of(users: list[User]) -> User | None:
    return next((user for user in users if str(user.id) == request.form.get("who")), None)


def back(done: str) -> ResponseReturnValue:
    """To where the manager came from: the list, or this month's people to chase."""
    if request.args.get("back") == "month":
        return redirect(url_for("manage.this_month", done="talk"))
    return redirect(url_for("manage.conversations", done=done))


def person_asked(invitation_id: int) -> Invited:
    if db.session.get(Invitation, invitation_id) is None:
        raise NotFound("Nobody is asked under this address; choose a person from the list.")
    return invited(db.session, invitation_id)


def facilitators_now() -> list[User]:
    return facilitators(db.session, london_day(now()))


def booking_page(to: Invited, form: BookingForm, booking: Booking | None) -> str:
    return render_template(
        "manage/book.html",
        to=to,
        month=month_label(to.round.month),
        form=form,
        errors=form.errors,
        booking=booking,
        facilitators=[(str(user.id), user.name) for user in facilitators_now()],
        assigned=facilitators_of(db.session, to.invitation.id or 0),
        back=request.args.get("back"),
    )
