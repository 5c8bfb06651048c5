import json
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.cancel_interview import cancel_interview
from survey.actions.close_round import close_round
from survey.actions.move_interview import move_interview
from survey.errors import AlreadyAnswered, Conflict, Gone, SurveyError
from survey.models import (
    AuditEvent,
    Booking,
    Invitation,
    OutboxItem,
    OutboxKind,
    RoleName,
    User,
)
from survey.queries.rounds import round_by_month
from tests.survey.accounts import add_account
from tests.survey.council import answered, invitations

pytestmark = pytest.mark.holds("a council's july")
DAY = timedelta(days=1)


@pytest.fixture
def facilitator(session: Session) -> User:
    return add_account(session, RoleName.FACILITATOR)


@pytest.fixture
def asked(session: Session) -> list[Invitation]:
    return invitations(session, round_by_month(session, "2018-07"))


@pytest.fixture
def agreed(facilitator: User, now: datetime) -> Appointment:
    return Appointment(facilitator, now + DAY, 45, " The Council House ")


def book(session: Session, invitation: Invitation, agreed: Appointment, now: datetime) -> Booking:
    return book_interview(session, invitation=invitation, appointment=agreed, actor="mira", now=now)


def moved(agreed: Appointment, **changes: object) -> Appointment:
    facts = {"facilitator": agreed.facilitator, "starts_at": agreed.starts_at}
    return Appointment(**{**facts, "minutes": 45, "place": "The Council House", **changes})  # type: ignore[arg-type]


def queued(session: Session) -> list[dict[str, int]]:
    rows = session.exec(
        select(OutboxItem)
        .where(OutboxItem.kind == OutboxKind.INTERVIEW)
        .order_by(col(OutboxItem.id))
    )
    return [json.loads(row.detail) for row in rows]


def test_booking_moving_and_cancelling_each_tell_the_other(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    booking = book(session, asked[0], agreed, now)
    assert booking.place == "The Council House"
    later = moved(agreed, starts_at=agreed.starts_at + DAY)
    move_interview(session, booking=booking, appointment=later, actor="mira", now=now)
    cancel_interview(session, booking=booking, actor="mira", now=now)
    session.flush()
    assert [row["sequence"] for row in queued(session)] == [0, 1, 2]
    assert {row["booking"] for row in queued(session)} == {booking.id}
    query = select(AuditEvent.action).where(AuditEvent.subject == f"invitation {asked[0].id}")
    assert set(session.exec(query)) == {
        "interview assigned",
        "conversation booked",
        "conversation moved",
        "conversation cancelled",
    }


def test_the_message_goes_to_the_domain_of_its_recipient(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    book(session, asked[0], agreed, now)
    query = select(OutboxItem.domain).where(OutboxItem.kind == OutboxKind.INTERVIEW)
    assert session.exec(query).one() == "council.example"


def test_moving_to_where_it_stands_tells_nobody(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    booking = book(session, asked[0], agreed, now)
    move_interview(session, booking=booking, appointment=agreed, actor="mira", now=now)
    assert len(queued(session)) == 1
    assert booking.sequence == 0


def test_one_conversation_is_booked_at_a_time(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    booking = book(session, asked[0], agreed, now)
    with pytest.raises(Conflict, match="booked already, for Tuesday 3 July 2018 at 10:00"):
        book(session, asked[0], moved(agreed, starts_at=agreed.starts_at + DAY), now)
    cancel_interview(session, booking=booking, actor="mira", now=now)
    assert book(session, asked[0], agreed, now).uid != booking.uid


def test_what_is_cancelled_stays_cancelled(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    booking = book(session, asked[0], agreed, now)
    cancel_interview(session, booking=booking, actor="mira", now=now)
    with pytest.raises(Conflict, match="was cancelled on Monday 2 July 2018"):
        cancel_interview(session, booking=booking, actor="mira", now=now)
    with pytest.raises(Conflict, match="book a new one"):
        move_interview(session, booking=booking, appointment=agreed, actor="mira", now=now)


def test_a_facilitator_talks_to_one_person_at_a_time(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    def at(minutes: int) -> Appointment:
        return moved(agreed, starts_at=agreed.starts_at + timedelta(minutes=minutes))

    first = book(session, asked[0], agreed, now)
    with pytest.raises(Conflict, match="Sam Staff has another conversation from Tuesday 3 July"):
        book(session, asked[1], at(44), now)
    with pytest.raises(Conflict, match="choose another time"):
        book(session, asked[1], at(-44), now)
    book(session, asked[1], at(45), now)
    assert move_interview(session, booking=first, appointment=at(-10), actor="mira", now=now)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"starts_at": -DAY}, "in the past"),
        ({"starts_at": timedelta(days=40_000)}, "The round closes on Saturday 16 July 2118"),
        ({"minutes": 4}, "from 5 to 240 minutes"),
        ({"minutes": 241}, "from 5 to 240 minutes"),
        ({"place": " "}, "where the conversation is held"),
        ({"place": "\u200b"}, "where the conversation is held"),
        ({"place": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_held_is_refused(
    session: Session,
    asked: list[Invitation],
    agreed: Appointment,
    now: datetime,
    changes: dict[str, object],
    reason: str,
) -> None:
    shift = changes.get("starts_at")
    if isinstance(shift, timedelta):
        changes = {"starts_at": now + shift}
    with pytest.raises(SurveyError, match=reason):
        book(session, asked[0], moved(agreed, **changes), now)
    assert not queued(session)


def test_only_a_facilitator_may_be_booked(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    manager = add_account(session, RoleName.MANAGER)
    with pytest.raises(SurveyError, match="Choose a facilitator"):
        book(session, asked[0], moved(agreed, facilitator=manager), now)


def test_whoever_has_been_heard_is_not_booked(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    answered(session, asked[0], now)
    with pytest.raises(AlreadyAnswered, match="heard in round 2018-07 already"):
        book(session, asked[0], agreed, now)


def test_nothing_is_booked_for_a_closed_round(
    session: Session, asked: list[Invitation], agreed: Appointment, now: datetime
) -> None:
    close_round(session, month="2018-07", actor="mira", now=now)
    with pytest.raises(Gone, match="Round 2018-07 is closed"):
        book(session, asked[0], agreed, now)
