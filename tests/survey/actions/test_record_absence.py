from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from survey.actions.change_absence import change_absence
from survey.actions.record_absence import record_absence
from survey.actions.remove_absence import remove_absence
from survey.errors import Conflict, Refused, SurveyError
from survey.models import Absence, AuditEvent, Person, RoleName
from tests.survey.accounts import add_account

pytestmark = pytest.mark.holds("a council")
DEPUTY = "deputy@council.example"


def facts(**given: Any) -> dict[str, Any]:
    stands: dict[str, Any] = {
        "first_day": date(2018, 7, 1),
        "last_day": date(2018, 7, 31),
        "deputy_email": "",
        "reason": "Leave",
    }
    return stands | given


def record(session: Session, now: datetime, **given: Any) -> Absence:
    person = session.get_one(Person, 1)
    return record_absence(session, person=person, actor="manager", now=now, **facts(**given))


def test_an_absence_without_a_deputy(session: Session, now: datetime) -> None:
    assert record(session, now).deputy_id is None
    event = session.exec(select(AuditEvent)).all()[-1]
    assert '"deputy": "nobody"' in event.detail


def test_a_deputy_becomes_a_person_of_the_panel(session: Session, now: datetime) -> None:
    absence = record(session, now, deputy_email="Deputy@council.example")
    assert session.get_one(Person, absence.deputy_id).email == DEPUTY


def test_one_day_is_an_absence_and_less_is_not(session: Session, now: datetime) -> None:
    record(session, now, last_day=date(2018, 7, 1))
    with pytest.raises(SurveyError, match="back on 30 August 2018, before leaving on 31 August"):
        record(session, now, first_day=date(2018, 8, 31), last_day=date(2018, 8, 30))


def test_two_absences_that_share_a_day_are_both_named(session: Session, now: datetime) -> None:
    record(session, now)
    with pytest.raises(Conflict) as refused:
        record(session, now, first_day=date(2018, 7, 31), last_day=date(2018, 8, 9))
    assert "1 July 2018 to 31 July 2018 already" in str(refused.value)
    assert "31 July 2018 to 9 August 2018" in str(refused.value)


def test_nobody_is_their_own_deputy(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="their own deputy"):
        record(session, now, deputy_email="leader@council.example")


def test_whoever_sees_answers_can_be_no_deputy(session: Session, now: datetime) -> None:
    add_account(session, RoleName.FACILITATOR, email=DEPUTY)
    with pytest.raises(Refused, match="neither hold a seat nor be a deputy"):
        record(session, now, deputy_email=DEPUTY)


@pytest.mark.parametrize("reason", ["x" * 201, "a\nb"])
def test_a_reason_is_one_line(session: Session, now: datetime, reason: str) -> None:
    with pytest.raises(SurveyError, match="one line of at most 200"):
        record(session, now, reason=reason)


def test_an_absence_is_changed_and_removed(session: Session, now: datetime) -> None:
    absence = record(session, now, deputy_email=DEPUTY)
    later = facts(last_day=date(2018, 8, 9), reason="Longer leave")
    change_absence(session, absence=absence, actor="manager", now=now, **later)
    assert (absence.last_day, absence.deputy_id) == (date(2018, 8, 9), None)
    remove_absence(session, absence=absence, actor="manager", now=now)
    assert not session.exec(select(Absence)).all()
    done = [event.action for event in session.exec(select(AuditEvent))]
    assert done[-3:] == ["absence recorded", "absence changed", "absence removed"]
