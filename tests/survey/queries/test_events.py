from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from survey.actions.add_user import add_user
from survey.actions.record_event import record_event
from survey.models import Invitation
from survey.queries.events import latest_events, numbers, subjects
from tests.survey.council import opened

pytestmark = pytest.mark.holds("the sample")


def test_rows_are_named_by_seat_and_month_or_by_person(session: Session, now: datetime) -> None:
    opened(session, now)
    first = session.exec(select(Invitation.id).order_by(col(Invitation.id))).first()
    user = add_user(
        session,
        email="manager@council.example",
        name="A. Manager",
        roles=("manager",),
        password="a long password of nobody",
        actor="command",
        now=now,
    )
    for subject in (f"invitation {first}", "invitation 4711", "edition 2018-19-q2/1"):
        record_event(session, actor="somebody", action="did", subject=subject, now=now)
    session.flush()
    assert subjects(session, latest_events(session, 100)) == {
        f"invitation {first}": "Leader of the Council, July 2018",
        f"account {user.id}": "A. Manager",
    }


def test_only_rows_have_numbers() -> None:
    about = ["invitation 12", "invitation", "account 3", "round 2018-07", "invitation 7"]
    assert numbers(about, "invitation") == [12, 7]
    assert numbers(about, "round") == []
