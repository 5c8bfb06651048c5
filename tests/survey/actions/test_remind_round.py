from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.actions.pause_round import pause_round
from survey.actions.queue_messages import queue_messages
from survey.actions.remind_round import remind_round
from survey.errors import Conflict, NotFound
from survey.models import AuditEvent, Invitation, LinkToken, OutboxKind, Round
from survey.tokens import token_hash, unseal
from tests.survey.almanac import messages
from tests.survey.council import SECRET, answered, opened

pytestmark = pytest.mark.holds("a council")


@pytest.fixture
def july(session: Session, now: datetime) -> Round:
    return opened(session, now)


def remind(session: Session, now: datetime, only: set[int] | None = None) -> int:
    return remind_round(
        session, month="2018-07", secret_key=SECRET, actor="manager", now=now, only=only
    )


@pytest.mark.usefixtures("july")
def test_a_reminder_by_hand_goes_to_the_silent_and_is_told_of(
    session: Session, now: datetime
) -> None:
    answered(session, session.get_one(Invitation, 1), now)
    session.get_one(Invitation, 2).talk_asked_at = now
    assert remind(session, now) == 1
    assert [each.subject_id for each in messages(session, OutboxKind.REMINDER)] == [3]
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "reminders queued")).one()
    assert (event.actor, event.subject, event.detail) == (
        "manager",
        "round 2018-07",
        '{"reminded": 1}',
    )


@pytest.mark.usefixtures("july")
def test_once_a_day_in_london_whoever_presses_the_button(session: Session, now: datetime) -> None:
    assert remind(session, now, {1}) == 1
    with pytest.raises(Conflict, match="was sent by hand already today"):
        remind(session, now.replace(hour=22, minute=59))
    assert remind(session, now.replace(hour=23)) == 3  # midnight in London


def test_nobody_is_reminded_of_what_takes_no_answers(
    july: Round, session: Session, now: datetime
) -> None:
    with pytest.raises(Conflict, match="takes no answers any more"):
        remind(session, july.closes_at)
    pause_round(session, month="2018-07", reason="A flood", actor="manager", now=now)
    with pytest.raises(Conflict, match="July 2018 is paused since Monday 2 July 2018 at 10:00"):
        remind(session, now)
    close_round(session, month="2018-07", actor="manager", now=now)
    with pytest.raises(Conflict, match="takes no answers any more"):
        remind(session, now)


def test_there_must_be_a_round(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound, match="'2018-07' is not in the calendar"):
        remind(session, now)


@pytest.mark.usefixtures("july")
def test_each_message_has_a_link_of_its_own_and_its_recipients_domain(
    session: Session, now: datetime
) -> None:
    first = session.get_one(Invitation, 1)
    first.deputy_id = session.get_one(Invitation, 2).person_id
    before = set(session.exec(select(LinkToken.token_sha256)))
    remind(session, now + timedelta(days=1))
    sent = messages(session, OutboxKind.REMINDER)
    hashes = {token_hash(unseal(each.sealed_token, SECRET)) for each in sent}
    assert len(hashes) == 3
    assert set(session.exec(select(LinkToken.token_sha256))) == before | hashes
    assert {each.domain for each in sent} == {"council.example"}


def test_nobody_is_nothing_to_queue(session: Session, now: datetime) -> None:
    assert not queue_messages(
        session,
        kind=OutboxKind.REMINDER,
        invitations=[],
        cause=None,
        due_at=now,
        secret_key=SECRET,
        now=now,
    )
