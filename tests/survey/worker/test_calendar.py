"""Each date of the calendar is kept once, late where it must be, and never early."""

import threading
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import col, select

from survey import create_app
from survey.actions.close_round import close_round
from survey.actions.extend_round import extend_round
from survey.actions.move_round import move_round
from survey.extensions import db
from survey.models import (
    Absence,
    Holder,
    Invitation,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Round,
    Theme,
)
from survey.queries.calendar import CalendarState
from survey.queries.planned_dates import MonthDates
from survey.worker import Worker
from survey.worker.calendar import remind
from survey.worker.lease import lease
from tests.survey.almanac import MINUTE, PLANNED, Clock, deeds, london, messages, month, plan
from tests.survey.council import SECRET, answered, opened

pytestmark = pytest.mark.holds("a council")
HOUR = timedelta(hours=1)
OPENS, FIRST, SECOND, CLOSES = (
    london(f"2018-07-{at}") for at in ("02 09:00", "06 10:00", "11 10:00", "13 17:00")
)


@pytest.fixture
def planned(app: Flask) -> Flask:
    """July 2018 is in the calendar: opening, two reminders, closing."""
    with app.app_context():
        plan(db.session)
    return app


def happened(app: Flask) -> list[tuple[datetime, str, str]]:
    with app.app_context():
        return deeds(db.session)


def count(app: Flask, kind: OutboxKind) -> int:
    with app.app_context():
        return len(messages(db.session, kind))


def states(app: Flask, *kinds: OutboxKind) -> Counter[OutboxState]:
    with app.app_context():
        query = select(OutboxItem.state).where(col(OutboxItem.kind).in_(kinds))
        return Counter(db.session.exec(query))


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
        remind(db.session, first, settings, FIRST + HOUR)
        db.session.commit()
        waves = messages(db.session, OutboxKind.REMINDER)
        assert Counter(each.cause_id for each in waves) == {first.id: 3}


def test_the_database_itself_refuses_a_second_reminder_of_a_wave(planned: Flask) -> None:
    from sqlalchemy.exc import IntegrityError

    from survey.actions.queue_messages import queue_messages

    Clock(planned, OPENS).at(FIRST)
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
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        Clock(planned, PLANNED).until(CLOSES + HOUR)
        assert [at for at, _, _ in happened(planned)] == [OPENS, FIRST, SECOND, CLOSES]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_month_that_opens_late_says_so_and_closes_as_planned(planned: Flask) -> None:
    Clock(planned, PLANNED).at(OPENS + 2 * HOUR)
    found = month(planned)
    assert (found.state, found.opens_at) == (CalendarState.OPEN, OPENS + 2 * HOUR)
    assert found.closes_at == CLOSES
    assert found.late == (
        "Opened 2 hours late, on Monday 2 July 2018 at 11:00: "
        "it was due on Monday 2 July 2018 at 09:00.",
    )


def test_nobody_is_reminded_right_after_a_late_invitation_nor_twice_at_once(
    planned: Flask,
) -> None:
    clock = Clock(planned, PLANNED)
    clock.at(FIRST + HOUR)
    assert count(planned, OutboxKind.INVITATION) == 3
    assert count(planned, OutboxKind.REMINDER) == 0
    clock.until(SECOND + HOUR)
    assert count(planned, OutboxKind.REMINDER) == 3
    assert states(planned, OutboxKind.REMIND) == {OutboxState.DROPPED: 1, OutboxState.DONE: 1}


def test_after_days_away_the_latest_reminder_alone_goes(planned: Flask) -> None:
    clock = Clock(planned, PLANNED)
    clock.until(OPENS)
    clock.at(SECOND + HOUR)
    assert count(planned, OutboxKind.REMINDER) == 3
    assert month(planned).late == (
        "Reminded 1 hour late, on Wednesday 11 July 2018 at 11:00: "
        "it was due on Wednesday 11 July 2018 at 10:00.",
    )


def test_a_month_whose_closing_is_past_is_skipped_with_the_reason(planned: Flask) -> None:
    Clock(planned, PLANNED).at(CLOSES + 30 * HOUR)
    found = month(planned)
    assert found.state is CalendarState.SKIPPED
    assert found.reason == (
        "Nothing was running on Monday 2 July 2018 at 09:00 to open it, nor until its "
        "closing time, Friday 13 July 2018 at 17:00."
    )
    assert found.late == ()
    assert count(planned, OutboxKind.INVITATION) == 0
    with planned.app_context():
        assert not db.session.exec(select(Round)).all()


def test_a_late_closing_says_so_and_no_reminder_follows(planned: Flask) -> None:
    clock = Clock(planned, PLANNED)
    clock.until(OPENS)
    clock.at(CLOSES + 26 * HOUR)
    found = month(planned)
    assert (found.closes_at, found.closed_at) == (CLOSES, CLOSES + 26 * HOUR)
    assert found.late == (
        "Closed 1 day late, on Saturday 14 July 2018 at 19:00: "
        "it was due on Friday 13 July 2018 at 17:00.",
    )
    assert count(planned, OutboxKind.REMINDER) == 0


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


def test_a_date_moved_while_a_worker_holds_it_is_not_kept_early(planned: Flask) -> None:
    Clock(planned, OPENS).work()
    with planned.app_context():
        for _ in range(2):
            taken = lease(db.session, SECOND)
            assert taken
    settings = planned.extensions["settings"]
    with planned.app_context():
        rows = db.session.exec(
            select(OutboxItem).where(OutboxItem.kind == OutboxKind.CLOSE_ROUND)
        ).one()
        rows.leased_until = CLOSES + HOUR
        db.session.commit()
        db.session.expunge(rows)
        extend_round(db.session, month="2018-07", days=2, actor="manager", now=CLOSES)
        db.session.commit()
        from survey.worker.calendar import close_month

        close_month(db.session, rows, settings, CLOSES)
        db.session.commit()
    found = month(planned)
    assert found.state is CalendarState.OPEN
    assert found.closes_at == london("2018-07-17 17:00")


def test_what_keeps_a_month_from_opening_is_said_until_it_is_mended(planned: Flask) -> None:
    with planned.app_context():
        theme = db.session.exec(select(Theme).where(Theme.ref == "1")).one()
        kinds = [each.kind for each in db.session.exec(select(Theme))]
        for each in db.session.exec(select(Theme)):
            each.kind = type(each.kind)("service-block")
        db.session.commit()
        assert theme
    clock = Clock(planned, OPENS)
    clock.work()
    found = month(planned)
    assert found.state is CalendarState.PLANNED
    assert found.problem.startswith("There is no governance theme to ask about")
    with planned.app_context():
        for each, kind in zip(db.session.exec(select(Theme)), kinds, strict=True):
            each.kind = kind
        db.session.commit()
    clock.until(OPENS + HOUR, 10 * MINUTE)
    found = month(planned)
    assert (found.state, found.problem) == (CalendarState.OPEN, "")
    assert found.opens_at == OPENS + 10 * MINUTE


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
    clock = Clock(planned, PLANNED)
    clock.until(OPENS + HOUR)
    with planned.app_context():
        close_round(db.session, month="2018-07", actor="manager", now=clock.now)
        db.session.commit()
    clock.until(CLOSES + HOUR)
    assert len(happened(planned)) == 2
    found = month(planned)
    assert found.closes_at == found.closed_at == OPENS + HOUR
