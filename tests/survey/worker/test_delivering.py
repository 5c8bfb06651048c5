"""Mail as the worker sends it, with a real mail server that behaves well or badly.

The numbers are those of the list of hostile days.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from survey import create_app
from survey.actions.resend_uncertain import resend_uncertain
from survey.config import Settings
from survey.extensions import db
from survey.models import (
    MESSAGES,
    AuditEvent,
    Invitation,
    MailOutcome,
    OutboxItem,
    OutboxState,
    Person,
)
from survey.queries.history import history
from survey.worker import Worker
from survey.worker.ending import WAITS, mark
from tests.survey.almanac import plan
from tests.survey.council import answered
from tests.survey.mail.server import Mailbox, mute, recipient, serving, silent
from tests.survey.worker.many import invite_many

pytestmark = [pytest.mark.holds("the sample's july"), pytest.mark.enable_socket]
LEADER = "leader@council.example"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mailing(app: Flask, mailbox: Mailbox, settings: Settings) -> Iterator[Flask]:
    """The application with a mail server that puts everything into `mailbox`."""
    with serving(mailbox) as url:
        app.extensions["settings"] = replace(settings, smtp_url=url)
        yield app


def set_up(app: Flask, **settings: object) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], **settings)


def drained(app: Flask, moment: datetime) -> None:
    Worker(app, clock=lambda: moment).drain()


def mail(session: Session) -> list[OutboxItem]:
    found = select(OutboxItem).where(col(OutboxItem.kind).in_(MESSAGES))
    return list(session.exec(found.order_by(col(OutboxItem.id))))


def messages(app: Flask) -> list[OutboxItem]:
    with app.app_context():
        return mail(db.session)


def states(app: Flask) -> Counter[str]:
    return Counter(item.state.value for item in messages(app))


def outcomes(app: Flask, item: OutboxItem) -> list[MailOutcome]:
    with app.app_context():
        (message,) = history(db.session, item.subject_id)
    return [attempt.outcome for attempt in message.attempts]


@pytest.mark.holds("no council")
def test_39_mail_server_down_two_hundred_wait_and_each_is_delivered_once(
    app: Flask, mailbox: Mailbox, now: datetime
) -> None:
    with silent() as away:
        pass
    set_up(app, smtp_url=away)
    with app.app_context():
        began = time.monotonic()
        invite_many(db.session, now, 200)
        assert time.monotonic() - began < 1
    drained(app, now)
    assert states(app) == {"queued": 200}
    began = time.monotonic()
    assert app.test_client().get("/").status_code == 200
    assert time.monotonic() - began < 1
    with serving(mailbox) as url:
        set_up(app, smtp_url=url)
        drained(app, now + WAITS[0])
    assert states(app) == {"done": 200}
    assert set(Counter(mailbox.recipients).values()) == {1}
    assert outcomes(app, messages(app)[0]) == [MailOutcome.POSTPONED, MailOutcome.DELIVERED]


def test_40_cut_after_data_it_is_uncertain_until_a_manager_sends_it_again(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    mailbox.cuts.add(LEADER)
    for days in range(4):  # and nobody sends it again meanwhile
        drained(mailing, now + timedelta(days=days))
    assert states(mailing) == {"done": 28, "uncertain": 1}
    assert mailbox.recipients.count(LEADER) == 1
    uncertain = messages(mailing)[0]
    assert "answer never came" in uncertain.last_error
    mailbox.cuts.clear()
    with mailing.app_context():
        assert resend_uncertain(db.session, month="2018-07", actor="m", now=now, only=999) == 0
        assert resend_uncertain(db.session, month="2018-07", actor="m", now=now) == 1
        db.session.commit()
        event = db.session.exec(
            select(AuditEvent).where(AuditEvent.action == "uncertain mail sent again")
        ).one()
        assert (event.actor, event.subject) == ("m", "round 2018-07")
    drained(mailing, now)
    assert states(mailing) == {"done": 29}
    assert outcomes(mailing, uncertain) == [MailOutcome.UNCERTAIN, MailOutcome.DELIVERED]
    copies = [m["Message-ID"] for m in mailbox.messages if recipient(m) == LEADER]
    assert copies == [f"<{uncertain.key}@council.example>"] * 2
    assert not any(item.sealed_token for item in messages(mailing))


def test_41_a_busy_server_is_tried_for_three_days_and_a_refusal_is_final(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    mailbox.refusals[LEADER] = "451 Greylisted"
    mailbox.answers["chair.audit@council.example"] = "550 No such user"
    moment, last = now, now
    while (waiting := messages(mailing)[0]).state is OutboxState.QUEUED:
        moment = waiting.due_at
        drained(mailing, moment)
        last = moment
    assert timedelta(hours=60) < last - now < timedelta(hours=72)
    assert states(mailing) == {"done": 27, "dead": 2}
    assert set(outcomes(mailing, waiting)) == {MailOutcome.POSTPONED}
    assert len(outcomes(mailing, waiting)) == len(WAITS) + 1
    (refused,) = [item for item in messages(mailing) if "550" in item.last_error]
    assert outcomes(mailing, refused) == [MailOutcome.REJECTED]
    assert refused.last_error == "The mail server answered 550 No such user"


def test_42_a_server_that_stalls_is_left_and_pages_are_served_meanwhile(
    mailing: Flask, now: datetime
) -> None:
    assert mailing.extensions["settings"].mail_timeout == 10
    with mute() as (url, callers):
        set_up(mailing, smtp_url=url, mail_timeout=3)
        thread = threading.Thread(target=drained, args=(mailing, now))
        thread.start()
        took = []
        while thread.is_alive():
            asked = time.monotonic()
            assert mailing.test_client().get("/").status_code == 200
            took.append(time.monotonic() - asked)
            time.sleep(0.02)  # a reader reads; the worker is another thread of this process
        assert 1 <= callers() < 5, "It is asked once for every message."
    assert max(took) < 3, "The pages wait for the mail server."
    assert states(mailing) == {"queued": 29}
    assert "it stalled" in messages(mailing)[0].last_error


@pytest.mark.holds("a council")
def test_43_two_schedulers_send_each_person_one_reminder_a_wave(
    mailing: Flask, mailbox: Mailbox
) -> None:
    with mailing.app_context():
        (july,) = plan(db.session)
    second = create_app(mailing.extensions["settings"])
    for moment in (july.opens_at, *july.reminders):
        threads = [
            threading.Thread(target=drained, args=(app, moment)) for app in (mailing, second)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    second.extensions["engine"].dispose()
    assert set(Counter(mailbox.recipients).values()) == {1 + len(july.reminders)}


@pytest.mark.holds("a council")
def test_44_whoever_answers_while_the_reminder_waits_is_not_reminded(
    mailing: Flask, mailbox: Mailbox
) -> None:
    with mailing.app_context():
        (july,) = plan(db.session)
    drained(mailing, july.opens_at)
    mailbox.messages.clear()
    waiting = Worker(mailing, clock=lambda: july.reminders[0])
    assert waiting.step()  # the wave is queued, and nothing sent yet
    with mailing.app_context():
        answered(db.session, db.session.get_one(Invitation, 1), july.reminders[0])
        db.session.commit()
    waiting.drain()
    with mailing.app_context():
        answerer, reminder = history(db.session, 1)[-1].item, history(db.session, 2)[-1].item
    assert (answerer.state, reminder.state) == (OutboxState.DROPPED, OutboxState.DONE)
    assert "answered before" in answerer.last_error
    assert len(mailbox.messages) == 2


def test_45_no_address_adds_a_header_or_a_recipient(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    bad = ("a@council.example\r\nBcc: b@council.example", "a@council.example,b@council.example")
    with mailing.app_context():
        people = db.session.exec(select(Person).order_by(col(Person.id))).all()
        for person, address in zip(people, bad, strict=False):
            person.email = address
        db.session.commit()
    drained(mailing, now)
    assert states(mailing) == {"done": 27, "dead": 2}
    assert not [m for m in mailbox.messages if m["Bcc"] or "b@council.example" in m["To"]]
    assert "not one plain mail address" in messages(mailing)[0].last_error


@pytest.mark.holds("no council")
def test_a_domain_gets_so_many_a_minute_whoever_sends_them(
    mailing: Flask, mailbox: Mailbox, now: datetime
) -> None:
    with mailing.app_context():
        invite_many(db.session, now, 30, domains=2)
    set_up(mailing, mail_per_minute=4)
    second = create_app(mailing.extensions["settings"])
    moment = now
    for minute in range(1, 5):
        threads = [
            threading.Thread(target=drained, args=(app, moment)) for app in (mailing, second)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        arrived = Counter(address.partition("@")[2] for address in mailbox.recipients)
        assert set(arrived.values()) == {min(4 * minute, 15)}
        moment += MINUTE
    second.extensions["engine"].dispose()
    assert states(mailing) == {"done": 30}
    assert set(Counter(mailbox.recipients).values()) == {1}


def test_mail_goes_over_one_connection(mailing: Flask, mailbox: Mailbox, now: datetime) -> None:
    drained(mailing, now)
    assert mailbox.connections == 1


def test_a_locked_database_does_not_make_what_was_delivered_uncertain(
    mailing: Flask, mailbox: Mailbox, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked_once(*arguments: Any) -> None:
        tried.append(arguments)
        if len(tried) == 1:
            raise OperationalError("UPDATE", {}, Exception("database is locked"))
        mark(*arguments)

    tried: list[tuple[Any, ...]] = []
    monkeypatch.setattr("survey.worker.loop.mark", locked_once)
    patient = Worker(mailing, clock=lambda: now, idle_seconds=0)
    patient.step()
    patient.route.rest()
    assert states(mailing) == {"done": 1, "queued": 28}
    assert len(mailbox.messages) == 1
