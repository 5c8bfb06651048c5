"""An observer passes from the first day to the last, both included, on London's calendars."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from argon2 import PasswordHasher
from flask import Flask

from survey.actions.add_user import OPEN
from survey.actions.change_access import change_access
from survey.errors import SurveyError
from survey.extensions import db
from survey.models import RoleName, Term, User
from tests.survey.accounts import PASSWORD, add_account, events, signed_in, token
from tests.survey.client import CheckingClient

TERM = Term(date(2018, 7, 1), date(2019, 3, 31))
BEGINS = "Your access as an observer begins on Sunday 1 July 2018"
ENDED = "Your access as an observer ended with Sunday 31 March 2019"
ROOM = "/insight/"
Clock = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Let it be another moment wherever access is decided."""

    def set_clock(moment: datetime) -> None:
        for module in ("accounts", "terms"):
            monkeypatch.setattr(f"survey.access.{module}.now", lambda: moment)

    return set_clock


def browser(app: Flask, term: Term, *roles: RoleName) -> CheckingClient:
    with app.app_context():
        user = add_account(db.session, *roles, email="observer@ministry.example")
        user.access_from, user.access_to = term.first, term.last
        db.session.commit()
    return signed_in(app, user)


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "status", "sentence"),
    [
        (noon(2018, 6, 30), 403, BEGINS),
        (datetime(2018, 6, 30, 22, 59, tzinfo=UTC), 403, BEGINS),
        (datetime(2018, 6, 30, 23, 0, tzinfo=UTC), 200, ""),
        (noon(2018, 7, 1), 200, ""),
        (noon(2019, 3, 31), 200, ""),
        (datetime(2019, 3, 31, 22, 59, tzinfo=UTC), 200, ""),
        (datetime(2019, 3, 31, 23, 0, tzinfo=UTC), 403, ENDED),
        (noon(2019, 4, 1), 403, ENDED),
    ],
)
def test_the_term_holds_by_the_day_in_london(
    app: Flask, at: Clock, moment: datetime, status: int, sentence: str
) -> None:
    client = browser(app, TERM, RoleName.OBSERVER)
    at(moment)
    for address in (ROOM, "/insight/2018-07/", "/staff/"):
        answer = client.get(address)
        assert answer.status_code == (404 if status == 200 and "07" in address else status)
        assert sentence in answer.get_data(as_text=True)


def test_it_ends_in_the_middle_of_a_session_and_begins_again(app: Flask, at: Clock) -> None:
    client = browser(app, TERM, RoleName.OBSERVER)
    at(noon(2019, 3, 31))
    assert client.get(ROOM).status_code == 200
    sent = {"csrf_token": token(client, "/staff/")}
    at(noon(2019, 4, 1))
    assert client.get(ROOM).status_code == 403
    with app.app_context():
        user = db.session.get_one(User, 1)
        longer = Term(TERM.first, date(2019, 4, 1))
        change_access(db.session, user=user, term=longer, actor="command", now=noon(2019, 4, 1))
        db.session.commit()
    assert client.get(ROOM).status_code == 200
    at(noon(2019, 4, 2))
    assert client.post("/sign-out", data=sent).location == "/sign-in", "whoever it is may leave"
    changed = next(event for event in events(app) if event.action == "access changed")
    assert changed.subject == "account 1"
    assert changed.detail == '{"access_from": "2018-07-01", "access_to": "2019-04-01"}'


@pytest.mark.parametrize(
    ("term", "status"),
    [(Term(), 200), (Term(last=date(2019, 3, 31)), 200), (Term(first=date(2030, 1, 1)), 403)],
)
def test_an_end_that_is_not_named_is_open(app: Flask, at: Clock, term: Term, status: int) -> None:
    client = browser(app, term, RoleName.OBSERVER)
    at(noon(2019, 1, 1))
    assert client.get(ROOM).status_code == status


def test_other_roles_of_the_account_go_on(app: Flask, at: Clock) -> None:
    client = browser(app, TERM, RoleName.OBSERVER, RoleName.PUBLISHER, RoleName.ADMINISTRATOR)
    at(noon(2020, 1, 1))
    assert client.get("/publish/").status_code == 200
    assert client.get(ROOM).status_code == 200, "a publisher may read what was released"
    home = client.get("/staff/").get_data(as_text=True)
    assert "administrator, publisher" in home
    assert "observer," not in home


def test_a_role_beside_it_does_not_open_the_observers_room(app: Flask, at: Clock) -> None:
    client = browser(app, TERM, RoleName.OBSERVER, RoleName.ADMINISTRATOR)
    at(noon(2019, 1, 1))
    assert client.get(ROOM).status_code == 200
    at(noon(2020, 1, 1))
    refused = client.get(ROOM)
    assert refused.status_code == 403
    assert ENDED in refused.get_data(as_text=True)
    assert client.get("/manage/events").status_code == 200
    assert ENDED not in client.get("/manage/").get_data(as_text=True)


def test_whoever_is_only_an_observer_cannot_sign_in_outside_it(app: Flask, at: Clock) -> None:
    browser(app, TERM, RoleName.OBSERVER)
    with app.app_context():
        db.session.get_one(User, 1).password = PasswordHasher().hash(PASSWORD)
        db.session.commit()
    at(noon(2019, 4, 1))
    client = CheckingClient(app)
    typed = {"email": "observer@ministry.example", "password": PASSWORD}
    wrong = client.fill("/sign-in", typed | {"password": "another"}, to="/sign-in")
    assert ENDED not in wrong.get_data(as_text=True)
    answer = client.fill("/sign-in", typed, to="/sign-in")
    assert answer.status_code == 403
    assert ENDED in answer.get_data(as_text=True)
    assert client.get(ROOM).location.startswith("/sign-in")
    at(noon(2019, 3, 31))
    assert client.fill("/sign-in", typed, to="/sign-in").location == "/staff/"


def test_a_term_that_cannot_be_is_refused(app: Flask) -> None:
    browser(app, OPEN, RoleName.OBSERVER)
    with app.app_context():
        manager = add_account(db.session, RoleName.MANAGER)
        for user, term, words in (
            (db.session.get_one(User, 1), Term(TERM.last, TERM.first), "before it begins"),
            (manager, TERM, "Only an observer's access has days"),
        ):
            with pytest.raises(SurveyError, match=words):
                change_access(
                    db.session, user=user, term=term, actor="command", now=noon(2019, 1, 1)
                )
