from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from survey.models import Edition, EditionState, PlannedRound, Schedule
from survey.queries.summary_expected import summary_expected

MONTHS = ("2018-07", "2018-08", "2018-09")
MADE = datetime(2018, 6, 1, 9, 0, tzinfo=UTC)
PUBLISHED = datetime(2018, 10, 18, 23, 30, tzinfo=UTC)  # in London it is the 19th already


def schedule(session: Session, summary_day: int, *months: str) -> None:
    rule = Schedule(
        definition="governance-2018",
        first_month=months[0] if months else "2018-04",
        months=len(months) or 1,
        opening_day=1,
        opening_time="09:00",
        reminder_days="5 8",
        reminder_time="09:00",
        closing_day=10,
        closing_time="17:00",
        last_day=False,
        thanks=False,
        summary_day=summary_day,
        made_at=MADE,
    )
    session.add(rule)
    session.flush()
    session.add_all(
        PlannedRound(month=month, definition="x", thanks=False, schedule_id=rule.id)
        for month in months
    )
    session.flush()


def edition(session: Session, number: int, state: EditionState, at: datetime | None) -> None:
    session.add(
        Edition(
            period="2018-19-q2",
            number=number,
            state=state,
            drafted_by="analyst@council.example",
            drafted_at=MADE,
            published_at=at,
        )
    )
    session.flush()


@pytest.mark.parametrize("month", MONTHS)
def test_without_a_schedule_it_is_the_fifteenth_working_day(session: Session, month: str) -> None:
    found = summary_expected(session, month)
    assert (found.quarter.ref, found.day, found.published) == (
        "2018-19-q2",
        date(2018, 10, 19),
        False,
    )


def test_bank_holidays_are_no_working_days(session: Session) -> None:
    assert summary_expected(session, "2018-12").day == date(2019, 1, 22)
    assert summary_expected(session, "2019-03").day == date(2019, 4, 23)  # Easter in between


@pytest.mark.parametrize(
    ("number", "day"), [(1, date(2018, 10, 1)), (23, date(2018, 10, 31)), (24, date(2018, 11, 1))]
)
def test_a_schedule_says_which_working_day(session: Session, number: int, day: date) -> None:
    schedule(session, number, *MONTHS)
    assert summary_expected(session, "2018-07").day == day


def test_the_last_month_of_the_quarter_that_is_planned_decides(session: Session) -> None:
    schedule(session, 2, "2018-08")
    schedule(session, 1, "2018-07")
    schedule(session, 9, "2018-10")
    assert summary_expected(session, "2018-07").day == date(2018, 10, 2)


def test_where_no_month_is_planned_the_latest_schedule_does(session: Session) -> None:
    schedule(session, 5, "2018-05")
    schedule(session, 3, "2018-10")
    assert summary_expected(session, "2018-07").day == date(2018, 10, 3)


def test_a_published_edition_tells_its_own_day(session: Session) -> None:
    edition(session, 1, EditionState.APPROVED, None)
    assert not summary_expected(session, "2018-07").published
    edition(session, 2, EditionState.PUBLISHED, PUBLISHED)
    edition(session, 3, EditionState.PUBLISHED, PUBLISHED + timedelta(days=30))
    found = summary_expected(session, "2018-09")
    assert (found.day, found.published) == (date(2018, 10, 19), True)
    assert not summary_expected(session, "2018-10").published


def test_it_is_overdue_from_the_day_after(session: Session) -> None:
    found = summary_expected(session, "2018-07")
    assert not found.is_overdue(datetime(2018, 10, 19, 22, 0, tzinfo=UTC))
    assert found.is_overdue(datetime(2018, 10, 19, 23, 30, tzinfo=UTC))
    edition(session, 1, EditionState.PUBLISHED, PUBLISHED)
    assert not summary_expected(session, "2018-07").is_overdue(PUBLISHED + timedelta(days=99))
