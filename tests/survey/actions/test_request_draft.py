from datetime import datetime

import pytest
from sqlmodel import Session, select

from analysis.periods import parse_period
from survey.actions.close_round import close_round
from survey.actions.request_draft import request_draft
from survey.errors import Refused
from survey.models import Edition
from tests.survey.council import opened

pytestmark = pytest.mark.holds("the sample")


def asked_for(session: Session, period: str, now: datetime) -> str:
    """Why no draft of `period` is made."""
    with pytest.raises(Refused) as refused:
        request_draft(session, period=parse_period(period), actor="analyst", now=now)
    assert not session.exec(select(Edition)).all()
    return str(refused.value)


def test_a_quarter_in_which_nobody_answered_is_not_drafted(session: Session, now: datetime) -> None:
    opened(session, now)
    assert "is still open" in asked_for(session, "2018-19-q2", now)
    close_round(session, month="2018-07", actor="command", now=now)
    assert asked_for(session, "2018-19-q2", now) == (
        "Nobody answered in July to September 2018, so there is nothing to summarise."
    )


def test_another_quarter_is_told_which_there_are(session: Session, now: datetime) -> None:
    assert asked_for(session, "2018-19-q3", now).endswith("no round has been closed yet.")
    opened(session, now)
    close_round(session, month="2018-07", actor="command", now=now)
    assert asked_for(session, "2018-19-q3", now) == (
        "No round of October to December 2018 was held; the quarters that can be summarised are "
        "2018-19-q2 (July to September 2018)."
    )
