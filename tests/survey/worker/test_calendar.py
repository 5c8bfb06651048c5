"""Each date of the calendar is kept once, late where it must be, and never early."""

import threading
import time
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from survey import create_app
from survey.actions.close_round import close_round
from survey.actions.extend_round import extend_round
from survey.actions.move_round import move_round
from survey.actions.queue_messages import queue_messages
from survey.extensions import db
from survey.models import (
    Absence,
    Holder,
    Invitation,
    OutboxItem,
    OutboxKind,
    OutboxState,
)
from survey.queries.calendar import CalendarState
from survey.queries.planned_dates import MonthDates
from survey.worker import Worker
from survey.worker.calendar import close_month, remind
from survey.worker.lease import TakenOver, lease
from tests.survey.almanac import (
    CLOSES,
    FIRST,
    HOUR,
    MINUTE,
    OPENS,
    PLANNED,
    SECOND,
    Clock,
    count,
    happened,
    london,
    messages,
    month,
    plan,
)
from tests.survey.council import SECRET, answered, opened

pytestmark = pytest.mark.holds("a council")


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("kind", ["opening", "reminding", "closing"])
def test_at_half_past_one_on_the_days_on_which_the_clocks_change_each_date_is_kept_once(
    app: Flask, day: str, kind: str
) -> None:
    at = london(f"{day} 01:30")
    week = timedelta(days=7)
    dates = {
        "opening": MonthDates("2026-03", at, (at + week,), None, at + 2 * week),
        "reminding": MonthDates("2026-03", at - week, (at,), None, at + week),
        "closing": MonthDates("2026-03", at - 2 * week, (at - week,), None, at),
    }[kind]
    with app.app_context():
        plan(db.session, "2026-03", now=PLANNED)
        move_round(db.session, month="2026-03", dates=dates, actor="manager", now=PLANNED)
        db.session.commit()
    clock = Clock(app, at - 3 * week)
    clock.until(at - 3 * HOUR, 6 * HOUR)
    clock.until(at + 3 * HOUR, 10 * MINUTE)  # both the hour left out and the hour lived twice
    clock.until(at + 3 * week, 6 * HOUR)
    found = [action for _, action, _ in happened(app)]
    assert found == ["round opened", "reminders queued", "round closed"]
    assert at in {moment for moment, _, _ in happened(app)}
    assert (count(app, OutboxKind.INVITATION), count(app, OutboxKind.REMINDER)) == (3, 3)


