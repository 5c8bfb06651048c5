import json
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.close_round import close_round
from survey.errors import Conflict, NotFound
from survey.models import AuditEvent, OutboxItem, OutboxState, RoundState
from survey.queries.calendar import CalendarState, calendar_month
from survey.queries.rounds import open_rounds
from tests.survey.council import opened


@pytest.mark.holds("the sample")
def test_a_round_is_closed_once(session: Session, now: datetime) -> None:
    opened(session, now)
    later = now + timedelta(days=3)
    closed = close_round(session, month="2018-07", actor="command", now=later)
    assert (closed.state, closed.closed_at) == (RoundState.CLOSED, later)
    assert open_rounds(session) == []
    with pytest.raises(Conflict, match="closed already, on Thursday 5 July 2018 at 10:00"):
        close_round(session, month="2018-07", actor="command", now=later)


@pytest.mark.holds("the sample")
def test_an_unknown_month_is_answered_with_those_that_there_are(
    session: Session, now: datetime
) -> None:
    with pytest.raises(NotFound, match="no round was ever opened"):
        close_round(session, month="2018-07", actor="command", now=now)
    opened(session, now)
    opened(session, now, "2018-08")
    with pytest.raises(NotFound, match="no round '2018-09': the rounds are 2018-07, 2018-08"):
        close_round(session, month="2018-09", actor="command", now=now)


@pytest.mark.holds("a council")
def test_closed_before_its_time_that_time_is_now_and_the_event_tells_of_both(
    session: Session, now: datetime
) -> None:
    opened(session, now)
    early = now + timedelta(days=3)
    closed = close_round(session, month="2018-07", actor="command", now=early)
    assert closed.closes_at == early
    found = calendar_month(session, "2018-07")
    assert (found.state, found.closes_at, found.late) == (CalendarState.CLOSED, early, ())
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "round closed")).one()
    assert json.loads(event.detail) == {
        "closed_early_instead_of": (now + timedelta(days=14)).isoformat()
    }


@pytest.mark.holds("a council")
def test_links_that_may_or_may_not_have_arrived_are_wiped(session: Session, now: datetime) -> None:
    opened(session, now)
    message = session.exec(select(OutboxItem).where(OutboxItem.kind == "invitation")).first()
    assert message
    message.state = OutboxState.UNCERTAIN
    assert message.sealed_token
    close_round(session, month="2018-07", actor="command", now=now)
    session.refresh(message)
    assert (message.state, message.sealed_token) == (OutboxState.UNCERTAIN, "")
