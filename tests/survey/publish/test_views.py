from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from survey.config import Settings
from survey.models import (
    AuditEvent,
    Edition,
    EditionState,
    OutboxItem,
    OutboxState,
    RoleName,
)
from survey.queries.organisation import organisation
from survey.queries.staff import user_by_email
from survey.worker import Worker
from tests.survey.accounts import browser as new_browser
from tests.survey.accounts import signed_in
from tests.survey.client import CheckingClient
from tests.survey.quarter import REF, open_month

pytestmark = pytest.mark.holds("a closed quarter")
DESK = "/publish/"
DRAFT = f"/publish/{REF}/draft"


@pytest.fixture
def stored(app: Flask) -> Iterator[Session]:
    """The closed quarter, in a session that holds no lock while pages are asked for."""
    with Session(app.extensions["engine"]) as session:
        yield session


def browser(app: Flask, session: Session, name: str) -> CheckingClient:
    user = user_by_email(session, f"{name}@staff.example")
    assert user is not None
    client = signed_in(app, user)
    session.rollback()
    return client


def press(client: CheckingClient, action: str) -> str:
    """Press the button of the desk that goes to `action`, and read the desk after it."""
    answer = client.fill(DESK, {}, to=action)
    assert answer.location == f"{DESK}#{REF}", answer.get_data(as_text=True)
    return desk(client)


def desk(client: CheckingClient) -> str:
    return str(client.get(DESK).get_data(as_text=True))


def work(app: Flask) -> None:
    assert Worker(app).drain() == 1


def edition(session: Session) -> Edition:
    session.rollback()
    return session.exec(select(Edition).order_by(col(Edition.number).desc())).first()  # type: ignore[return-value]  # there is one


def test_a_quarter_from_closed_to_published(app: Flask, stored: Session) -> None:
    analyst, publisher = browser(app, stored, "analyst"), browser(app, stored, "publisher")
    page = desk(analyst)
    assert "Not drafted" in page
    assert "No round was opened for September 2018." in page
    page = press(analyst, DRAFT)
    assert "Being drafted" in page
    assert "This page shows it when the worker is done." in page
    assert DRAFT not in page
    work(app)
    found = edition(stored)
    assert "Somebody with the role of publisher has to read it" in desk(analyst)
    assert f"/publish/{found.id}/draft/" in desk(publisher)
    page = press(publisher, f"/publish/{found.id}/sign-off")
    assert "Being published" in page
    work(app)
    page = desk(publisher)
    assert f"/publications/{REF}/editions/1/" in page
    assert "Drafted by analyst@staff.example, signed off by publisher@staff.example" in page
    assert "Draft a new edition" in page
    assert publisher.get(f"/publications/{REF}/").status_code == 200
    stored.rollback()
    actors = {event.action: event.actor for event in stored.exec(select(AuditEvent))}
    assert actors["draft requested"] == "analyst@staff.example"
    assert actors["edition signed off"] == "publisher@staff.example"
    assert actors["edition published"] == "worker"


def test_the_draft_is_shown_as_it_will_look_and_is_kept_by_nobody(
    app: Flask, stored: Session, settings: Settings
) -> None:
    publisher = browser(app, stored, "publisher")
    press(publisher, DRAFT)
    address = f"/publish/{edition(stored).id}/draft/"
    assert publisher.get(address).status_code == 404
    work(app)
    folder = settings.editions_dir / "drafts" / REF / "1"
    for name in ("", "data.csv", "summary.json"):
        answer = publisher.get(address + name)
        assert answer.data == (folder / (name or "index.html")).read_bytes()
        assert answer.headers["Cache-Control"] == "no-store"
    assert "Draft, not published" in publisher.get(address).get_data(as_text=True)
    assert app.test_client().get(address).status_code == 302, "nobody else may read it"
    assert publisher.get("/publish/999/draft/").status_code == 404


def test_nobody_signs_off_their_own_draft(app: Flask, stored: Session) -> None:
    publisher = browser(app, stored, "publisher")
    press(publisher, DRAFT)
    work(app)
    page = desk(publisher)
    assert "You drafted this edition yourself" in page
    found = edition(stored)
    action, sha256 = f"/publish/{found.id}/sign-off", found.sha256
    assert action not in page
    stored.rollback()
    answer = publisher.fill(DESK, {"sha256": sha256}, to=DRAFT)  # drafts again, for its token
    work(app)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "sha256": edition(stored).sha256}
    stored.rollback()
    answer = publisher.post(action, data=data)
    assert answer.status_code == 403
    assert "You drafted this edition yourself" in answer.get_data(as_text=True)
    assert edition(stored).state is EditionState.DRAFT


