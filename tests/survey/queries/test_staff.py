from datetime import date, datetime

import pytest
from sqlmodel import Session

from survey.actions.close_round import close_round
from survey.actions.hand_to_deputy import hand_to_deputy
from survey.actions.record_absence import record_absence
from survey.models import Holder, Invitation, Person
from survey.queries.staff import seat_held
from tests.survey.council import SECRET

pytestmark = pytest.mark.holds("a council's july")
DEPUTY = "deputy@council.example"
DAY = date(2018, 7, 2)


def test_a_seat_is_held_until_its_last_day(session: Session) -> None:
    assert seat_held(session, "Leader@council.example", DAY) == "Leader of the Council"
    session.get_one(Holder, 1).active_to = DAY
    session.flush()
    assert seat_held(session, "leader@council.example", DAY) == "Leader of the Council"
    assert seat_held(session, "leader@council.example", date(2018, 7, 3)) is None
    assert seat_held(session, "nobody@council.example", DAY) is None


def test_a_deputy_is_one_until_the_absence_is_over(session: Session, now: datetime) -> None:
    record_absence(
        session,
        person=session.get_one(Person, 1),
        first_day=DAY,
        last_day=date(2018, 7, 31),
        deputy_email=DEPUTY,
        reason="",
        actor="manager",
        now=now,
    )
    assert seat_held(session, DEPUTY, DAY) == "deputy for Leader of the Council"
    assert seat_held(session, DEPUTY, date(2018, 8, 1)) is None


def test_a_deputy_is_one_until_the_round_closes(session: Session, now: datetime) -> None:
    hand_to_deputy(
        session,
        invitation=session.get_one(Invitation, 3),
        deputy_email=DEPUTY,
        secret_key=SECRET,
        actor="manager",
        now=now,
    )
    assert seat_held(session, DEPUTY, DAY) == "deputy for Chair, Audit Committee"
    close_round(session, month="2018-07", actor="manager", now=now)
    assert seat_held(session, DEPUTY, DAY) is None
