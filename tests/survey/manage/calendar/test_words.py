from datetime import UTC, date, datetime, timedelta

import pytest

from survey.manage.calendar.words import dates_in_words, sentence, spelt
from survey.models import OutboxState, Schedule
from survey.queries.calendar import CalendarMonth, CalendarState, Reminder
from survey.queries.planned_dates import MonthDates, dates_of

NOW = datetime(2018, 7, 4, 12, 0, tzinfo=UTC)


def planned(
    first_month: str = "2018-07", reminder_days: str = "5 8", months: int = 1
) -> MonthDates:
    schedule = Schedule(
        definition="governance-2018",
        first_month=first_month,
        months=months,
        opening_day=1,
        opening_time="09:00",
        reminder_days=reminder_days,
        reminder_time="09:00",
        closing_day=10,
        closing_time="17:00",
        last_day=False,
        thanks=False,
        made_at=NOW,
    )
    return dates_of(schedule)[-1]


def month(state: CalendarState, **known: object) -> CalendarMonth:
    dates = planned()
    reminders = (
        Reminder(dates.reminders[0], OutboxState.DONE, last_day=False),
        Reminder(dates.reminders[1], OutboxState.QUEUED, last_day=False),
    )
    facts = {
        "month": "2018-07",
        "definition": "governance-2018",
        "state": state,
        "opens_at": dates.opens_at,
        "reminders": reminders,
        "closes_at": dates.closes_at,
    }
    return CalendarMonth(**facts | known)  # type: ignore[arg-type]  # each is of its field's type


def test_a_planned_month_is_one_sentence() -> None:
    assert dates_in_words(planned()) == (
        "opens Monday 2 July at 09:00; reminders on Friday 6 and Wednesday 11 July; "
        "closes Friday 13 July at 17:00"
    )
    assert "; reminder on Friday 6 July; " in dates_in_words(planned(reminder_days="5"))
    assert dates_in_words(planned(reminder_days="")) == (
        "opens Monday 2 July at 09:00; closes Friday 13 July at 17:00"
    )


def test_summer_time_changes_no_word() -> None:
    """At 09:00 on London's clocks before and after the clocks change, bank holidays left out."""
    assert dates_in_words(planned("2019-03", "")).startswith("opens Friday 1 March at 09:00")
    assert "closes Monday 15 April at 17:00" not in dates_in_words(planned("2019-04", ""))
    assert dates_in_words(planned("2019-04", "")).endswith("closes Friday 12 April at 17:00")


def test_days_name_their_month_once_and_another_year() -> None:
    days = [date(2018, 12, 28), date(2018, 12, 31), date(2019, 1, 2), date(2019, 1, 4)]
    assert spelt(days, 2018) == (
        "Friday 28, Monday 31 December, Wednesday 2 and Friday 4 January 2019"
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            month(CalendarState.OPEN),
            (
                "is open since Monday 2 July at 09:00; reminder on Wednesday 11 July; "
                "closes Friday 13 July at 17:00"
            ),
        ),
        (
            month(CalendarState.OPEN, reminders=(), closes_at=NOW - timedelta(hours=1)),
            (
                "is open since Monday 2 July at 09:00; its time ran out Wednesday 4 July at 12:00, "
                "and it closes next"
            ),
        ),
        (
            month(CalendarState.PAUSED, paused_at=NOW),
            (
                "is paused since Wednesday 4 July at 13:00; it closes Friday 13 July at 17:00 or "
                "later, once it is resumed"
            ),
        ),
        (
            month(CalendarState.CLOSED, closed_at=datetime(2019, 1, 2, 9, 0, tzinfo=UTC)),
            "opened Monday 2 July at 09:00; closed Friday 13 July at 17:00",
        ),
        (
            month(CalendarState.CLOSED, closed_at=NOW),
            "opened Monday 2 July at 09:00; closed Wednesday 4 July at 13:00",
        ),
        (month(CalendarState.SKIPPED, reason="Purdah."), "is skipped: Purdah."),
    ],
)
def test_what_became_of_a_month_is_one_sentence(found: CalendarMonth, words: str) -> None:
    assert sentence(found, NOW) == words
