"""Extending, pausing and resuming: what the month's dates become, and what waits meanwhile."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, col, delete, select

from survey.actions.close_round import close_round
from survey.actions.extend_round import extend_round
from survey.actions.pause_round import pause_round
from survey.actions.resume_round import resume_round
from survey.actions.skip_round import skip_round
from survey.errors import Conflict, NotFound, SurveyError
from survey.extensions import db
from survey.models import CALENDAR, OutboxItem, OutboxKind, PlannedRound, Round
from survey.queries.calendar import CalendarState, calendar_month
from survey.queries.rounds import round_by_month
from tests.survey.almanac import (
    CLOSES,
    FIRST,
    HOUR,
    OPENS,
    Clock,
    count,
    happened,
    london,
    month,
    plan,
)
from tests.survey.council import opened

pytestmark = pytest.mark.holds("a council")


@pytest.fixture
def july(app: Flask) -> Clock:
    """July 2018 has opened by the calendar; its last day is reminded of at 10:00."""
    with app.app_context():
        plan(db.session, last_day=True)
    clock = Clock(app, OPENS)
    clock.work()
    return clock


def extend(session: Session, days: int, now: datetime, name: str = "2018-07") -> datetime:
    closes_at = extend_round(session, month=name, days=days, actor="manager", now=now)
    session.commit()
    return closes_at


def pause(session: Session, now: datetime) -> None:
    pause_round(session, month="2018-07", reason="A flood", actor="manager", now=now)
    session.commit()


def resume(session: Session, now: datetime) -> Round:
    resumed = resume_round(session, month="2018-07", actor="manager", now=now)
    session.commit()
    return resumed


def test_an_extended_round_closes_and_reminds_on_its_new_last_day(
    july: Clock, session: Session
) -> None:
    new = extend(session, 2, FIRST)
    assert new == london("2018-07-17 17:00")  # over a weekend
    assert round_by_month(session, "2018-07").closes_at == new
    assert calendar_month(session, "2018-07").last_day == london("2018-07-17 10:00")
    session.commit()
    july.until(new + HOUR)
    assert happened(july.app)[-2:] == [
        (london("2018-07-17 10:00"), "reminders queued", "2018-07"),
        (new, "round closed", "2018-07"),
    ]


def test_a_planned_month_is_extended_too(session: Session) -> None:
    plan(session, "2018-08")
    extend(session, 1, OPENS, "2018-08")
    assert calendar_month(session, "2018-08").closes_at == london("2018-08-15 17:00")


def test_an_extension_may_not_run_into_the_next_month(july: Clock, session: Session) -> None:
    plan(session, "2018-08", now=july.now)
    extend(session, 12, FIRST)
    with pytest.raises(Conflict, match=r"July 2018 \(.* would overlap that of August 2018 \("):
        extend(session, 1, FIRST)


@pytest.mark.parametrize(
    ("days", "now", "words"),
    [
        (0, FIRST, "by one working day or more"),
        (-1, FIRST, "by one working day or more"),
        (1, CLOSES + timedelta(days=4), "which is past: extend it by more days"),
    ],
)
@pytest.mark.usefixtures("july")
def test_an_extension_that_extends_nothing_is_refused(
    session: Session, days: int, now: datetime, words: str
) -> None:
    with pytest.raises(SurveyError, match=words):
        extend(session, days, now)


def test_what_is_over_is_not_extended(july: Clock, session: Session) -> None:
    with pytest.raises(NotFound, match="'2018-08' is not in the calendar"):
        extend(session, 1, FIRST, "2018-08")
    plan(session, "2018-08", now=july.now)
    skip_round(session, month="2018-08", reason="Recess", actor="manager", now=july.now)
    with pytest.raises(Conflict, match="August 2018 was skipped"):
        extend(session, 1, FIRST, "2018-08")
    close_round(session, month="2018-07", actor="manager", now=FIRST)
    with pytest.raises(Conflict, match="July 2018 was closed already, on Friday 6 July"):
        extend(session, 1, FIRST)


def test_a_round_from_before_there_was_a_calendar_is_taken_into_it(
    session: Session, now: datetime
) -> None:
    opened(session, now)
    session.execute(delete(OutboxItem).where(col(OutboxItem.kind).in_(CALENDAR)))
    session.execute(delete(PlannedRound))
    extend(session, 1, now)
    found = calendar_month(session, "2018-07")
    assert (found.definition, found.closes_at) == ("governance-2018", london("2018-07-17 10:00"))
    kinds = [row.kind for row in session.exec(select(OutboxItem)) if row.kind in CALENDAR]
    assert kinds == [OutboxKind.CLOSE_ROUND]


def test_while_a_round_is_paused_nothing_is_sent_and_nothing_falls_due(
    july: Clock, session: Session
) -> None:
    pause(session, OPENS + HOUR)
    july.until(CLOSES + timedelta(days=9), 6 * HOUR)
    assert [action for _, action, _ in happened(july.app)] == ["round opened"]
    found = month(july.app)
    assert (found.state, found.paused_at) == (CalendarState.PAUSED, OPENS + HOUR)


def test_messages_that_wait_leave_when_the_round_is_resumed(app: Flask, session: Session) -> None:
    opened(session, OPENS, closes_at=CLOSES)
    pause(session, OPENS)
    clock = Clock(app, OPENS)
    clock.at(OPENS + HOUR)
    assert not (app.extensions["settings"].data_dir / "outbox").exists()
    resume(session, OPENS + 2 * HOUR)
    clock.at(OPENS + 2 * HOUR)
    assert len(list((app.extensions["settings"].data_dir / "outbox").iterdir())) == 3


def test_a_resumed_round_has_the_working_days_that_it_stood_still(
    july: Clock, session: Session
) -> None:
    pause(session, london("2018-07-05 12:00"))
    resumed = resume(session, london("2018-07-09 09:00"))
    assert resumed.closes_at == london("2018-07-17 17:00")
    assert resumed.paused_at is None
    found = calendar_month(session, "2018-07").dates
    assert found.reminders == (london("2018-07-10 10:00"), london("2018-07-13 10:00"))
    assert found.last_day == london("2018-07-17 10:00")
    session.commit()
    july.until(found.closes_at)
    assert Counter(action for _, action, _ in happened(july.app)) == {
        "round opened": 1,
        "reminders queued": 3,
        "round closed": 1,
    }
    assert count(july.app, OutboxKind.INVITATION) == 3


@pytest.mark.parametrize(
    ("paused", "resumed", "closes"),
    [
        ("05 12:00", "05 16:00", "13 17:00"),  # within a day
        ("07 12:00", "08 16:00", "13 17:00"),  # a weekend
        ("06 12:00", "09 08:00", "16 17:00"),  # from Friday to Monday
        ("13 12:00", "13 20:00", "16 17:00"),  # the closing hour passed meanwhile
    ],
)
@pytest.mark.usefixtures("july")
def test_working_days_alone_are_made_up_for(
    session: Session, paused: str, resumed: str, closes: str
) -> None:
    pause(session, london(f"2018-07-{paused}"))
    assert resume(session, london(f"2018-07-{resumed}")).closes_at == london(f"2018-07-{closes}")


@pytest.mark.usefixtures("july")
def test_a_paused_round_can_be_extended_and_closed(session: Session) -> None:
    pause(session, FIRST)
    assert extend(session, 1, FIRST + HOUR) == london("2018-07-16 17:00")
    resumed = resume(session, FIRST + 2 * HOUR)
    assert resumed.closes_at == london("2018-07-16 17:00")
    pause(session, FIRST + 3 * HOUR)
    closed = close_round(session, month="2018-07", actor="manager", now=FIRST + 4 * HOUR)
    assert (closed.paused_at, closed.closes_at) == (None, FIRST + 4 * HOUR)


@pytest.mark.usefixtures("july")
def test_what_cannot_be_paused_or_resumed_is_told_why(session: Session) -> None:
    with pytest.raises(Conflict, match="July 2018 is not paused"):
        resume(session, FIRST)
    with pytest.raises(SurveyError, match="Say why the round is paused"):
        pause_round(session, month="2018-07", reason="", actor="manager", now=FIRST)
    pause(session, FIRST)
    with pytest.raises(Conflict, match="July 2018 is paused already, since Friday 6 July 2018"):
        pause(session, FIRST)
    close_round(session, month="2018-07", actor="manager", now=FIRST)
    with pytest.raises(Conflict, match="July 2018 was closed already"):
        pause(session, FIRST)
    with pytest.raises(NotFound, match="'2018-08' is not in the calendar"):
        pause_round(session, month="2018-08", reason="A flood", actor="manager", now=FIRST)


def test_a_round_does_not_resume_into_the_next(july: Clock, session: Session) -> None:
    plan(session, "2018-08", now=july.now)
    pause(session, FIRST)
    with pytest.raises(Conflict, match=r"July 2018 \(.* would overlap that of August 2018 \("):
        resume(session, london("2018-07-30 09:00"))
