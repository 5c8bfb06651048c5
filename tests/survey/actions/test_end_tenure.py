from datetime import date, datetime

import pytest
from sqlmodel import Session

from survey.actions.appoint_holder import appoint_holder
from survey.actions.end_tenure import end_tenure
from survey.errors import Conflict, SurveyError
from survey.models import Contact, Seat
from survey.queries.tenures import Tenure, tenures_of_seats

pytestmark = pytest.mark.holds("a council")


def leader(session: Session) -> Tenure:
    return tenures_of_seats(session, [1])[0]


def leave(session: Session, now: datetime, last_day: date | None) -> None:
    end_tenure(session, tenure=leader(session), last_day=last_day, actor="manager", now=now)


def test_the_seat_is_vacant_from_the_day_after(session: Session, now: datetime) -> None:
    leave(session, now, date(2018, 7, 31))
    assert leader(session).days == "1 April 2018 to 31 July 2018"


def test_leaving_can_be_taken_back(session: Session, now: datetime) -> None:
    leave(session, now, date(2018, 7, 31))
    leave(session, now, None)
    assert leader(session).days == "from 1 April 2018 on"


def test_leaving_before_joining_is_refused(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="on 1 March 2018, before joining on 1 April 2018"):
        leave(session, now, date(2018, 3, 1))


def test_staying_on_beside_a_new_holder_is_refused(session: Session, now: datetime) -> None:
    appoint_holder(
        session,
        seat=session.get_one(Seat, 1),
        email="new@council.example",
        contact=Contact.FORM,
        first_day=date(2018, 9, 1),
        counts=False,
        actor="manager",
        now=now,
    )
    with pytest.raises(Conflict, match=r"leader@.* and new@council\.example"):
        leave(session, now, None)


def test_what_stands_already_is_no_change(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="from 1 April 2018 on already"):
        leave(session, now, None)
