from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.models import Draft, Mode, OutboxItem, OutboxState, Round
from survey.queries.rounds import round_by_month, round_status
from tests.survey.council import answered, invitations, opened

pytestmark = pytest.mark.holds("the sample's july")


@pytest.fixture
def july(session: Session) -> Round:
    return round_by_month(session, "2018-07")


def drafted(session: Session, invitation_id: int | None, now: datetime) -> None:
    assert invitation_id
    session.add(Draft(invitation_id=invitation_id, version=1, document="{}", saved_at=now))


def test_everybody_is_counted_once_by_the_response_that_stands(
    session: Session, july: Round, now: datetime
) -> None:
    first, second, third, fourth, *_ = invitations(session, july)
    answered(session, first, now)
    answered(session, first, now + timedelta(hours=1))
    answered(session, second, now, Mode.INTERVIEW)
    drafted(session, third.id, now)
    drafted(session, first.id, now)
    session.flush()
    status = round_status(session, july)
    assert (status.counts.forms, status.counts.interviews, status.counts.half_way) == (1, 1, 1)
    assert (status.counts.asked, status.counts.heard, status.counts.not_started) == (29, 2, 26)
    assert [(group.name, group.counts.asked) for group in status.groups] == [
        ("Cabinet Members", 10),
        ("Committee chairs", 6),
        ("Chief Executive and statutory officers", 6),
        ("Internal and external audit", 2),
        ("Statutory partnership chairs", 5),
    ]
    assert status.groups[0].counts.heard == 2
    assert fourth.id


def test_another_rounds_answers_do_not_count(session: Session, july: Round, now: datetime) -> None:
    august = opened(session, now, "2018-08")
    answered(session, invitations(session, august)[0], now)
    assert round_status(session, july).counts.heard == 0
    assert round_status(session, august).counts.heard == 1


def test_the_sentence_of_the_month(session: Session, july: Round, now: datetime) -> None:
    first, second, *_ = invitations(session, july)
    answered(session, first, now)
    drafted(session, second.id, now)
    july.closes_at = datetime(2018, 7, 6, 16, 0, tzinfo=UTC)
    message = session.exec(select(OutboxItem)).first()
    assert message
    message.state = OutboxState.DEAD
    session.flush()
    assert round_status(session, july).sentence(now) == (
        "1 of 29 heard (1 form, 0 interviews); 1 half-way; 1 bounced; "
        "closes Friday 17:00, in 4 days."
    )


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=14), "closes 16 July 2018 10:00, in 14 days"),
        (timedelta(days=1), "closes Tuesday 10:00, in 1 day"),
        (timedelta(hours=5, minutes=59), "closes Monday 15:59, in 5 hours"),
        (timedelta(minutes=20), "closes Monday 10:20, in less than an hour"),
        (timedelta(0), "time ran out 2 July 2018, not closed yet"),
    ],
)
def test_when_it_closes(
    session: Session, july: Round, now: datetime, left: timedelta, words: str
) -> None:
    july.closes_at = now + left
    assert round_status(session, july).ending(now) == words


def test_a_closed_round_says_when(session: Session, july: Round, now: datetime) -> None:
    close_round(session, month=july.month, actor="command", now=now)
    status = round_status(session, july)
    assert status.ending(now) == "closed 2 July 2018"
    assert status.to_dict()["closed_at"] == "2018-07-02T09:00:00+00:00"
    assert status.to_dict()["groups"][0]["not_started"] == 10
