"""Who is asked when whether something worked, and what a 'no' does."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from survey.actions.say_whether_it_worked import Judgement, say_whether_it_worked
from survey.errors import Conflict, NotFound
from survey.models import (
    AuditEvent,
    Commitment,
    CommitmentStatus,
    CommitmentVoice,
    Round,
    Worked,
)
from survey.queries.commitments import tally, voices_of
from survey.queries.raised import asked_whether_it_worked, said_of
from tests.survey.quarter import open_month
from tests.survey.spoken import DONE, add_code, let_say, promised, settle

pytestmark = pytest.mark.holds("a closed quarter")
OCTOBER, NOVEMBER = "2018-10", "2018-11"
DAY = timedelta(days=1)


@pytest.fixture
def done(session: Session) -> Commitment:
    """Promised to the first three of the panel in August, done in September."""
    code = add_code(session)
    let_say(session, code, 3)
    made = promised(session, code)
    settle(session, made)
    session.commit()
    return made


@pytest.fixture
def october(session: Session) -> Round:
    return open_month(session, OCTOBER)


def asked(session: Session, person: int, round_: Round) -> list[bool]:
    """For each question that the person meets whether it is answered."""
    return [each.is_answered for each in asked_whether_it_worked(session, person, round_)]


def say(
    session: Session,
    person: int,
    round_: Round,
    worked: Worked,
    about: str = "2018-09",
    at: datetime | None = None,
) -> CommitmentVoice:
    return say_whether_it_worked(
        session,
        judgement=Judgement(1, about, worked),
        person_id=person,
        round_=round_,
        now=at or round_.opens_at + DAY,
    )


def test_it_is_asked_from_the_month_after_until_it_was_answered_once(
    session: Session, done: Commitment, october: Round
) -> None:
    september = open_month(session, "2018-09")
    november = open_month(session, NOVEMBER)
    assert asked(session, 1, september) == []
    assert asked(session, 1, october) == asked(session, 1, november) == [False]
    assert asked(session, 4, october) == []
    say(session, 1, october, Worked.YES)
    assert asked(session, 1, october) == [True]
    assert asked(session, 1, november) == []
    assert asked(session, 2, november) == [False]
    assert done.status is CommitmentStatus.DONE


def test_what_is_under_way_or_dropped_is_not_asked_about(
    session: Session, done: Commitment, october: Round
) -> None:
    for status in (CommitmentStatus.UNDER_WAY, CommitmentStatus.DROPPED):
        settle(session, done, status, at=done.changed_at + DAY)
        assert asked(session, 1, october) == []
    assert [each.commitment.id for each in said_of(session, 1)] == [1]
    assert said_of(session, 4) == []


def test_an_answer_can_be_changed_while_the_round_is_open(
    session: Session, done: Commitment, october: Round
) -> None:
    for answer in (Worked.PARTLY, Worked.CANNOT_SAY, Worked.CANNOT_SAY, Worked.YES):
        assert say(session, 1, october, answer).worked is answer
    assert tally(session, done).said == {Worked.YES: 1}


def test_a_no_reopens_it_and_nobody_learns_whose(
    session: Session, done: Commitment, october: Round
) -> None:
    at = october.opens_at + timedelta(hours=5, minutes=7)
    say(session, 2, october, Worked.NO, at=at)
    assert (done.status, done.done_month) == (CommitmentStatus.UNDER_WAY, "")
    assert done.reopened_at is not None
    # The event tells neither who nor the minute, beside which somebody's answers came in.
    events = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(2)).all()
    assert [event.action for event in events] == ["commitment reopened", "commitment judged"]
    for event in events:
        assert event.actor == "panel"
        assert event.subject == "commitment 1"
        assert json.loads(event.detail) == {}
        assert at - event.at > timedelta(hours=1)
    # Whoever had not answered has nothing to answer any more; who had may still change it.
    assert asked(session, 1, october) == []
    assert asked(session, 2, october) == [True]
    with pytest.raises(Conflict):
        say(session, 1, october, Worked.YES)
    say(session, 2, october, Worked.YES)
    assert done.status is CommitmentStatus.UNDER_WAY


def test_done_again_everybody_is_asked_anew(
    session: Session, done: Commitment, october: Round
) -> None:
    say(session, 1, october, Worked.YES)
    say(session, 2, october, Worked.NO)
    settle(session, done, at=october.opens_at + 2 * DAY)
    assert done.reopened_at is None
    month = done.done_month
    assert month > "2018-09"
    november = open_month(session, "2019-03")
    assert [asked(session, person, november) for person in (1, 2, 3)] == [[False]] * 3
    with pytest.raises(Conflict):
        say(session, 2, november, Worked.YES, "2018-09")
    say(session, 2, november, Worked.NO, month)
    assert done.status is CommitmentStatus.UNDER_WAY


def test_done_again_within_the_month_it_is_asked_anew_too(
    session: Session, done: Commitment, october: Round
) -> None:
    """A round may open before its month begins."""
    say(session, 1, october, Worked.NO, at=DONE + DAY)
    settle(session, done, at=DONE + 2 * DAY)
    assert done.done_month == "2018-09"
    assert asked(session, 1, october) == [False]
    assert voices_of(session, 1)[0].worked is None


def test_only_who_raised_it_answers(session: Session, done: Commitment, october: Round) -> None:
    with pytest.raises(NotFound):
        say(session, 4, october, Worked.NO)
    with pytest.raises(NotFound):
        say_whether_it_worked(
            session, judgement=Judgement(99, "2018-09", Worked.NO), person_id=1, round_=october,
            now=DONE,
        )  # fmt: skip
    assert done.status is CommitmentStatus.DONE


@pytest.mark.parametrize("told", [{"item": "1.2"}, {"clear_of_exempt": False}])
def test_nobody_is_asked_about_what_is_not_told(
    session: Session, told: dict[str, Any], october: Round
) -> None:
    code = add_code(session)
    let_say(session, code, 3)
    settle(session, promised(session, code, **told))
    assert asked(session, 1, october) == []
    assert said_of(session, 1) == []
    with pytest.raises(Conflict):
        say(session, 1, october, Worked.NO)


def test_what_was_answered_is_counted_from_ten_answers_up(session: Session, october: Round) -> None:
    code = add_code(session)
    let_say(session, code, 12)
    made = settle(session, promised(session, code))
    for person in range(1, 10):
        say(session, person, october, Worked.YES)
    assert not tally(session, made).may_be_shown
    say(session, 10, october, Worked.PARTLY)
    found = tally(session, made)
    assert found.may_be_shown
    assert (found.asked, found.answered) == (12, 10)
    assert found.said == {Worked.YES: 9, Worked.PARTLY: 1}
