from datetime import date, datetime
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlmodel import Session, select

from survey.actions.add_user import add_user
from survey.errors import Conflict, Refused, SurveyError
from survey.models import AuditEvent, Holder, Role

GOOD: dict[str, Any] = {
    "email": "ann@council.example",
    "name": "Ann",
    "roles": ["analyst"],
    "password": "twelve chars",
    "actor": "command",
}


def test_an_account_has_its_roles_once_and_a_hash(session: Session, now: datetime) -> None:
    user = add_user(session, **GOOD | {"roles": ["analyst", "analyst", "observer"]}, now=now)
    assert sorted(role.name for role in user.roles) == ["analyst", "observer"]
    assert user.password.startswith("$argon2id$")
    assert PasswordHasher().verify(user.password, "twelve chars")
    event = session.exec(select(AuditEvent)).one()
    assert (event.actor, event.action) == ("command", "account added")
    assert "twelve" not in event.detail


def test_a_role_is_one_row(session: Session, now: datetime) -> None:
    add_user(session, **GOOD, now=now)
    add_user(session, **GOOD | {"email": "bob@council.example"}, now=now)
    assert [role.name for role in session.exec(select(Role))] == ["analyst"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "ann"}, "'ann' is no e-mail address"),
        ({"email": "ann@council.example\r\nBcc: x@y.example"}, "is no e-mail address"),
        ({"name": " "}, "no name that can be shown"),
        ({"name": "A\x00nn"}, "no name that can be shown"),
        ({"roles": []}, "has no role; choose from administrator, manager"),
        ({"roles": ["king"]}, "no role 'king'; choose from administrator, manager, facilitator"),
        ({"password": "eleven char"}, "has 11 characters; use at least 12"),
    ],
)
def test_bad_input_is_a_sentence(
    session: Session, now: datetime, wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(SurveyError, match=words):
        add_user(session, **GOOD | wrong, now=now)


def test_an_address_has_one_account(session: Session, now: datetime) -> None:
    add_user(session, **GOOD, now=now)
    with pytest.raises(Conflict, match=r"already an account for ann@council\.example"):
        add_user(session, **GOOD | {"email": "ANN@council.example"}, now=now)


@pytest.mark.holds("a council")
@pytest.mark.parametrize("role", ["manager", "facilitator", "analyst"])
def test_a_holder_of_a_seat_can_hold_no_role_that_sees_answers(
    session: Session, now: datetime, role: str
) -> None:
    asked = GOOD | {"email": "Audit@council.example", "roles": ["observer", role]}
    with pytest.raises(Refused, match=rf"\(Chair, Audit Committee\) and cannot be {role}"):
        add_user(session, **asked, now=now)
    made = add_user(session, **asked | {"roles": ["administrator", "publisher"]}, now=now)
    assert made.email == "audit@council.example"


@pytest.mark.holds("a council")
def test_whoever_has_left_every_seat_may_see_answers(session: Session, now: datetime) -> None:
    for holder in session.exec(select(Holder)):
        holder.active_to = date(2018, 6, 30)
    asked = GOOD | {"email": "audit@council.example", "roles": ["analyst"]}
    assert add_user(session, **asked, now=now).id
