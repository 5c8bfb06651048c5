import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey.extensions import db
from survey.models import RoleName, User
from survey.staff.views import NOT_RECOGNISED, local_path
from tests.survey.accounts import PASSWORD, browser, events, signed_in, token
from tests.survey.markup import assert_sound

pytestmark = pytest.mark.holds("an account")


@pytest.fixture
def manager(app: Flask) -> User:
    with app.app_context():
        return db.session.exec(select(User)).one()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def stored(app: Flask, user: User) -> User:
    with app.app_context():
        return db.session.get_one(User, user.id)


def sign_in(client: FlaskClient, email: str, password: str, onward: str = "") -> tuple[int, str]:
    answer = client.post(
        "/sign-in",
        data={
            "csrf_token": token(client, "/sign-in"),
            "email": email,
            "password": password,
            "next": onward,
        },
    )
    return answer.status_code, answer.location or answer.get_data(as_text=True)


def test_signing_in_leads_home_and_is_recorded(
    app: Flask, client: FlaskClient, manager: User
) -> None:
    assert sign_in(client, " mira@COUNCIL.example", PASSWORD) == (302, "/staff/")
    assert ("mira@council.example", "signed in") in [(e.actor, e.action) for e in events(app)]
    page = client.get("/staff/").get_data(as_text=True)
    assert_sound(page)
    assert "Mira Manager" in page
    assert 'href="/manage/"' in page
    assert 'href="/analyse/"' not in page
    assert manager.password.startswith("$argon2id$")
    assert stored(app, manager).password == manager.password, "as strong as a new one"


def test_an_unknown_address_and_a_wrong_password_read_the_same(
    app: Flask, client: FlaskClient, manager: User
) -> None:
    wrong = sign_in(client, manager.email, "not the password")
    unknown = sign_in(client, "nobody@council.example", "not the password")
    assert wrong[0] == unknown[0] == 400
    assert NOT_RECOGNISED in wrong[1]
    for page in (wrong[1], unknown[1]):
        assert_sound(page)
    first, second = (
        page.replace(address, "X").replace(token_in(page), "T")
        for page, address in ((wrong[1], manager.email), (unknown[1], "nobody@council.example"))
    )
    assert first == second
    refused = [event for event in events(app) if event.action == "sign-in refused"]
    assert [event.subject for event in refused] == [f"account {manager.id}", "no account"]
    assert "nobody" not in json.dumps([event.model_dump(mode="json") for event in refused])


def token_in(page: str) -> str:
    return page.rpartition('name="csrf_token" value="')[2].partition('"')[0]


def test_an_account_that_is_not_active_cannot_sign_in(
    app: Flask, client: FlaskClient, manager: User
) -> None:
    with app.app_context():
        db.session.get_one(User, manager.id).active = False
        db.session.commit()
    status, page = sign_in(client, manager.email, PASSWORD)
    assert status == 400
    assert NOT_RECOGNISED in page


def test_blank_fields_are_named_and_the_address_is_kept(client: FlaskClient) -> None:
    status, page = sign_in(client, "mira@council.example", "")
    assert status == 400
    assert '<a href="#password">Enter your password.</a>' in page
    assert 'value="mira@council.example"' in page
    assert "<title>Error: Sign in" in page


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example",
        "///evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "staff/",
        "",
    ],
)
def test_signing_in_never_leads_elsewhere(client: FlaskClient, manager: User, onward: str) -> None:
    assert sign_in(client, manager.email, PASSWORD, onward) == (302, "/staff/")
    assert client.get("/sign-in", query_string={"next": onward}).location == "/staff/"


def test_signing_in_leads_on_to_a_page_of_this_service(client: FlaskClient, manager: User) -> None:
    assert sign_in(client, manager.email, PASSWORD, "/manage/?a=b") == (302, "/manage/?a=b")


def test_no_next_at_all_is_the_home_page(app: Flask) -> None:
    with app.test_request_context():
        assert local_path(None) == "/staff/"


def test_a_copy_of_the_cookie_is_dead_after_signing_out(app: Flask, manager: User) -> None:
    client, copy = signed_in(app, manager), signed_in(app, manager)
    assert copy.get("/staff/").status_code == 200
    answer = client.post("/sign-out", data={"csrf_token": token(client, "/staff/")})
    assert answer.location == "/sign-in"
    assert copy.get("/staff/").location == "/sign-in?next=/staff/"
    assert client.get("/staff/").status_code == 302
    assert (manager.email, "signed out") in [(e.actor, e.action) for e in events(app)]


def test_a_removed_role_and_a_closed_account_end_at_the_next_request(
    app: Flask, manager: User
) -> None:
    client = signed_in(app, manager)
    assert client.get("/manage/").status_code == 200
    with app.app_context():
        stays = db.session.get_one(User, manager.id)
        stays.roles.clear()
        db.session.commit()
    assert client.get("/manage/").status_code == 403
    with app.app_context():
        db.session.get_one(User, manager.id).active = False
        db.session.commit()
    assert client.get("/manage/").status_code == 302


def test_signing_out_by_a_link_or_from_another_site_is_refused(app: Flask, manager: User) -> None:
    client = signed_in(app, manager)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 400
    assert client.get("/staff/").status_code == 200


def test_the_home_page_leads_an_observer_to_the_packs(app: Flask) -> None:
    page = browser(app, RoleName.OBSERVER).get("/staff/").get_data(as_text=True)
    assert_sound(page)
    assert 'href="/insight/"' in page
    assert "/publish/" not in page
