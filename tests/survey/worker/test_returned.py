import os
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from survey.models import MESSAGES, MailOutcome, OutboxItem, OutboxState
from survey.queries.history import history
from survey.worker import Worker
from survey.worker.returned import MOST_BYTES, read_bounces
from tests.survey.mail.returned import ANSWER, KEY, POSTFIX, POSTFIX_DELAYED

pytestmark = pytest.mark.holds("the sample's july")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "returned"
    made.mkdir()
    return made


@pytest.fixture
def item(session: Session, now: datetime) -> OutboxItem:
    """The leader's invitation, delivered."""
    mail = select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))
    found = session.exec(mail.order_by(col(OutboxItem.id))).all()[0]
    found.state, found.sealed_token, found.done_at = OutboxState.DONE, "", now
    session.commit()
    return found


def put(folder: Path, text: str, item: OutboxItem, name: str = "1.eml") -> Path:
    """A file about `item` that nobody writes any more."""
    file = folder / name
    file.write_text(text.replace(KEY, item.key))
    before = time.time() - 60
    os.utime(file, (before, before))
    return file


def standing(session: Session, item: OutboxItem) -> OutboxState:
    """The state of `item` as it is stored, read without keeping a worker waiting."""
    state = session.get_one(OutboxItem, item.id, populate_existing=True).state
    session.rollback()
    return state


def outcomes(session: Session, item: OutboxItem) -> list[MailOutcome]:
    (message,) = history(session, item.subject_id)
    return [attempt.outcome for attempt in message.attempts]


def test_a_bounce_is_shown_on_the_message_and_deleted(
    session: Session, folder: Path, item: OutboxItem, now: datetime
) -> None:
    put(folder, POSTFIX, item)
    assert read_bounces(session, folder, now) == 1
    assert list(folder.iterdir()) == []
    (message,) = history(session, item.subject_id)
    (line,) = message.attempts
    assert message.item.state is OutboxState.BOUNCED
    assert (line.outcome, line.at) == (MailOutcome.BOUNCED, now)
    assert line.said == message.item.last_error
    assert "Recipient address rejected" in line.said


def test_the_same_bounce_read_twice_is_noted_once(
    session: Session, folder: Path, item: OutboxItem, now: datetime
) -> None:
    put(folder, POSTFIX, item)
    put(folder, POSTFIX, item, "2.eml")
    read_bounces(session, folder, now)
    assert outcomes(session, item) == [MailOutcome.BOUNCED]
    assert list(folder.iterdir()) == []


def test_a_warning_is_history_and_no_bounce(
    session: Session, folder: Path, item: OutboxItem, now: datetime
) -> None:
    put(folder, POSTFIX_DELAYED, item)
    read_bounces(session, folder, now)
    assert item.state is OutboxState.DONE
    assert outcomes(session, item) == [MailOutcome.POSTPONED]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OutboxState.UNCERTAIN, OutboxState.BOUNCED),
        (OutboxState.QUEUED, OutboxState.QUEUED),
        (OutboxState.DROPPED, OutboxState.DROPPED),
    ],
)
def test_what_a_bounce_makes_of_other_states(
    session: Session,
    folder: Path,
    item: OutboxItem,
    now: datetime,
    before: OutboxState,
    after: OutboxState,
) -> None:
    item.state, item.sealed_token = before, "sealed"
    session.commit()
    put(folder, POSTFIX, item)
    read_bounces(session, folder, now)
    assert item.state is after
    assert bool(item.sealed_token) is (after is not OutboxState.BOUNCED)
    assert outcomes(session, item) == [MailOutcome.BOUNCED]


@pytest.mark.parametrize("text", [ANSWER, POSTFIX.replace(KEY, "open-2018-07"), "nonsense"])
def test_what_names_no_message_of_ours_is_put_aside(
    session: Session, folder: Path, item: OutboxItem, now: datetime, text: str
) -> None:
    put(folder, text.replace(KEY, "somebody-elses"), item)
    (folder / "aside").mkdir()
    (folder / "aside" / "1.eml").write_text("an earlier one of this name")
    assert read_bounces(session, folder, now) == 0
    assert {file.name for file in (folder / "aside").iterdir()} == {"1.eml", "1.eml.2"}
    assert read_bounces(session, folder, now) == 0
    assert len(list((folder / "aside").iterdir())) == 2


def test_a_maildir_is_read_and_what_is_hidden_linked_or_being_written_is_left(
    session: Session, folder: Path, item: OutboxItem, now: datetime, tmp_path: Path
) -> None:
    for place in ("new", "cur", "tmp"):
        (folder / place).mkdir()
        (folder / place / "1").write_text(POSTFIX.replace(KEY, item.key))
    put(folder, POSTFIX, item, ".hidden")
    (folder / "young.eml").write_text(POSTFIX.replace(KEY, item.key)[:300])
    outside = put(tmp_path, POSTFIX, item, "outside")
    (folder / "linked").symlink_to(outside)
    assert read_bounces(session, folder, now) == 2
    left = {str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir()}
    assert left == {"tmp/1", ".hidden", "young.eml", "linked"}
    assert outside.exists()


def test_what_is_too_long_is_not_read(
    session: Session, folder: Path, item: OutboxItem, now: datetime
) -> None:
    put(folder, POSTFIX + "x" * MOST_BYTES, item)
    assert read_bounces(session, folder, now) == 0
    assert item.state is OutboxState.DONE
    assert (folder / "aside" / "1.eml").exists()


def test_a_folder_that_is_gone_ends_nothing(session: Session, folder: Path, now: datetime) -> None:
    folder.rmdir()
    assert read_bounces(session, folder, now) == 0


def test_the_worker_looks_once_a_minute(
    app: Flask, session: Session, folder: Path, item: OutboxItem, now: datetime
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], bounces_dir=folder)
    moment = [now]
    worker = Worker(app, clock=lambda: moment[0])
    worker.look_for_bounces()
    put(folder, POSTFIX, item)
    moment[0] = now + timedelta(seconds=59)
    worker.look_for_bounces()
    assert standing(session, item) is OutboxState.DONE
    moment[0] = now + timedelta(seconds=60)
    worker.look_for_bounces()
    assert standing(session, item) is OutboxState.BOUNCED
