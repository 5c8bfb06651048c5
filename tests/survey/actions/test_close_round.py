from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from survey.actions.close_round import close_round
from survey.errors import Conflict, NotFound
from survey.models import RoundState
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
