"""That every seat is offered a conversation once a quarter, proved from what was sent."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.close_round import close_round
from survey.config import Settings
from survey.mail.writing import message
from survey.models import (
    Contact,
    Group,
    Holder,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Person,
    RoleName,
    Round,
    Seat,
)
from survey.queries.conversations import (
    Step,
    is_offer_due,
    quarter_months,
    steps_by_seat,
    talks_of_quarter,
)
from survey.queries.rounds import round_by_month
from tests.survey.accounts import add_account
from tests.survey.council import answered, invitations, opened
from tests.survey.mail.reading import said

pytestmark = pytest.mark.holds("a council")
OFFER = "This is your offer"


def month(session: Session, now: datetime, name: str) -> Round:
    """A round of three people, which the month before has made room for."""
    for earlier in session.exec(select(Round).where(Round.state == "open")):
        close_round(session, month=earlier.month, actor="command", now=now)
    return opened(session, now, name)


def deliver(
    session: Session,
    settings: Settings,
    round_: Round,
    now: datetime,
    ends: OutboxState = OutboxState.DONE,
) -> list[bool]:
    """Write every invitation of the round and end it so; whether each held the offer."""
    asked = [each.id for each in invitations(session, round_)]
    query = select(OutboxItem).where(
        OutboxItem.kind == OutboxKind.INVITATION, col(OutboxItem.subject_id).in_(asked)
    )
    held = []
    for item in session.exec(query.order_by(col(OutboxItem.id))):
        held.append(OFFER in said(message(session, item=item, settings=settings, now=now)))
        item.state, item.done_at = ends, now
    session.flush()
    return held


def furthest(session: Session, round_: Round) -> list[Step | None]:
    return [talk.step for talk in talks_of_quarter(session, round_)]


def test_the_first_invitation_of_a_quarter_offers_and_the_next_does_not(
    session: Session, settings: Settings, now: datetime
) -> None:
    july = month(session, now, "2018-07")
    assert furthest(session, july) == [None, None, None]
    assert deliver(session, settings, july, now) == [True, True, True]
    assert furthest(session, july) == [Step.OFFERED] * 3
    august = month(session, now, "2018-08")
    assert deliver(session, settings, august, now) == [False, False, False]
    assert furthest(session, august) == [Step.OFFERED] * 3
    october = month(session, now, "2018-10")
    assert furthest(session, october) == [None, None, None]
    assert deliver(session, settings, october, now) == [True, True, True]


@pytest.mark.parametrize("ends", [OutboxState.DEAD, OutboxState.BOUNCED, OutboxState.DROPPED])
def test_an_offer_that_did_not_arrive_is_made_again(
    session: Session, settings: Settings, now: datetime, ends: OutboxState
) -> None:
    july = month(session, now, "2018-07")
    assert deliver(session, settings, july, now, ends) == [True, True, True]
    assert furthest(session, july) == [None, None, None]
    assert deliver(session, settings, month(session, now, "2018-08"), now) == [True, True, True]


def test_a_message_written_again_offers_as_it_did_before(
    session: Session, settings: Settings, now: datetime
) -> None:
    july = month(session, now, "2018-07")
    assert deliver(session, settings, july, now, OutboxState.QUEUED) == [True, True, True]
    assert deliver(session, settings, july, now) == [True, True, True]


def test_whoever_asked_booked_or_talked_needs_no_offer(
    session: Session, settings: Settings, now: datetime
) -> None:
    july = month(session, now, "2018-07")
    leader, member, chair = invitations(session, july)
    leader.talk_asked_at = now
    facilitator = add_account(session, RoleName.FACILITATOR)
    appointment = Appointment(facilitator, now + timedelta(days=1), 45, "Room 3")
    book_interview(session, invitation=member, appointment=appointment, actor="m", now=now)
    answered(session, chair, now, Mode.INTERVIEW)
    session.flush()
    for each in (leader, member, chair):
        assert not is_offer_due(session, each.seat_id, "2018-08")
        assert is_offer_due(session, each.seat_id, "2018-10")
    assert furthest(session, july) == [Step.ASKED, Step.BOOKED, Step.TALKED]
    assert deliver(session, settings, month(session, now, "2018-08"), now) == [False] * 3


def test_the_form_is_no_conversation(session: Session, now: datetime) -> None:
    july = month(session, now, "2018-07")
    (first, *_) = invitations(session, july)
    answered(session, first, now)
    assert is_offer_due(session, first.seat_id, "2018-07")


def test_the_steps_say_when(session: Session, settings: Settings, now: datetime) -> None:
    july = month(session, now, "2018-07")
    (first, *_) = invitations(session, july)
    deliver(session, settings, july, now)
    first.talk_asked_at = now + timedelta(days=1)
    session.flush()
    steps = steps_by_seat(session, quarter_months("2018-09"))
    assert steps[first.seat_id] == {Step.OFFERED: now, Step.ASKED: now + timedelta(days=1)}
    assert len(steps) == 3


def test_the_quarter_of_a_month_is_the_financial_one() -> None:
    assert quarter_months("2019-01") == ("2019-01", "2019-02", "2019-03")


def test_what_is_proved_is_read_from_the_row_that_was_sent(
    session: Session, settings: Settings, now: datetime
) -> None:
    july = month(session, now, "2018-07")
    deliver(session, settings, july, now)
    details = set(
        session.exec(select(OutboxItem.detail).where(OutboxItem.kind == OutboxKind.INVITATION))
    )
    assert details == {'{"offer": true}'}
    assert round_by_month(session, "2018-07") is july


def test_whoever_holds_two_seats_is_offered_one_for_both(
    session: Session, settings: Settings, now: datetime
) -> None:
    leader = session.exec(select(Person).where(Person.email == "leader@council.example")).one()
    group = session.exec(select(Group)).first()
    assert group is not None
    board = Seat(ref="board", role="Board", group_id=group.id or 0, organisation="X", position=9)
    session.add(board)
    session.flush()
    second = Holder(
        seat_id=board.id or 0, person_id=leader.id or 0, contact=Contact.FORM,
        active_from=date(2018, 4, 1), is_primary=False,
    )  # fmt: skip
    session.add(second)
    session.flush()
    july = month(session, now, "2018-07")
    assert board.id not in steps_by_seat(session, ["2018-07"])
    assert deliver(session, settings, july, now) == [True, True, True]
    assert {talk.step for talk in talks_of_quarter(session, july)} == {Step.OFFERED}
    second.active_to = date(2018, 6, 30)
    session.flush()
    assert board.id not in steps_by_seat(session, ["2018-07"])
