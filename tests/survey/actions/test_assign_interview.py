from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.appointment import Appointment
from survey.actions.assign_interview import assign_interview
from survey.actions.book_interview import book_interview
from survey.actions.cancel_interview import cancel_interview
from survey.actions.move_interview import move_interview
from survey.actions.release_interview import release_interview
from survey.errors import Conflict, Gone, SurveyError
from survey.models import Assignment, AuditEvent, Invitation, RoleName, Round, RoundState, User
from survey.queries.assignments import facilitators_of
from tests.survey.accounts import add_account

pytestmark = pytest.mark.holds("a council's july")
BY = "mira@council.example"


@pytest.fixture
def facilitator(session: Session) -> User:
    return add_account(session, RoleName.FACILITATOR, email="sam@staff.example")


def actions(session: Session) -> list[str]:
    query = select(AuditEvent.action).where(AuditEvent.actor == BY).order_by(AuditEvent.id)  # type: ignore[arg-type]  # SQLModel types a column as its value
    return list(session.exec(query))


def test_two_may_hold_one_interview_and_each_is_recorded(
    session: Session, invitation: Invitation, facilitator: User, now: datetime
) -> None:
    other = add_account(session, RoleName.FACILITATOR)
    for each in (facilitator, other, facilitator):
        assign_interview(session, invitation=invitation, facilitator=each, actor=BY, now=now)
    assert facilitators_of(session, invitation.id or 0) == [facilitator, other]
    assert actions(session) == ["interview assigned"] * 2
    for each in (facilitator, facilitator):
        release_interview(session, invitation=invitation, facilitator=each, actor=BY, now=now)
    assert facilitators_of(session, invitation.id or 0) == [other]
    assert actions(session)[2:] == ["interview given back"]


def test_nobody_but_a_facilitator_has_one(
    session: Session, invitation: Invitation, facilitator: User, now: datetime
) -> None:
    facilitator.active = False
    manager = add_account(session, RoleName.MANAGER)
    for each in (facilitator, manager):
        with pytest.raises(SurveyError, match="Choose a facilitator"):
            assign_interview(session, invitation=invitation, facilitator=each, actor=BY, now=now)


def test_in_a_closed_month_none_is_assigned(
    session: Session, invitation: Invitation, facilitator: User, now: datetime
) -> None:
    session.get_one(Round, invitation.round_id).state = RoundState.CLOSED
    with pytest.raises(Gone, match="July 2018 is closed"):
        assign_interview(session, invitation=invitation, facilitator=facilitator, actor=BY, now=now)


def test_whom_the_speaker_expects_does_not_leave(
    session: Session, invitation: Invitation, facilitator: User, now: datetime
) -> None:
    other = add_account(session, RoleName.FACILITATOR)
    agreed = Appointment(facilitator, now + timedelta(days=1), 45, "Room 3")
    booking = book_interview(session, invitation=invitation, appointment=agreed, actor=BY, now=now)
    with pytest.raises(Conflict, match="A conversation with Sam Staff is booked for Tuesday"):
        release_interview(
            session, invitation=invitation, facilitator=facilitator, actor=BY, now=now
        )
    moved = Appointment(other, agreed.starts_at, 45, "Room 3")
    move_interview(session, booking=booking, appointment=moved, actor=BY, now=now)
    assert facilitators_of(session, invitation.id or 0) == [facilitator, other]
    release_interview(session, invitation=invitation, facilitator=facilitator, actor=BY, now=now)
    cancel_interview(session, booking=booking, actor=BY, now=now)
    release_interview(session, invitation=invitation, facilitator=other, actor=BY, now=now)
    assert not session.exec(select(Assignment)).all()
