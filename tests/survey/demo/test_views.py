from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey import create_app
from survey.access import ROLES
from survey.actions.add_demo_accounts import add_demo_accounts
from survey.config import Settings
from survey.extensions import engine
from survey.models import Organisation
from tests.survey.accounts import events, token
from tests.survey.client import CheckingClient, texts

LETTER = """From: Sample City Council <take@council.example>
To: leader@council.example
Subject: Temperature take
Date: {date}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Your personal link:

http://localhost:8000/take/{token}

Not ours: http://localhost:8000.evil.example/take/x <script>alert(1)</script> {{{{7*7}}}}
"""


@pytest.fixture
def demonstration(settings: Settings, now: datetime) -> Iterator[Flask]:
    made = engine(settings.database_url)
    with Session(made.execution_options(immediate=True)) as session:
        session.exec(select(Organisation)).one().demonstration = True
        add_demo_accounts(session, now=now)
        assert add_demo_accounts(session, now=now) == [], "a second time adds nobody"
        session.commit()
    made.dispose()
    app = create_app(settings)
    app.testing = True
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def visitor(demonstration: Flask) -> CheckingClient:
    return CheckingClient(demonstration)


@pytest.fixture
def outbox(settings: Settings) -> Path:
    settings.outbox_dir.mkdir()
    days = ("Mon, 02 Jul 2018 09:00:00 +0000", "Tue, 03 Jul 2018 09:00:00 +0100")
    for name, day, secret in zip(("b.eml", "a.eml"), days, ("older", "newer"), strict=True):
        (settings.outbox_dir / name).write_text(LETTER.format(date=day, token=secret))
    (settings.outbox_dir / "notes.txt").write_text("not a message")
    (settings.outbox_dir / "folder.eml").mkdir()
    return settings.outbox_dir


@pytest.mark.parametrize("role", ROLES)
def test_a_button_signs_in_as_each_role(
    demonstration: Flask, visitor: CheckingClient, role: str
) -> None:
    to = f"/demo/sign-in/{role}"
    assert visitor.fill("/demo/sign-in", {}, to=to).location == "/staff/"
    assert f"{role}@demo.example" in visitor.get("/staff/").get_data(as_text=True)
    last = events(demonstration)[-1]
    assert (last.actor, last.action) == (f"{role}@demo.example", "signed in by button")


@pytest.mark.parametrize("role", ["king", "manager@demo.example", "%00"])
def test_there_is_no_other_role(visitor: CheckingClient, role: str) -> None:
    given = token(visitor, "/demo/sign-in")
    assert visitor.post(f"/demo/sign-in/{role}", data={"csrf_token": given}).status_code == 404


def test_signing_in_by_a_link_or_from_elsewhere_is_refused(visitor: CheckingClient) -> None:
    assert visitor.get("/demo/sign-in/manager").status_code == 405
    assert visitor.post("/demo/sign-in/manager").status_code == 400


def test_mail_is_listed_the_newest_first(visitor: CheckingClient, outbox: Path) -> None:
    assert outbox.exists()
    page = visitor.get("/demo/mail/")
    assert texts(page, "tr")[1:] == [
        "leader@council.example Temperature take 3 July 2018, 09:00",
        "leader@council.example Temperature take 2 July 2018, 10:00",
    ]


def test_a_message_is_read_and_its_link_alone_can_be_followed(
    visitor: CheckingClient, outbox: Path
) -> None:
    assert outbox.exists()
    page = visitor.get("/demo/mail/a.eml").get_data(as_text=True)
    letter = page.partition('class="take-words')[2].partition("</p>")[0]
    assert letter.count("<a ") == 1
    assert 'href="/take/newer"' in letter
    assert "&lt;script&gt;" in letter
    assert "{{7*7}}" in letter


@pytest.mark.parametrize(
    "name", ["../survey.sqlite", "..%2Fsurvey.sqlite", "notes.txt", "folder.eml", "c.eml", "%00"]
)
def test_nothing_but_a_message_of_the_folder_is_read(
    visitor: CheckingClient, outbox: Path, name: str
) -> None:
    assert outbox.exists()
    assert visitor.get(f"/demo/mail/{name}").status_code == 404


def test_before_any_mail_the_page_says_so(visitor: CheckingClient) -> None:
    assert "No message has been sent yet" in visitor.get("/demo/mail/").get_data(as_text=True)


def test_the_sign_in_page_leads_to_the_buttons(visitor: CheckingClient) -> None:
    assert 'href="/demo/sign-in"' in visitor.get("/sign-in").get_data(as_text=True)


@pytest.mark.parametrize("address", ["/demo/sign-in", "/demo/mail/", "/demo/mail/a.eml"])
def test_outside_a_demonstration_there_is_nothing(
    client: CheckingClient, outbox: Path, address: str
) -> None:
    assert outbox.exists()
    assert client.get(address).status_code == 404


def test_outside_a_demonstration_no_button_signs_in(
    app: Flask, client: CheckingClient, now: datetime
) -> None:
    with app.app_context(), Session(app.extensions["engine"]) as session:
        add_demo_accounts(session, now=now)
        session.commit()
    given = token(client, "/sign-in")
    assert client.post("/demo/sign-in/manager", data={"csrf_token": given}).status_code == 404
    assert client.get("/staff/").status_code == 302
    assert "/demo/" not in client.get("/sign-in").get_data(as_text=True)
