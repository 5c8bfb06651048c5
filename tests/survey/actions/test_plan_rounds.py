from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.actions.move_round import move_round
from survey.actions.plan_rounds import plan_rounds
from survey.actions.skip_round import skip_round
from survey.errors import Conflict, NotFound, SurveyError
from survey.models import AuditEvent, OutboxItem, OutboxKind
from survey.queries.calendar import CalendarState, calendar_month, calendar_months
from survey.queries.planned_dates import dates_of, moved
from tests.survey.almanac import PLANNED, Clock, happened, london, plan, schedule
from tests.survey.council import opened

pytestmark = pytest.mark.holds("a council")
HOUR = timedelta(hours=1)


def test_a_schedule_gives_each_month_its_moments_in_london(session: Session) -> None:
    july, august = plan(session, months=2, last_day=True, thanks=True)
    assert july.opens_at == london("2018-07-02 09:00")
    assert july.reminders == (london("2018-07-06 10:00"), london("2018-07-11 10:00"))
    assert july.last_day == london("2018-07-13 10:00")
    assert july.closes_at == london("2018-07-13 17:00")
    assert august.opens_at == london("2018-08-01 09:00")
    found = calendar_months(session)
    assert [month.dates for month in found] == [july, august]
    assert {(month.state, month.thanks, month.definition) for month in found} == {
        (CalendarState.PLANNED, True, "governance-2018")
    }


def test_the_dates_are_rows_of_the_outbox_each_under_its_own_key(session: Session) -> None:
    plan(session, last_day=True)
    rows = session.exec(select(OutboxItem)).all()
    assert {row.key: row.kind for row in rows} == {
        "open-2018-07": OutboxKind.OPEN_ROUND,
        "remind-2018-07-1": OutboxKind.REMIND,
        "remind-2018-07-2": OutboxKind.REMIND,
        "remind-last-2018-07": OutboxKind.REMIND_LAST_DAY,
        "close-2018-07": OutboxKind.CLOSE_ROUND,
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_month": "July"}, "'July' is not a month"),
        ({"months": 0}, "from 1 to 36 months"),
        ({"months": 37}, "from 1 to 36 months"),
        ({"first_month": "2099-12", "months": 2}, "too far ahead"),
        ({"opening_day": 0}, "so none is number 0"),
        ({"closing_day": 23}, "July 2018 has 22 working days, so none is number 23"),
        ({"opening_time": "9 o'clock"}, "'9 o'clock' is not a time of day: write it like 09:00"),
        ({"closing_time": "24:00"}, "'24:00' is not a time of day"),
        ({"reminder_days": "5, 8"}, "Reminder days are numbers"),
        ({"reminder_days": "5 11"}, "reminder on Monday 16 July 2018 at 10:00 is not between"),
        ({"reminder_days": "1", "reminder_time": "09:00"}, "is not between the opening"),
        ({"last_day": True, "reminder_time": "17:00"}, "is not between the opening"),
        ({"opening_day": 10, "closing_day": 10, "opening_time": "17:00"}, "before it opens"),
    ],
)
def test_a_schedule_that_cannot_be_kept_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(SurveyError, match=words):
        dates_of(schedule(**({"first_month": "2018-07"} | changes)))  # type: ignore[arg-type]


def test_a_past_opening_is_refused(session: Session) -> None:
    with pytest.raises(SurveyError, match=r"July 2018 would have opened already, on Monday 2"):
        plan(session, now=london("2018-07-02 09:01"))


def test_an_unknown_questionnaire_is_refused(session: Session) -> None:
    with pytest.raises(SurveyError, match="No questionnaire called 'x'"):
        plan(session, definition="x")


def test_a_month_with_a_round_is_not_planned(session: Session, now: datetime) -> None:
    opened(session, now)
    with pytest.raises(Conflict, match="Round 2018-07 exists already"):
        plan(session, months=2)


def test_a_month_is_planned_once_unless_it_is_to_be_replaced(session: Session) -> None:
    plan(session, months=3)
    with pytest.raises(Conflict, match="July 2018 is in the calendar already"):
        plan(session)
    session.rollback()
    new = schedule("2018-08", 2, opening_day=2, reminder_days="6", closing_day=11)
    plan_rounds(session, schedule=new, actor="manager", now=PLANNED, replace=True)
    session.commit()
    july, august, _ = calendar_months(session)
    assert july.opens_at == london("2018-07-02 09:00")
    assert august.opens_at == london("2018-08-02 09:00")
    assert august.dates.reminders == (london("2018-08-08 10:00"),)


