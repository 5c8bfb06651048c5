from datetime import datetime

import pytest
from sqlmodel import Session

from survey.actions.change_address import change_address
from survey.actions.change_contact import change_contact
from survey.errors import Conflict, Refused, SurveyError
from survey.models import Contact, Holder, Person, RoleName
from survey.queries.tenures import tenure
from tests.survey.accounts import add_account

pytestmark = pytest.mark.holds("a council")


def correct(session: Session, now: datetime, email: str) -> Person:
    person = session.get_one(Person, 1)
    return change_address(session, person=person, email=email, actor="manager", now=now)


def test_an_address_is_corrected(session: Session, now: datetime) -> None:
    assert correct(session, now, " The.Leader@council.example ").email == (
        "the.leader@council.example"
    )


@pytest.mark.parametrize("email", ["", "leader@", "leader@council.example"])
def test_no_address_and_the_same_are_refused(session: Session, now: datetime, email: str) -> None:
    with pytest.raises(SurveyError):
        correct(session, now, email)


def test_an_address_of_somebody_else_is_refused(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="somebody else on the panel"):
        correct(session, now, "audit@council.example")


def test_an_address_of_staff_who_see_answers_is_refused(session: Session, now: datetime) -> None:
    add_account(session, RoleName.ANALYST, email="ana@council.example")
    with pytest.raises(Refused):
        correct(session, now, "ana@council.example")


def test_an_auditor_is_heard_without_scores(session: Session, now: datetime) -> None:
    held = tenure(session, 3)
    assert held is not None
    change_contact(session, tenure=held, contact=Contact.TALK, actor="manager", now=now)
    assert session.get_one(Holder, 3).contact is Contact.TALK
    assert tenure(session, 99) is None
