"""The grace after a month's closing: the worker waits for it, and nobody is told another time."""

from datetime import timedelta

import pytest
from flask import Flask

from survey.actions.extend_round import extend_round
from survey.actions.move_round import move_round
from survey.errors import SurveyError
from survey.extensions import db
from survey.queries.calendar import CalendarState, calendar_month
from survey.queries.next_dates import next_dates
from survey.queries.planned_dates import moved
from tests.survey.almanac import CLOSES, HOUR, MINUTE, OPENS, PLANNED, Clock, month, plan

pytestmark = pytest.mark.holds("a council")


def test_hostile_21_the_worker_closes_when_the_grace_is_over_and_that_is_not_late(
    app: Flask,
) -> None:
    with app.app_context():
        plan(db.session, grace_minutes=15)
    clock = Clock(app, OPENS - HOUR)
    clock.until(OPENS)
    clock.until(CLOSES + 14 * MINUTE)
    assert month(app).state is CalendarState.OPEN
    assert month(app).closes_at == CLOSES
    clock.until(CLOSES + 15 * MINUTE)
    found = month(app)
    assert (found.state, found.closed_at) == (CalendarState.CLOSED, CLOSES + 15 * MINUTE)
    assert (found.closes_at, found.late) == (CLOSES, ())


def test_moved_or_extended_a_month_keeps_its_grace(app: Flask) -> None:
    with app.app_context():
        (dates,) = plan(db.session, grace_minutes=20)
        later = moved(dates, OPENS + timedelta(days=1))
        move_round(db.session, month="2018-07", dates=later, actor="manager", now=PLANNED)
        db.session.commit()
        assert calendar_month(db.session, "2018-07").dates == later
        assert later.grace_minutes == 20
    clock = Clock(app, later.opens_at)
    clock.work()
    with app.app_context():
        extended = extend_round(
            db.session, month="2018-07", days=1, actor="manager", now=later.opens_at
        )
        db.session.commit()
        assert calendar_month(db.session, "2018-07").grace_minutes == 20
    clock.until(extended + 19 * MINUTE)
    assert month(app).state is CalendarState.OPEN
    clock.until(extended + 20 * MINUTE)
    assert month(app).state is CalendarState.CLOSED


def test_a_grace_is_a_day_at_most(app: Flask) -> None:
    with app.app_context(), pytest.raises(SurveyError, match="from 0 to 1440 minutes"):
        plan(db.session, grace_minutes=1441)


def test_what_the_calendar_does_next_is_told_by_the_time_that_everybody_knows(app: Flask) -> None:
    with app.app_context():
        plan(db.session, grace_minutes=15)
        closing = next_dates(db.session, 9)[-1]
    assert (closing.at, closing.sentence) == (CLOSES, "July 2018 closes")