def test_two_workers_keep_each_date_once(planned: Flask) -> None:
    second = create_app(planned.extensions["settings"])
    for moment in (OPENS, FIRST, SECOND, CLOSES):
        apps = (planned, second) * 2
        together = threading.Barrier(len(apps))

        def work(app: Flask, at: datetime = moment, all_: threading.Barrier = together) -> None:
            all_.wait(10)
            Worker(app, clock=lambda: at).drain()

        threads = [threading.Thread(target=work, args=(app,)) for app in apps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    second.extensions["engine"].dispose()
    assert [action for _, action, _ in happened(planned)] == [
        "round opened",
        "reminders queued",
        "reminders queued",
        "round closed",
    ]
    assert (count(planned, OutboxKind.INVITATION), count(planned, OutboxKind.REMINDER)) == (3, 6)


def test_two_schedulers_queue_one_reminder_per_invitation_and_wave(planned: Flask) -> None:
    """The second took the row over while the first was at it: it comes too late."""
    Clock(planned, OPENS).work()
    settings = planned.extensions["settings"]
    with planned.app_context():
        first = lease(db.session, FIRST)
    assert first
    second = Clock(planned, FIRST + HOUR)
    second.work()
    with planned.app_context():
        with pytest.raises(TakenOver):
            remind(db.session, first, settings, FIRST + HOUR)
        waves = messages(db.session, OutboxKind.REMINDER)
        assert Counter(each.cause_id for each in waves) == {first.id: 3}


def test_the_database_itself_refuses_a_second_reminder_of_a_wave(planned: Flask) -> None:
    clock = Clock(planned, OPENS)
    clock.work()
    clock.at(FIRST)
    with planned.app_context():
        cause = messages(db.session, OutboxKind.REMIND)[0].id
        asked = db.session.exec(select(Invitation)).all()
        with pytest.raises(IntegrityError):
            queue_messages(
                db.session,
                kind=OutboxKind.REMINDER,
                invitations=asked,
                cause=cause,
                due_at=FIRST,
                secret_key=SECRET,
                now=FIRST,
            )


@pytest.mark.parametrize("off", [-HOUR, HOUR])
def test_a_clock_that_is_an_hour_off_and_put_right_does_nothing_twice(
    planned: Flask, off: timedelta
) -> None:
    clock = Clock(planned, OPENS - 3 * HOUR, wrong=off)
    for moment in (OPENS, FIRST, SECOND, CLOSES):
        clock.wrong = off
        clock.until(moment, 12 * HOUR)
        clock.wrong = timedelta()
        clock.until(moment + 3 * HOUR)
    assert len(happened(planned)) == 4
    assert (count(planned, OutboxKind.INVITATION), count(planned, OutboxKind.REMINDER)) == (3, 6)


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York"])
def test_the_machines_own_time_zone_changes_nothing(
    planned: Flask, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        Clock(planned, OPENS - 2 * HOUR).until(CLOSES + HOUR)
        assert [at for at, _, _ in happened(planned)] == [OPENS, FIRST, SECOND, CLOSES]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_was_submitted_between_queueing_and_sending_is_not_reminded_of(
    planned: Flask,
) -> None:
    Clock(planned, OPENS).work()
    settings = planned.extensions["settings"]
    with planned.app_context():
        row = lease(db.session, FIRST)
        assert row
        remind(db.session, row, settings, FIRST)
        db.session.get_one(OutboxItem, row.id).state = OutboxState.DONE
        answered(db.session, db.session.get_one(Invitation, 1), FIRST)
        db.session.commit()
    Clock(planned, FIRST).work()
    with planned.app_context():
        ends = [(each.subject_id, each.state) for each in messages(db.session, OutboxKind.REMINDER)]
    assert ends == [(1, OutboxState.DROPPED), (2, OutboxState.DONE), (3, OutboxState.DONE)]


def test_who_is_away_or_has_left_is_not_reminded(planned: Flask) -> None:
    clock = Clock(planned, OPENS)
    clock.work()
    with planned.app_context():
        first, second = db.session.get_one(Invitation, 1), db.session.get_one(Invitation, 2)
        friday = date(2018, 7, 6)
        db.session.add(Absence(person_id=first.person_id, first_day=friday, last_day=friday))
        holder = select(Holder).where(Holder.person_id == second.person_id)
        db.session.exec(holder).one().active_to = date(2018, 7, 5)
        db.session.commit()
    clock.at(FIRST)
    with planned.app_context():
        assert [each.subject_id for each in messages(db.session, OutboxKind.REMINDER)] == [3]
    clock.at(SECOND)
    with planned.app_context():
        waves = [each.subject_id for each in messages(db.session, OutboxKind.REMINDER)]
    assert waves == [3, 1, 3]


def test_a_month_extended_while_a_worker_holds_its_closing_is_not_closed_early(
    planned: Flask,
) -> None:
    clock = Clock(planned, OPENS)
    clock.work()
    clock.at(SECOND)
    settings = planned.extensions["settings"]
    with planned.app_context():
        closing = lease(db.session, CLOSES)
        assert closing
        assert closing.kind is OutboxKind.CLOSE_ROUND
        extend_round(db.session, month="2018-07", days=2, actor="manager", now=CLOSES)
        db.session.commit()
        with pytest.raises(TakenOver):
            close_month(db.session, closing, settings, CLOSES)
    found = month(planned)
    assert found.state is CalendarState.OPEN
    assert found.closes_at == london("2018-07-17 17:00")
    clock.until(found.closes_at)
    assert month(planned).closed_at == found.closes_at


def test_a_month_opened_by_hand_is_not_opened_again(planned: Flask) -> None:
    early = OPENS - 20 * HOUR
    with planned.app_context():
        opened(db.session, early, closes_at=CLOSES)
    Clock(planned, early).until(CLOSES + HOUR)
    assert [action for _, action, _ in happened(planned)] == [
        "round opened",
        "reminders queued",
        "reminders queued",
        "round closed",
    ]
    assert count(planned, OutboxKind.INVITATION) == 3


def test_a_month_closed_by_hand_is_reminded_of_no_more(planned: Flask) -> None:
    clock = Clock(planned, OPENS - HOUR)
    clock.until(OPENS + HOUR)
    with planned.app_context():
        close_round(db.session, month="2018-07", actor="manager", now=clock.now)
        db.session.commit()
    clock.until(CLOSES + HOUR)
    assert len(happened(planned)) == 2
    found = month(planned)
    assert found.closes_at == found.closed_at == OPENS + HOUR