def test_an_analyst_cannot_sign_off(app: Flask, stored: Session) -> None:
    analyst, publisher = browser(app, stored, "analyst"), browser(app, stored, "publisher")
    press(publisher, DRAFT)
    work(app)
    found = edition(stored)
    page = desk(analyst)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": token, "sha256": found.sha256}
    action = f"/publish/{found.id}/sign-off"
    stored.rollback()
    assert action not in page
    assert analyst.post(action, data=data).status_code == 403
    assert edition(stored).state is EditionState.DRAFT


def test_a_draft_made_anew_after_it_was_read_is_not_signed(app: Flask, stored: Session) -> None:
    analyst, publisher = browser(app, stored, "analyst"), browser(app, stored, "publisher")
    press(analyst, DRAFT)
    work(app)
    action = f"/publish/{edition(stored).id}/sign-off"
    stored.rollback()
    answer = publisher.fill(DESK, {"sha256": "f" * 64}, to=action)
    assert answer.status_code == 409
    assert "drafted again in the meantime" in answer.get_data(as_text=True)


def test_a_real_installation_says_why_it_does_not_publish(app: Flask, stored: Session) -> None:
    analyst, publisher = browser(app, stored, "analyst"), browser(app, stored, "publisher")
    standing = organisation(stored)
    assert standing is not None
    standing.demonstration = False
    stored.commit()
    press(analyst, DRAFT)
    work(app)
    page = desk(publisher)
    assert "has no disclosure certificate" in page
    assert "Sign off and publish" not in page


def test_an_open_round_blocks_the_draft_and_is_named(app: Flask, stored: Session) -> None:
    open_month(stored, "2018-09")
    page = desk(browser(app, stored, "analyst"))
    assert "The round of 2018-09 is still open" in page
    assert "Draft this quarter" not in page


def test_what_the_worker_gave_up_can_be_done_again(app: Flask, stored: Session) -> None:
    analyst, publisher = browser(app, stored, "analyst"), browser(app, stored, "publisher")
    press(analyst, DRAFT)
    give_up(stored)
    page = desk(analyst)
    assert "It could not be drafted. The last try failed: The disk is full." in page
    assert "Being drafted" in press(analyst, DRAFT)
    work(app)
    found = edition(stored).id
    press(publisher, f"/publish/{found}/sign-off")
    give_up(stored)
    assert "It could not be published. The last try failed" in desk(publisher)
    assert "/retry" not in desk(analyst)
    assert "Being published" in press(publisher, f"/publish/{found}/retry")
    work(app)
    assert edition(stored).state is EditionState.PUBLISHED


def give_up(session: Session) -> None:
    session.rollback()
    item = session.exec(select(OutboxItem).where(OutboxItem.state == OutboxState.QUEUED)).one()
    item.state = OutboxState.DEAD
    item.last_error = "The disk is full."
    session.commit()


@pytest.mark.parametrize(
    ("period", "status", "words"),
    [
        ("2018-19", 403, "Only quarters are published"),
        ("nonsense", 404, "is not a period"),
        ("2019-20-q1", 403, "No round of April to June 2019 was held"),
    ],
)
def test_what_cannot_be_drafted_is_refused_in_words(
    app: Flask, stored: Session, period: str, status: int, words: str
) -> None:
    analyst = browser(app, stored, "analyst")
    token = desk(analyst).partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = analyst.post(f"/publish/{period}/draft", data={"csrf_token": token})
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)
    assert stored.exec(select(Edition)).all() == []


def test_a_second_draft_while_one_is_made_is_a_conflict(app: Flask, stored: Session) -> None:
    analyst = browser(app, stored, "analyst")
    token = desk(analyst).partition('name="csrf_token" value="')[2].partition('"')[0]
    press(analyst, DRAFT)
    answer = analyst.post(DRAFT, data={"csrf_token": token})
    assert answer.status_code == 409
    assert "is under way" in answer.get_data(as_text=True)


@pytest.mark.holds("no council")
def test_before_any_round_is_closed_the_desk_says_so(app: Flask) -> None:
    client = new_browser(app, RoleName.PUBLISHER)
    assert "No round has been closed yet" in client.get(DESK).get_data(as_text=True)
