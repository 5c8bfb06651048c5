"""What a worker does that was away when dates of the calendar fell due."""

import pytest
from flask import Flask
from sqlmodel import select

from survey.extensions import db
from survey.models import (
    OutboxKind,
    OutboxState,
    Round,
    Theme,
    ThemeKind,
)
from survey.queries.calendar import CalendarState
from survey.worker.calendar import open_month
from survey.worker.lease import LEASE, lease
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
    messages,
    month,
    states,
)

pytestmark = pytest.mark.holds("a council")


def test_a_month_that_opens_late_says_so_and_closes_as_planned(planned: Flask) -> None:
    Clock(planned, PLANNED).at(OPENS + 2 * HOUR)
    found = month(planned)
    assert (found.state, found.opens_at) == (CalendarState.OPEN, OPENS + 2 * HOUR)
    assert found.closes_at == CLOSES
    assert "; ".join(found.late) == (
        "Opened 2 hours late, on Monday 2 July 2018 at 11:00: "
        "it was due on Monday 2 July 2018 at 09:00."
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
    clock = Clock(planned, OPENS - HOUR)
    clock.until(OPENS)
    clock.at(SECOND + HOUR)
    assert count(planned, OutboxKind.REMINDER) == 3
    assert "; ".join(month(planned).late) == (
        "Reminded 1 hour late, on Wednesday 11 July 2018 at 11:00: "
        "it was due on Wednesday 11 July 2018 at 10:00."
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
    clock = Clock(planned, OPENS - HOUR)
    clock.until(OPENS)
    clock.at(CLOSES + 26 * HOUR)
    found = month(planned)
    assert (found.closes_at, found.closed_at) == (CLOSES, CLOSES + 26 * HOUR)
    assert "; ".join(found.late) == (
        "Closed 1 day late, on Saturday 14 July 2018 at 19:00: "
        "it was due on Friday 13 July 2018 at 17:00."
    )
    assert count(planned, OutboxKind.REMINDER) == 0


def test_a_worker_that_is_killed_while_it_opens_leaves_the_month_whole_to_another(
    planned: Flask,
) -> None:
    settings = planned.extensions["settings"]
    with planned.app_context():
        row = lease(db.session, OPENS)
        assert row
        open_month(db.session, row, settings, OPENS)
        assert messages(db.session, OutboxKind.INVITATION)
        db.session.rollback()  # its end
    Clock(planned, OPENS).work()
    assert month(planned).state is CalendarState.PLANNED
    Clock(planned, OPENS + LEASE).work()
    assert [action for _, action, _ in happened(planned)] == ["round opened"]
    assert count(planned, OutboxKind.INVITATION) == 3


def test_what_keeps_a_month_from_opening_is_said_until_it_is_mended(planned: Flask) -> None:
    themes = set_kind(planned, ThemeKind.SERVICE_BLOCK)
    clock = Clock(planned, OPENS)
    clock.work()
    found = month(planned)
    assert found.state is CalendarState.PLANNED
    assert found.problem.startswith("There is no governance theme to ask about")
    clock.until(OPENS + HOUR, 10 * MINUTE)
    assert set_kind(planned, ThemeKind.GOVERNANCE) == themes
    clock.until(OPENS + 3 * HOUR, 10 * MINUTE)
    found = month(planned)
    assert (found.state, found.problem) == (CalendarState.OPEN, "")
    assert OPENS + HOUR < found.opens_at < OPENS + 3 * HOUR


def set_kind(app: Flask, kind: ThemeKind) -> int:
    """Let every theme be of `kind`; how many those are."""
    with app.app_context():
        themes = db.session.exec(select(Theme)).all()
        for theme in themes:
            theme.kind = kind
        db.session.commit()
    return len(themes)
