"""The observers' room and the desk: who sees what, four eyes, and who is recorded as a reader."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.actions.make_pack import make_pack
from survey.actions.packing.payload import MARK
from survey.actions.release_pack import release_pack
from survey.clock import london_day, now
from survey.models import AuditEvent, InsightPack, RoleName, User
from survey.queries.organisation import organisation
from survey.queries.staff import user_by_email
from tests.survey.accounts import browser, signed_in, token
from tests.survey.client import CheckingClient, texts
from tests.survey.elections import entered
from tests.survey.insight.speaking import (
    ANALYST,
    JULY,
    MADE,
    PUBLISHER,
    add_code,
    latest,
    promise,
    say,
)
from tests.survey.quarter import open_month

pytestmark = pytest.mark.holds("a closed quarter")
ROOM, DESK = "/insight/", "/publish/packs/"
MAKE = f"/publish/packs/{JULY}/make"


@pytest.fixture
def stored(app: Flask) -> Iterator[Session]:
    """In a session that holds no lock while pages are asked for."""
    with Session(app.extensions["engine"]) as session:
        yield session


@pytest.fixture
def observer(app: Flask) -> CheckingClient:
    return browser(app, RoleName.OBSERVER, email="observer@ministry.example")


def of(app: Flask, session: Session, email: str) -> CheckingClient:
    user = user_by_email(session, email)
    assert user is not None
    client = signed_in(app, user)
    session.rollback()
    return client


@pytest.fixture
def analyst(app: Flask, stored: Session) -> CheckingClient:
    return of(app, stored, ANALYST)


@pytest.fixture
def publisher(app: Flask, stored: Session) -> CheckingClient:
    return of(app, stored, PUBLISHER)


def release(session: Session, times: int = 1) -> None:
    for _ in range(times):
        pack = make_pack(session, month=JULY, actor=ANALYST, now=MADE)
        release_pack(session, pack=pack, sha256=pack.sha256, actor=PUBLISHER, now=MADE)
    session.commit()


def readings(session: Session) -> list[tuple[str, str]]:
    session.rollback()
    query = select(AuditEvent).where(AuditEvent.action == "insight pack read")
    found = [(event.actor, event.subject) for event in session.exec(query)]
    session.rollback()
    return found


def words(answer: Any) -> str:
    return str(answer.get_data(as_text=True))


def test_a_pack_is_made_by_one_released_by_another_and_then_read(
    stored: Session, analyst: CheckingClient, publisher: CheckingClient, observer: CheckingClient
) -> None:
    assert "No pack has been released yet" in words(observer.get(ROOM))
    say(stored, add_code(stored, "Late papers"), range(12))
    promise(stored)
    stored.commit()
    made = analyst.fill(DESK, {}, to=MAKE)
    pack = latest(stored)
    assert made.location == f"/publish/packs/{pack.id}"
    assert observer.get(f"/insight/{JULY}/").status_code == 404
    page = words(analyst.get(made.location))
    assert "You made this insight pack yourself" in page
    assert "Release it to observers" not in page
    assert publisher.fill(made.location, {}, to=f"{made.location}/release").status_code == 302
    answer = observer.get(f"/insight/{JULY}/")
    page = words(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert texts(answer, "h1") == ["Insight pack, July 2018"]
    assert "Late papers" in page
    assert "10 to 14 people" in page
    assert "Train every chair." in page
    assert "Green" in page
    assert "Set by the Council" in page
    assert "download" not in page
    assert " ".join(MARK.split()) in " ".join(texts(answer, "p"))


def test_every_page_of_it_is_marked_as_internal(
    stored: Session, publisher: CheckingClient, observer: CheckingClient
) -> None:
    release(stored)
    pages = [observer.get(ROOM), observer.get(f"/insight/{JULY}/1/"), publisher.get(DESK)]
    for page in [*pages, publisher.get(f"/publish/packs/{latest(stored).id}")]:
        assert MARK in texts(page, "p")
        assert "insight.css" in words(page)
        assert "Open Government Licence" not in words(page)


@pytest.mark.parametrize("role", list(RoleName))
def test_who_may_read_and_who_is_refused(app: Flask, stored: Session, role: RoleName) -> None:
    release(stored)
    client = browser(app, role)
    may = role in {RoleName.OBSERVER, RoleName.ANALYST, RoleName.PUBLISHER}
    for address in (ROOM, f"/insight/{JULY}/", f"/insight/{JULY}/1/"):
        assert client.get(address).status_code == (200 if may else 403), address
    desk = role in {RoleName.ANALYST, RoleName.PUBLISHER}
    assert client.get(DESK).status_code == (200 if desk else 403)
    sent = {"csrf_token": token(client, "/staff/")}
    assert client.post(MAKE, data=sent).status_code == (302 if desk else 403)
    release_at = f"/publish/packs/{latest(stored).id}/release"
    expected = 409 if role is RoleName.PUBLISHER else 403
    assert client.post(release_at, data=sent | {"sha256": "0"}).status_code == expected
    assert len(readings(stored)) == (2 if may else 0), "a refused request is no reading"


def test_each_opening_is_recorded_and_shown_but_not_a_question_for_the_headers(
    app: Flask, stored: Session, publisher: CheckingClient, observer: CheckingClient
) -> None:
    release(stored)
    address = f"/publish/packs/{latest(stored).id}"
    assert "Nobody has read it yet" in words(publisher.get(address))
    assert observer.head(f"/insight/{JULY}/").status_code == 200
    assert observer.get(f"/insight/{JULY}/9/").status_code == 404
    observer.get(f"/insight/{JULY}/")
    observer.get(f"/insight/{JULY}/1/")
    subject = f"insight pack {JULY}/1"
    assert readings(stored) == [
        (PUBLISHER, subject),
        ("observer@ministry.example", subject),
        ("observer@ministry.example", subject),
    ]
    told = texts(publisher.get(address), "li")
    named = "Read by Sam Staff (observer@ministry.example) on "
    assert sum(line.startswith(named) for line in told) == 2
    events = browser(app, RoleName.MANAGER).get("/manage/events")
    assert "insight pack read" in words(events)


def test_a_new_number_takes_the_place_of_an_earlier_one_that_can_still_be_seen(
    stored: Session, observer: CheckingClient
) -> None:
    release(stored, times=2)
    page = words(observer.get(f"/insight/{JULY}/"))
    assert "Number 2, released" in page
    assert "takes the place of an earlier one" in page
    assert f'href="/insight/{JULY}/1/"' in words(observer.get(ROOM))
    assert "This is number 1." in words(observer.get(f"/insight/{JULY}/1/"))


def test_what_was_made_anew_in_the_meantime_is_not_released(
    stored: Session, analyst: CheckingClient, publisher: CheckingClient
) -> None:
    analyst.fill(DESK, {}, to=MAKE)
    read = latest(stored)
    promise(stored)
    stored.commit()
    analyst.fill(DESK, {}, to=MAKE)
    again = latest(stored)
    assert (again.id, again.number) == (read.id, 1)
    address = f"/publish/packs/{read.id}/release"
    sent = {"csrf_token": token(publisher, DESK)}
    late = publisher.post(address, data=sent | {"sha256": read.sha256})
    assert late.status_code == 409
    assert "made anew in the meantime" in words(late)
    assert publisher.post(address, data=sent | {"sha256": again.sha256}).status_code == 302
    twice = publisher.post(address, data=sent | {"sha256": again.sha256})
    assert twice.status_code == 409


def test_whoever_made_it_cannot_release_it_by_force(
    stored: Session, publisher: CheckingClient
) -> None:
    publisher.fill(DESK, {}, to=MAKE)
    pack = latest(stored)
    sent = {"csrf_token": token(publisher, DESK), "sha256": pack.sha256}
    answer = publisher.post(f"/publish/packs/{pack.id}/release", data=sent)
    assert answer.status_code == 403
    assert latest(stored).released_at is None


def test_outside_a_demonstration_nothing_is_released_without_a_certificate(
    stored: Session, analyst: CheckingClient, publisher: CheckingClient
) -> None:
    standing = organisation(stored)
    assert standing is not None
    standing.demonstration = False
    stored.commit()
    analyst.fill(DESK, {}, to=MAKE)
    pack = latest(stored)
    address = f"/publish/packs/{pack.id}"
    assert "has no disclosure certificate" in words(publisher.get(address))
    sent = {"csrf_token": token(publisher, DESK), "sha256": pack.sha256}
    assert publisher.post(f"{address}/release", data=sent).status_code == 403
    assert latest(stored).released_at is None


def test_an_election_does_not_hold_back_what_is_not_published(
    stored: Session, publisher: CheckingClient
) -> None:
    entered(stored, "City Council election", london_day(now()), london_day(now()) + timedelta(9))
    make_pack(stored, month=JULY, actor=ANALYST, now=MADE)
    stored.commit()
    address = f"/publish/packs/{latest(stored).id}"
    assert publisher.fill(address, {}, to=f"{address}/release").status_code == 302


def test_a_pack_that_was_tampered_with_is_not_shown_and_not_read(
    stored: Session, publisher: CheckingClient, observer: CheckingClient
) -> None:
    release(stored)
    pack = stored.exec(select(InsightPack)).one()
    pack.payload = pack.payload.replace("Culture", "Nature")
    stored.commit()
    for client, address in (
        (observer, f"/insight/{JULY}/"),
        (publisher, f"/publish/packs/{latest(stored).id}"),
    ):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "was changed after it was frozen" in words(answer)
    assert readings(stored) == []


def test_a_month_that_is_open_or_was_never_held_has_no_pack(
    stored: Session, analyst: CheckingClient, observer: CheckingClient
) -> None:
    open_month(stored, "2018-09")
    stored.commit()
    sent = {"csrf_token": token(analyst, DESK)}
    answer = analyst.post("/publish/packs/2018-09/make", data=sent)
    assert answer.status_code == 403
    assert "is still open; close it before" in words(answer)
    assert "September 2018" not in words(analyst.get(DESK))
    for month in ("2031-01", "yesterday"):
        assert analyst.post(f"/publish/packs/{month}/make", data=sent).status_code == 404
        assert observer.get(f"/insight/{month}/").status_code == 404
    assert analyst.get("/publish/packs/99").status_code == 404


def test_hostile_words_of_a_commitment_are_shown_as_words(
    stored: Session, observer: CheckingClient
) -> None:
    hostile = "<script>alert('x')</script> \u202eعربي 😀 " + "x" * 300
    promise(stored, said=hostile, promise=hostile, lead=hostile, outcome=hostile)
    say(stored, add_code(stored, "<b>Bold</b>"), range(12))
    release(stored)
    page = words(observer.get(f"/insight/{JULY}/"))
    assert "<script>alert" not in page
    assert "&lt;b&gt;Bold" in page


def test_an_analyst_who_holds_a_seat_makes_no_pack_but_may_observe(
    app: Flask, stored: Session
) -> None:
    release(stored)
    member = "person-1@panel.example"
    client = browser(app, RoleName.ANALYST, email=member)
    assert client.get(DESK).status_code == 403
    user = stored.exec(select(User).where(User.email == member)).one()
    user.email = "other@staff.example"
    stored.commit()
    assert browser(app, RoleName.OBSERVER, email=member).get(f"/insight/{JULY}/").status_code == 200
