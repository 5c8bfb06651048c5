"""The message that reads a record back, over a real mail server, and what follows from it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import select

from survey import create_app
from survey.actions.confirm_interview import confirm_interview
from survey.actions.record_bounce import record_bounce
from survey.actions.revoke_links import revoke_links
from survey.config import Settings
from survey.mail.outcomes import Dropped
from survey.mail.writing import message
from survey.models import (
    Interview,
    Invitation,
    Organisation,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Round,
    RoundState,
)
from survey.worker import Worker
from tests.survey.client import CheckingClient
from tests.survey.conversation import interview, record
from tests.survey.house import OPENS, House
from tests.survey.mail.reading import part, said
from tests.survey.mail.server import Mailbox, serving

pytestmark = [pytest.mark.holds("a council's july"), pytest.mark.enable_socket]
LATER = OPENS + timedelta(hours=2)
RECORD = re.compile(r"https?://[^/\s]+(/record/[\w-]+)")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def worker(house: House, settings: Settings, mailbox: Mailbox) -> Iterator[Worker]:
    """A worker whose mail server takes all; July's invitations have left already."""
    with house.session() as session:
        for item in session.exec(select(OutboxItem)):
            item.state = OutboxState.DONE
    with serving(mailbox) as url:
        app = create_app(replace(settings, smtp_url=url))
        yield Worker(app, clock=lambda: LATER)
        app.extensions["engine"].dispose()


def queued(house: House) -> OutboxItem:
    rows: list[OutboxItem] = house.rows(OutboxItem)
    return [each for each in rows if each.kind is OutboxKind.READ_BACK][-1]


def test_its_speaker_is_told_from_whom_and_until_when(
    house: House, worker: Worker, mailbox: Mailbox, client: CheckingClient
) -> None:
    record(house)
    assert interview(house, 1).read_back_at is None
    assert worker.drain() == 1
    (sent,) = mailbox.messages
    assert sent["To"] == "Leader of the Council <leader@council.example>"
    assert sent["Subject"] == "Is this what you told us about July 2018?"
    for kind in ("plain", "html"):
        words = said(sent, kind)
        for phrase in ("Sam Staff", "Monday 9 July 2018", "Nothing that you have not confirmed"):
            assert phrase in words
    assert interview(house, 1).read_back_at == LATER
    assert queued(house).sealed_token == ""
    found = RECORD.search(part(sent, "plain"))
    assert found is not None
    assert "You talked with us as" in client.get(found[1]).text


def test_the_days_are_those_of_the_organisation(
    house: House, worker: Worker, mailbox: Mailbox
) -> None:
    record(house)
    with house.session() as session:
        session.get_one(Organisation, 1).read_back_days = 14
    worker.drain()
    assert "Monday 16 July 2018" in said(mailbox.messages[0], "plain")


def test_it_leaves_after_the_month_has_closed(
    house: House, worker: Worker, mailbox: Mailbox
) -> None:
    record(house)
    with house.session() as session:
        session.get_one(Round, 1).state = RoundState.CLOSED
    worker.drain()
    assert len(mailbox.messages) == 1


def test_what_nobody_was_sent_is_not_left_uncontradicted(
    house: House, worker: Worker, mailbox: Mailbox
) -> None:
    record(house)
    mailbox.refusals["leader@council.example"] = "550 no such person"
    worker.drain()
    assert queued(house).state is OutboxState.DEAD
    assert interview(house, 1).read_back_at is None


def test_what_came_back_was_not_read(house: House, worker: Worker) -> None:
    record(house)
    worker.drain()
    item = queued(house)
    with house.session() as session:
        bounced = session.get_one(OutboxItem, item.id)
        record_bounce(session, item=bounced, said="550 gone", now=LATER, final=True)
    assert interview(house, 1).read_back_at is None
    assert interview(house, 1).record(7, LATER + timedelta(days=60)) == "awaited"


@pytest.mark.parametrize("what", ["confirmed", "another record", "replaced"])
def test_what_is_wanted_no_more_is_dropped(house: House, settings: Settings, what: str) -> None:
    record(house)
    item = queued(house)
    if what == "another record":
        house.hear(1, theme_1_comment="The form meanwhile")
    with house.session() as session:
        if what == "confirmed":
            session.get_one(Interview, 1).confirmed_at = OPENS
        if what == "replaced":
            revoke_links(session, 1, OPENS)
    words = {"confirmed": "was confirmed", "another record": "Another record"}
    with house.session() as session, pytest.raises(Dropped, match=words.get(what, "was replaced")):
        message(session, item=item, settings=settings, now=OPENS)


def test_confirming_drops_what_waits(app: Flask, house: House, tmp_path: Path) -> None:
    response = record(house)
    with house.session() as session:
        invitation = session.get_one(Invitation, 1)
        confirm_interview(session, invitation=invitation, seen=response.reference, now=OPENS)
    item = queued(house)
    assert (item.state, item.sealed_token) == (OutboxState.DROPPED, "")
    Worker(app, clock=lambda: OPENS).drain()
    assert not list(tmp_path.glob("**/*read-back*"))
    assert interview(house, 1).read_back_at is None