def test_rounds_that_overlap_are_refused_by_the_names_of_both(
    session: Session, now: datetime
) -> None:
    opened(session, now, closes_at=london("2018-08-03 17:00"))
    with pytest.raises(Conflict) as refused:
        plan(session, "2018-08")
    assert str(refused.value) == (
        "The round of August 2018 (Wednesday 1 August 2018 at 09:00 to Tuesday 14 August 2018 at "
        "17:00) would overlap that of July 2018 (Monday 2 July 2018 at 10:00 to Friday 3 August "
        "2018 at 17:00): move, skip or close one of them first."
    )
    session.rollback()
    plan(session, "2018-09")
    with pytest.raises(Conflict, match=r"August 2018 .* would overlap that of September 2018"):
        opened(session, now + timedelta(days=3), "2018-08", closes_at=now + timedelta(days=60))


def test_one_round_may_open_when_the_one_before_closes(session: Session, now: datetime) -> None:
    opened(session, now, closes_at=london("2018-08-01 09:00"))
    assert plan(session, "2018-08")


def test_a_moved_month_takes_its_other_dates_with_it(session: Session) -> None:
    (july,) = plan(session, last_day=True)
    dates = moved(july, london("2018-07-05 08:00"))
    move_round(session, month="2018-07", dates=dates, actor="manager", now=PLANNED)
    session.commit()
    found = calendar_month(session, "2018-07").dates
    assert found == dates
    assert found.reminders == (london("2018-07-11 10:00"), london("2018-07-16 10:00"))
    assert (found.last_day, found.closes_at) == (
        london("2018-07-18 10:00"),
        london("2018-07-18 17:00"),
    )
    assert moved(found, july.opens_at) == july


def test_a_month_is_moved_to_a_time_that_is_to_come_and_free(session: Session) -> None:
    july, august = plan(session, months=2)

    def move(opens_at: datetime, month: str = "2018-07") -> None:
        dates = replace(moved(july, opens_at), month=month)
        move_round(session, month=month, dates=dates, actor="manager", now=PLANNED)

    with pytest.raises(SurveyError, match="is past: choose a later opening"):
        move(PLANNED - HOUR)
    with pytest.raises(Conflict, match=r"July 2018 .* would overlap that of August 2018"):
        move(august.opens_at)
    with pytest.raises(NotFound, match="'2018-12' is not planned"):
        move(PLANNED, "2018-12")


def test_what_has_opened_is_neither_moved_nor_skipped(app: Flask, session: Session) -> None:
    (july,) = plan(session)
    Clock(app, july.opens_at).work()
    with pytest.raises(Conflict, match=r"July 2018 opened already.*: extend it or close it"):
        move_round(session, month="2018-07", dates=july, actor="manager", now=PLANNED)
    with pytest.raises(Conflict, match="July 2018 opened already"):
        skip_round(session, month="2018-07", reason="Recess", actor="manager", now=PLANNED)


def test_a_skipped_month_asks_nobody_and_keeps_its_reason(app: Flask, session: Session) -> None:
    july, _ = plan(session, months=2)
    with pytest.raises(SurveyError, match="Say why the month is skipped"):
        skip_round(session, month="2018-07", reason=" ", actor="manager", now=PLANNED)
    skip_round(session, month="2018-07", reason="Recess", actor="manager", now=PLANNED)
    session.commit()
    Clock(app, july.opens_at - HOUR).until(july.closes_at + HOUR, 3 * HOUR)
    assert [action for _, action, _ in happened(app)] == ["round skipped"]
    found = calendar_month(session, "2018-07")
    assert (found.state, found.reason) == (CalendarState.SKIPPED, "Recess")
    with pytest.raises(Conflict, match="July 2018 was skipped: plan it again first"):
        skip_round(session, month="2018-07", reason="Recess", actor="manager", now=PLANNED)


def test_a_skipped_month_is_planned_again_and_opens(app: Flask, session: Session) -> None:
    plan(session)
    skip_round(session, month="2018-07", reason="Recess", actor="manager", now=PLANNED)
    (july,) = plan_rounds(session, schedule=schedule(), actor="manager", now=PLANNED, replace=True)
    session.commit()
    Clock(app, july.opens_at).work()
    assert calendar_month(session, "2018-07").state is CalendarState.OPEN


def test_each_deed_is_told_by_whom_it_was_done(session: Session) -> None:
    (july,) = plan(session)
    move_round(session, month="2018-07", dates=july, actor="manager", now=PLANNED)
    skip_round(session, month="2018-07", reason="Recess", actor="manager", now=PLANNED)
    events = session.exec(select(AuditEvent).where(AuditEvent.at == PLANNED))
    assert [(event.actor, event.action) for event in events] == [
        ("manager", "months planned"),
        ("manager", "round moved"),
        ("manager", "round skipped"),
    ]


def test_a_month_that_nobody_planned_is_not_there(session: Session) -> None:
    with pytest.raises(NotFound, match="'2018-07' is not in the calendar"):
        calendar_month(session, "2018-07")
