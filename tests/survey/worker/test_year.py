"""A year of months run by the clock alone, through a real worker, database and mail server."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import col, select

from survey.clock import LONDON, london_day
from survey.extensions import db
from survey.models import Invitation, OutboxItem, OutboxKind, OutboxState, Round, RoundState
from tests.survey.almanac import Clock, deeds, london, months, plan
from tests.survey.council import answered
from tests.survey.mail.server import Mailbox, recipient, serving

BEGINS = datetime(2026, 1, 1, 0, 0, tzinfo=UTC)
ENDS = datetime(2027, 1, 1, 0, 0, tzinfo=UTC)
# Worked out by hand from England's calendar for 2026: opening, two reminders, closing.
DAYS = {
    "2026-01": ("01-02", "01-08", "01-13", "01-15"),
    "2026-02": ("02-02", "02-06", "02-11", "02-13"),
    "2026-03": ("03-02", "03-06", "03-11", "03-13"),
    "2026-04": ("04-01", "04-09", "04-14", "04-16"),  # Easter: the 3rd and the 6th
    "2026-05": ("05-01", "05-08", "05-13", "05-15"),  # the 4th
    "2026-06": ("06-01", "06-05", "06-10", "06-12"),
    "2026-07": ("07-01", "07-07", "07-10", "07-14"),
    "2026-08": ("08-03", "08-07", "08-12", "08-14"),
    "2026-09": ("09-01", "09-07", "09-10", "09-14"),
    "2026-10": ("10-01", "10-07", "10-12", "10-14"),
    "2026-11": ("11-02", "11-06", "11-11", "11-13"),
    "2026-12": ("12-01", "12-07", "12-10", "12-14"),
}
PEOPLE = 3
# When the worker looks, in UTC: at each time of the schedule in winter and in summer, an hour to
# either side of it, and when the clocks change.
HOURS = (1, 7, 8, 9, 10, 11, 15, 16, 17, 18)


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mailing(app: Flask, mailbox: Mailbox) -> Iterator[Flask]:
    with serving(mailbox) as url:
        app.extensions["settings"] = replace(app.extensions["settings"], smtp_url=url)
        yield app


@pytest.mark.enable_socket
@pytest.mark.holds("a council")
def test_a_year_of_months_falls_on_the_right_days_in_london(
    mailing: Flask, mailbox: Mailbox
) -> None:
    with mailing.app_context():
        plan(db.session, "2026-01", 12, now=BEGINS)
    clock = Clock(mailing, BEGINS)
    for day in range((ENDS - BEGINS).days):
        for hour in HOURS:
            clock.at(BEGINS + timedelta(days=day, hours=hour))
        first_person_answers(mailing, clock.now)
    expected = [
        (london(f"2026-{day} {at}"), action, month)
        for month, (opens, first, second, closes) in DAYS.items()
        for day, at, action in (
            (opens, "09:00", "round opened"),
            (first, "10:00", "reminders queued"),
            (second, "10:00", "reminders queued"),
            (closes, "17:00", "round closed"),
        )
    ]
    with mailing.app_context():
        assert deeds(db.session) == expected
        assert {round_.state for round_ in db.session.exec(select(Round))} == {RoundState.CLOSED}
        states = Counter(db.session.exec(select(OutboxItem.state)))
    assert not any(month.late or month.problem for month in months(mailing))
    # Everybody is invited; the first has answered by the first reminder.
    assert states == {OutboxState.DONE: 12 * (5 + PEOPLE + 2 * (PEOPLE - 1))}
    assert len(mailbox.messages) == 12 * (PEOPLE + 2 * (PEOPLE - 1))
    assert set(Counter(map(recipient, mailbox.messages)).values()) == {12, 36}
    sent = [message["Date"].datetime.astimezone(LONDON) for message in mailbox.messages]
    assert {(at.hour, at.minute) for at in sent} == {(9, 0), (10, 0)}


def first_person_answers(app: Flask, now: datetime) -> None:
    """On the third day of each round, on a form."""
    with app.app_context():
        asked = (
            select(Invitation, Round)
            .join(Round, col(Round.id) == Invitation.round_id)
            .where(Round.state == RoundState.OPEN)
            .order_by(col(Invitation.id))
        )
        found = db.session.exec(asked).first()
        if found and london_day(found[1].opens_at) + timedelta(days=3) == london_day(now):
            answered(db.session, found[0], now)
            db.session.commit()


@pytest.mark.holds("a council")
def test_reminders_go_to_those_alone_who_are_silent(app: Flask) -> None:
    with app.app_context():
        plan(db.session, "2026-01", now=BEGINS, last_day=True)
    clock = Clock(app, BEGINS)
    clock.until(london("2026-01-05 12:00"))
    with app.app_context():
        answered(db.session, db.session.get_one(Invitation, 1), clock.now)
        db.session.get_one(Invitation, 2).declined_at = clock.now
        db.session.commit()
    clock.until(london("2026-01-20 12:00"))
    with app.app_context():
        query = select(OutboxItem.kind, OutboxItem.subject_id)
        reminded = query.where(
            col(OutboxItem.kind).in_([OutboxKind.REMINDER, OutboxKind.LAST_DAY])
        ).order_by(col(OutboxItem.id))
        assert list(db.session.exec(reminded)) == [
            (OutboxKind.REMINDER, 3),
            (OutboxKind.REMINDER, 3),
            (OutboxKind.LAST_DAY, 3),
        ]
