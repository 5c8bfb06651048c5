"""When, where and with whom a conversation is to be held, and what forbids it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from questionnaires.answers import blank
from survey.clock import london_moment
from survey.errors import AlreadyAnswered, Conflict, Gone, SurveyError
from survey.models import Invitation, RoleName, Round, RoundState, User
from survey.queries.bookings import bookings_between
from survey.queries.responses import standing_response

SHORTEST, LONGEST = 5, 240
LONGEST_PLACE = 200


@dataclass(frozen=True, slots=True)
class Appointment:
    """What was agreed; `minutes` is how long it takes."""

    facilitator: User
    starts_at: datetime
    minutes: int
    place: str

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def refuse_impossible(appointment: Appointment, now: datetime) -> None:
    """Raise a SurveyError where nobody could hold such a conversation."""
    refuse_other_than_facilitator(appointment.facilitator)
    if appointment.starts_at <= now:
        raise SurveyError("The conversation would be in the past: choose a time still to come.")
    if not SHORTEST <= appointment.minutes <= LONGEST:
        raise SurveyError(f"A conversation takes from {SHORTEST} to {LONGEST} minutes.")
    if blank(appointment.place) or len(appointment.place) > LONGEST_PLACE:
        raise SurveyError(
            f"Say in at most {LONGEST_PLACE} characters where the conversation is held: "
            "a room, or who rings whom."
        )


def refuse_other_than_facilitator(user: User) -> None:
    """Raise a SurveyError where the account may not hear what somebody answers."""
    roles = {role.name for role in user.roles}
    if RoleName.FACILITATOR not in roles or not user.active:
        raise SurveyError("Choose a facilitator: nobody else may hear what somebody answers.")


def refuse_outside_round(
    session: Session, invitation: Invitation, appointment: Appointment
) -> None:
    """Raise Gone, AlreadyAnswered or a SurveyError where it could not count for the round."""
    round_ = session.get_one(Round, invitation.round_id)
    if round_.state is RoundState.CLOSED:
        raise Gone(f"Round {round_.month} is closed, so no conversation can be booked for it.")
    if standing_response(session, invitation.id or 0) is not None:
        raise AlreadyAnswered(f"This person has been heard in round {round_.month} already.")
    if appointment.ends_at > round_.closes_at:
        raise SurveyError(
            f"The round closes on {london_moment(round_.closes_at)}: choose a time before that, "
            "or extend the round first."
        )


def refuse_double_booking(
    session: Session, appointment: Appointment, booking_id: int | None = None
) -> None:
    """Raise Conflict where the facilitator talks to somebody else; `booking_id` is moved away."""
    latest = timedelta(minutes=LONGEST)
    for other in bookings_between(
        session,
        appointment.facilitator.id or 0,
        appointment.starts_at - latest,
        appointment.ends_at,
    ):
        ends_at = other.starts_at + timedelta(minutes=other.minutes)
        if other.id != booking_id and ends_at > appointment.starts_at:
            raise Conflict(
                f"{appointment.facilitator.name} has another conversation from "
                f"{london_moment(other.starts_at)}, for {other.minutes} minutes: choose another "
                "time or another facilitator."
            )
