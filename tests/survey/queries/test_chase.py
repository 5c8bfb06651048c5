"""Why somebody is to be chased, one reason each."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.models import (
    Booking,
    Draft,
    Invitation,
    MailAttempt,
    MailOutcome,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Round,
)
from survey.queries.chase import ChaseList, Reason, chase_list
from survey.queries.rounds import round_by_month
from tests.survey.accounts import add_account
from tests.survey.council import answered

pytestmark = pytest.mark.holds("a council's july")
DAY = timedelta(days=1)
LEADER, FINANCE, AUDIT = 1, 2, 3


@pytest.fixture
def july(session: Session) -> Round:
    return round_by_month(session, "2018-07")


@pytest.fixture
def later(july: Round) -> datetime:
    """Three days after everybody was written to."""
    return july.opens_at + 3 * DAY


def listed(session: Session, round_: Round, now: datetime) -> ChaseList:
    session.flush()
    return chase_list(session, round_, now=now, first=0, count=10)


def reasons(session: Session, round_: Round, now: datetime) -> dict[int, Reason]:
    return {each.invitation_id: each.reason for each in listed(session, round_, now).people}


def mail(session: Session, invitation_id: int) -> OutboxItem:
    query = select(OutboxItem).where(
        OutboxItem.subject_id == invitation_id, OutboxItem.kind == OutboxKind.INVITATION
    )
    return session.exec(query).one()


def book(session: Session, invitation_id: int, at: datetime) -> Booking:
    facilitator = add_account(session, email="f@council.example")
    booking = Booking(
        invitation_id=invitation_id,
        facilitator_id=facilitator.id or 0,
        starts_at=at,
        minutes=30,
        place="Council House",
        uid="one",
    )
    session.add(booking)
    return booking


def test_whoever_was_just_written_to_is_left_in_peace(session: Session, july: Round) -> None:
    soon = july.opens_at + DAY
    assert reasons(session, july, soon) == {LEADER: Reason.INTERVIEW}


def test_the_silent_are_chased_after_two_days(
    session: Session, july: Round, later: datetime
) -> None:
    found = listed(session, july, later)
    assert found.total == 3
    assert [each.reason for each in found.people] == [
        Reason.INTERVIEW,
        Reason.SILENT,
        Reason.SILENT,
    ]
    assert found.people[1].written_at == july.opens_at
    assert found.people[1].messages == 0  # none has left the outbox yet


def test_a_reminder_gives_peace_again(session: Session, july: Round, later: datetime) -> None:
    session.add(
        OutboxItem(
            kind=OutboxKind.REMINDER,
            subject_id=AUDIT,
            key="again",
            due_at=later - DAY,
            created_at=later - DAY,
        )
    )
    assert set(reasons(session, july, later)) == {LEADER, FINANCE}


def test_heard_and_declined_are_not_chased(session: Session, july: Round, later: datetime) -> None:
    answered(session, session.get_one(Invitation, FINANCE), later)
    session.get_one(Invitation, AUDIT).declined_at = later
    assert reasons(session, july, later) == {LEADER: Reason.INTERVIEW}


def test_half_way_for_two_days(session: Session, july: Round, later: datetime) -> None:
    draft = Draft(invitation_id=AUDIT, version=1, document="{}", saved_at=later - DAY)
    session.add(draft)
    assert AUDIT not in reasons(session, july, later)
    draft.saved_at = later - 2 * DAY
    assert reasons(session, july, later)[AUDIT] is Reason.HALF_WAY


@pytest.mark.parametrize("state", [OutboxState.DEAD, OutboxState.BOUNCED])
def test_mail_that_failed_since_its_last_attempt(
    session: Session, july: Round, later: datetime, state: OutboxState
) -> None:
    item = mail(session, AUDIT)
    item.state = state
    session.add(
        MailAttempt(item_id=item.id or 0, at=later - DAY, domain="x", outcome=MailOutcome.BOUNCED)
    )
    person = next(
        each for each in listed(session, july, later).people if each.invitation_id == AUDIT
    )
    assert (person.reason, person.since) == (Reason.ADDRESS, later - DAY)


def test_a_later_message_makes_good_an_earlier_one(
    session: Session, july: Round, later: datetime
) -> None:
    mail(session, AUDIT).state = OutboxState.DEAD
    session.flush()
    again = OutboxItem(
        kind=OutboxKind.INVITATION,
        subject_id=AUDIT,
        key="again",
        due_at=later,
        created_at=later - DAY,
        state=OutboxState.DONE,
    )
    session.add(again)
    assert AUDIT not in reasons(session, july, later)
    again.state = OutboxState.UNCERTAIN
    assert reasons(session, july, later)[AUDIT] is Reason.UNCERTAIN


def test_a_wish_to_talk_until_a_talk_is_booked(
    session: Session, july: Round, later: datetime
) -> None:
    session.get_one(Invitation, AUDIT).talk_asked_at = july.opens_at
    assert reasons(session, july, later)[AUDIT] is Reason.TALK
    booking = book(session, AUDIT, later + DAY)
    assert AUDIT not in reasons(session, july, later)
    assert reasons(session, july, later + 2 * DAY)[AUDIT] is Reason.MISSED
    booking.cancelled_at = later
    assert reasons(session, july, later)[AUDIT] is Reason.TALK


def test_whoever_talks_without_scoring_is_to_be_booked(
    session: Session, july: Round, later: datetime
) -> None:
    session.get_one(Invitation, AUDIT).scores = False
    assert reasons(session, july, later)[AUDIT] is Reason.INTERVIEW


def test_what_a_person_must_mend_comes_first_the_oldest_at_the_top(
    session: Session, july: Round, later: datetime
) -> None:
    session.get_one(Invitation, AUDIT).talk_asked_at = later - DAY
    mail(session, LEADER).state = OutboxState.BOUNCED
    found = listed(session, july, later)
    assert [each.invitation_id for each in found.people] == [LEADER, AUDIT, FINANCE]


def test_a_page_of_the_list_knows_how_long_it_is(
    session: Session, july: Round, later: datetime
) -> None:
    found = chase_list(session, july, now=later, first=1, count=1)
    assert ([each.invitation_id for each in found.people], found.total) == ([FINANCE], 3)
    assert chase_list(session, july, now=later, first=5, count=1) == ChaseList((), 0)


def test_a_deputy_is_chased_at_their_own_address(
    session: Session, july: Round, later: datetime
) -> None:
    session.get_one(Invitation, AUDIT).deputy_id = session.get_one(Invitation, FINANCE).person_id
    person = next(
        each for each in listed(session, july, later).people if each.invitation_id == AUDIT
    )
    assert (person.role, person.email) == (
        "Deputy for Chair, Audit Committee",
        "finance@council.example",
    )
