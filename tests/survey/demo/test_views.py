from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session

from survey.access import ROLES
from survey.actions.add_demo_accounts import add_demo_accounts
from survey.config import Settings
from tests.survey.accounts import events, token
from tests.survey.client import CheckingClient, texts
from tests.survey.house import House

pytestmark = pytest.mark.holds("a demonstration")
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
def outbox(settings: Settings) -> Path:
    settings.outbox_dir.mkdir()
    days = ("Mon, 02 Jul 2018 09:00:00 +0000", "Tue, 03 Jul 2018 09:00:00 +0100")
    for name, day, secret in zip(("b.eml", "a.eml"), days, ("older", "newer"), strict=True):
        (settings.outbox_dir / name).write_text(LETTER.format(date=day, token=secret))
    (settings.outbox_dir / "notes.txt").write_text("not a message")
    (settings.outbox_dir / "folder.eml").mkdir()
    return settings.outbox_dir


@pytest.mark.parametrize("role", ROLES)
def test_a_button_signs_in_as_each_role(app: Flask, client: CheckingClient, role: str) -> None:
    to = f"/demo/sign-in/{role}"
    assert client.fill("/demo/sign-in", {}, to=to).location == "/staff/"
    assert f"{role}@demo.example" in client.get("/staff/").get_data(as_text=True)
    last = events(app)[-1]
    assert (last.actor, last.action) == (f"{role}@demo.example", "signed in by button")


@pytest.mark.parametrize("role", ["king", "manager@demo.example", "%00"])
def test_there_is_no_other_role(client: CheckingClient, role: str) -> None:
    given = token(client, "/demo/sign-in")
    assert client.post(f"/demo/sign-in/{role}", data={"csrf_token": given}).status_code == 404


def test_signing_in_by_a_link_or_from_elsewhere_is_refused(client: CheckingClient) -> None:
    assert client.get("/demo/sign-in/manager").status_code == 405
    assert client.post("/demo/sign-in/manager").status_code == 400


def test_mail_is_listed_the_newest_first(client: CheckingClient, outbox: Path) -> None:
    assert outbox.exists()
    page = client.get("/demo/mail/")
    assert texts(page, "tr")[1:] == [
        "leader@council.example Temperature take 3 July 2018, 09:00",
        "leader@council.example Temperature take 2 July 2018, 10:00",
    ]


def test_a_message_is_read_and_its_link_alone_can_be_followed(
    client: CheckingClient, outbox: Path
) -> None:
    assert outbox.exists()
    page = client.get("/demo/mail/a.eml").get_data(as_text=True)
    letter = page.partition('class="take-words')[2].partition("</p>")[0]
    assert letter.count("<a ") == 1
    assert 'href="/take/newer"' in letter
    assert "&lt;script&gt;" in letter
    assert "{{7*7}}" in letter


@pytest.mark.parametrize(
    "name", ["../survey.sqlite", "..%2Fsurvey.sqlite", "notes.txt", "folder.eml", "c.eml", "%00"]
)
def test_nothing_but_a_message_of_the_folder_is_read(
    client: CheckingClient, outbox: Path, name: str
) -> None:
    assert outbox.exists()
    assert client.get(f"/demo/mail/{name}").status_code == 404


def test_before_any_mail_the_page_says_so(client: CheckingClient) -> None:
    assert "No message has been sent yet" in client.get("/demo/mail/").get_data(as_text=True)


def test_the_sign_in_page_leads_to_the_buttons(client: CheckingClient) -> None:
    assert 'href="/demo/sign-in"' in client.get("/sign-in").get_data(as_text=True)


@pytest.mark.holds("no council")
@pytest.mark.parametrize("address", ["/demo/sign-in", "/demo/mail/", "/demo/mail/a.eml"])
def test_outside_a_demonstration_there_is_nothing(
    client: CheckingClient, outbox: Path, address: str
) -> None:
    assert outbox.exists()
    assert client.get(address).status_code == 404


def test_a_second_time_adds_nobody(session: Session, now: datetime) -> None:
    assert add_demo_accounts(session, now=now) == []


@pytest.mark.holds("no council")
def test_outside_a_demonstration_no_button_signs_in(
    client: CheckingClient, house: House, now: datetime
) -> None:
    with house.session() as session:
        add_demo_accounts(session, now=now)
    given = token(client, "/sign-in")
    assert client.post("/demo/sign-in/manager", data={"csrf_token": given}).status_code == 404
    assert client.get("/staff/").status_code == 302
    assert "/demo/" not in client.get("/sign-in").get_data(as_text=True)
