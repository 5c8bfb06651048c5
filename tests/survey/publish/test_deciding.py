"""From the notice of an election to polling day an edition appears by a recorded decision alone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from survey.actions.remove_election import remove_election
from survey.clock import london_day, now
from survey.errors import Refused
from survey.models import (
    AuditEvent,
    Edition,
    EditionState,
    Election,
    PreElectionDecision,
)
from survey.queries.staff import user_by_email
from survey.worker import Worker
from tests.survey.accounts import signed_in, token
from tests.survey.client import CheckingClient
from tests.survey.elections import entered
from tests.survey.quarter import REF

pytestmark = pytest.mark.holds("a closed quarter")
DESK = "/publish/"
DRAFT = f"/publish/{REF}/draft"
TODAY = london_day(now())
WORDS = "It reports figures that are\npublic already."
TYPED = {"decided-by": "Sarah Jones", "decided-on": TODAY.isoformat(), "words": WORDS}


@pytest.fixture
def stored(app: Flask) -> Iterator[Session]:
    """The closed quarter, in a session that holds no lock while pages are asked for."""
    with Session(app.extensions["engine"]) as session:
        yield session


Browser = Callable[[str], CheckingClient]


@pytest.fixture
def browser(app: Flask, stored: Session) -> Browser:
    def of(name: str) -> CheckingClient:
        user = user_by_email(stored, f"{name}@staff.example")
        assert user is not None
        client = signed_in(app, user)
        stored.rollback()
        return client

    return of


@pytest.fixture
def publisher(browser: Browser) -> CheckingClient:
    return browser("publisher")


@pytest.fixture
def drafted(app: Flask, browser: Browser) -> None:
    assert browser("analyst").fill(DESK, {}, to=DRAFT).location
    assert Worker(app).drain() == 1


def call_election(session: Session, days: int = 10, name: str = "City Council election") -> None:
    entered(session, name, TODAY, TODAY + timedelta(days=days))
    session.commit()


def edition(session: Session) -> Edition:
    session.rollback()
    found = session.exec(select(Edition).order_by(col(Edition.number).desc())).first()
    assert found is not None
    session.expunge(found)
    session.rollback()
    return found


def words_of(client: CheckingClient, address: str = DESK) -> str:
    return str(client.get(address).get_data(as_text=True))


def decide(client: CheckingClient, found: Edition, **typed: str) -> Any:
    address = f"/publish/{found.id}/decision"
    changed = {name.replace("_", "-"): value for name, value in typed.items()}
    return client.fill(address, TYPED | changed, to=address)


@pytest.mark.usefixtures("drafted")
def test_the_decision_opens_the_way_to_publication(
    app: Flask, stored: Session, publisher: CheckingClient
) -> None:
    call_election(stored)
    page = words_of(publisher)
    assert "This is the pre-election period (City Council election, polling on" in page
    assert "none is recorded for this one" in page
    assert "Sign off and publish" not in page
    found = edition(stored)
    assert f"/publish/{found.id}/decision" in page
    assert decide(publisher, found).location == f"{DESK}#{REF}"
    page = words_of(publisher)
    assert "decided by Sarah Jones, monitoring officer, on" in page
    assert WORDS in page
    publisher.fill(DESK, {}, to=f"/publish/{found.id}/sign-off")
    Worker(app).drain()
    assert edition(stored).state is EditionState.PUBLISHED
    event = stored.exec(
        select(AuditEvent).where(AuditEvent.action == "pre-election decision recorded")
    ).one()
    assert event.actor == "publisher@staff.example"
    assert "City Council election" in event.detail
    assert "figures" not in event.detail


@pytest.mark.usefixtures("drafted")
def test_signing_off_by_force_is_refused(stored: Session, publisher: CheckingClient) -> None:
    found, sent = edition(stored), {"csrf_token": token(publisher, DESK)}
    call_election(stored)
    answer = publisher.post(f"/publish/{found.id}/sign-off", data=sent | {"sha256": found.sha256})
    assert answer.status_code == 403
    assert "monitoring officer" in answer.get_data(as_text=True)
    assert edition(stored).state is EditionState.DRAFT


@pytest.mark.usefixtures("drafted")
def test_an_election_called_after_signing_off_stops_the_worker_until_it_is_decided(
    app: Flask, stored: Session, publisher: CheckingClient
) -> None:
    found = edition(stored)
    publisher.fill(DESK, {}, to=f"/publish/{found.id}/sign-off")
    call_election(stored)
    Worker(app).drain()
    assert edition(stored).state is EditionState.APPROVED
    assert publisher.get(f"/publications/{REF}/").status_code == 404
    page = words_of(publisher)
    assert "It could not be published. The last try failed: This is the pre-election" in page
    assert "/retry" not in page
    retried = publisher.post(
        f"/publish/{found.id}/retry", data={"csrf_token": token(publisher, DESK)}
    )
    assert retried.status_code == 403
    decide(publisher, found)
    publisher.fill(DESK, {}, to=f"/publish/{found.id}/retry")
    Worker(app).drain()
    assert edition(stored).state is EditionState.PUBLISHED


@pytest.mark.usefixtures("drafted")
def test_a_new_draft_needs_a_new_decision(
    app: Flask, stored: Session, publisher: CheckingClient
) -> None:
    call_election(stored)
    decide(publisher, edition(stored))
    publisher.fill(DESK, {}, to=DRAFT)
    Worker(app).drain()
    page = words_of(publisher)
    assert "none is recorded for this one" in page
    assert "Sarah Jones" not in page


@pytest.mark.usefixtures("drafted")
def test_one_form_decides_for_every_election_of_the_day(
    stored: Session, publisher: CheckingClient
) -> None:
    call_election(stored)
    call_election(stored, 20, "A by-election")
    assert "City Council election and A by-election" in words_of(publisher)
    found = edition(stored)
    decide(publisher, found)
    stored.rollback()
    rows = stored.exec(select(PreElectionDecision)).all()
    assert [(row.edition_id, row.words) for row in rows] == [(found.id, WORDS)] * 2
    stored.rollback()
    assert decide_again(publisher, found).status_code == 409
    with pytest.raises(Refused, match="stays in the record"):
        remove_election(
            stored, election=stored.exec(select(Election)).all()[0], actor="command", now=now()
        )


def decide_again(client: CheckingClient, found: Edition) -> Any:
    return client.post(
        f"/publish/{found.id}/decision", data=TYPED | {"csrf_token": token(client, DESK)}
    )


@pytest.mark.usefixtures("drafted")
@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"decided_by": " "}, "decided-by", "Enter the name of the monitoring officer"),
        ({"decided_by": "x" * 201}, "decided-by", "Shorten the name"),
        ({"decided_on": "soon"}, "decided-on", "Enter the day of the decision, such as"),
        (
            {"decided_on": (TODAY + timedelta(days=1)).isoformat()},
            "decided-on",
            "is still to come",
        ),
        ({"decided_on": "2018-09-30"}, "decided-on", "July to September 2018 was not over"),
        ({"words": "\r\n"}, "words", "Enter the decision in the officer&#39;s own words"),
        ({"words": "x" * 4001}, "words", "Shorten the decision"),
    ],
)
def test_bad_input_is_named_and_kept(
    stored: Session, publisher: CheckingClient, typed: dict[str, str], field: str, sentence: str
) -> None:
    call_election(stored)
    answer = decide(publisher, edition(stored), **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'<a href="#{field}">' in page
    assert sentence in page
    kept = TYPED | {name.replace("_", "-"): value for name, value in typed.items()}
    assert kept["decided-on"] in page
    assert stored.exec(select(PreElectionDecision)).all() == []


@pytest.mark.usefixtures("drafted")
def test_without_an_election_nothing_is_to_be_decided(
    stored: Session, publisher: CheckingClient
) -> None:
    found = edition(stored)
    assert publisher.get(f"/publish/{found.id}/decision").status_code == 409
    assert publisher.get("/publish/999/decision").status_code == 404
    assert "Pre-election period" not in words_of(publisher)


def test_the_desk_says_so_before_anything_is_drafted(
    stored: Session, publisher: CheckingClient
) -> None:
    call_election(stored)
    assert "Pre-election period: City Council election" in words_of(publisher)
