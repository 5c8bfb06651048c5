"""Mail by several workers on a real PostgreSQL."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from survey.actions.resend_uncertain import resend_uncertain
from survey.extensions import db
from survey.models import OutboxKind, OutboxState
from survey.worker import Worker
from survey.worker.lease import LEASE, TakenOver, hand, lease
from tests.survey.almanac import MINUTE, states
from tests.survey.mail.server import Mailbox, serving
from tests.survey.worker.many import invite_many
from tests.survey.worker.test_postgresql import apps, migrated, settings

__all__ = ["apps", "migrated", "settings"]


@pytest.mark.enable_socket
def test_workers_share_the_rate_of_a_domain_and_send_each_message_once(
    apps: list[Flask], now: datetime
) -> None:
    unsure = "holder.7@council1.example"
    mailbox = Mailbox(cuts={unsure})
    with apps[0].app_context():
        invite_many(db.session, now, 60, domains=3)
    with serving(mailbox) as url:
        for app in apps:
            app.extensions["settings"] = replace(
                app.extensions["settings"], smtp_url=url, mail_per_minute=8
            )
        for minute in range(3):
            together(apps, now + minute * MINUTE)
            arrived = Counter(address.partition("@")[2] for address in mailbox.recipients)
            assert set(arrived.values()) == {min(8 * (minute + 1), 20)}
        with apps[0].app_context():
            assert resend_uncertain(db.session, month="2018-07", actor="m", now=now) == 1
            db.session.commit()
        mailbox.cuts.clear()
        together(apps, now + 5 * MINUTE)
    copies = Counter(mailbox.recipients)
    assert {address for address, times in copies.items() if times > 1} == {unsure}
    assert len(copies) == 60
    assert states(apps[0], OutboxKind.INVITATION) == {OutboxState.DONE: 60}


def together(apps: list[Flask], moment: datetime) -> None:
    """A worker of each of `apps` does what is due at `moment`, all at once."""
    threads = [threading.Thread(target=Worker(app, clock=lambda: moment).drain) for app in apps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


@pytest.mark.enable_socket
def test_a_worker_that_dies_after_data_leaves_its_row_uncertain(
    apps: list[Flask], now: datetime
) -> None:
    with apps[0].app_context():
        invite_many(db.session, now, 1)
        item = lease(db.session, now)
        assert item
        hand(db.session, item, now)
    together(apps, now + LEASE - MINUTE)
    assert states(apps[0], OutboxKind.INVITATION) == {OutboxState.QUEUED: 1}
    together(apps, now + LEASE)
    assert states(apps[0], OutboxKind.INVITATION) == {OutboxState.UNCERTAIN: 1}
    with apps[0].app_context(), pytest.raises(TakenOver):
        hand(db.session, item, now + LEASE)
