from dataclasses import replace
from datetime import UTC, date, datetime

from survey.manage.calendar.timeline import elections_within, timeline
from survey.models import Election
from survey.queries.calendar import CalendarMonth, CalendarState

NOW = datetime(2019, 4, 4, 12, 0, tzinfo=UTC)
LOCAL = Election(id=1, name="Local", notice_on=date(2019, 3, 26), polling_on=date(2019, 5, 2))
PAST = Election(id=2, name="Past", notice_on=date(2018, 3, 26), polling_on=date(2018, 5, 3))


def month(name: str, state: CalendarState, **known: object) -> CalendarMonth:
    year, number = map(int, name.split("-"))
    found = CalendarMonth(
        month=name,
        definition="governance-2018",
        state=state,
        opens_at=datetime(year, number, 2, 8, 0, tzinfo=UTC),
        reminders=(),
        closes_at=datetime(year, number, 13, 16, 0, tzinfo=UTC),
    )
    return replace(found, **known)  # type: ignore[arg-type]  # each is of its field's type


MARCH = month("2019-03", CalendarState.CLOSED, late=("Opened 2 hours late.",))
FEBRUARY = month("2019-02", CalendarState.SKIPPED, reason="Nobody was there.")
APRIL = month("2019-04", CalendarState.OPEN)
MAY = month("2019-05", CalendarState.SKIPPED, reason="The election.")
JUNE = month("2019-06", CalendarState.PLANNED, problem="The mail server was away.")


def test_elections_stand_where_they_fall_and_what_is_past_comes_last_first() -> None:
    line = timeline([FEBRUARY, MARCH, APRIL, MAY, JUNE], [PAST, LOCAL], NOW)
    names = [getattr(each, "name", "") or getattr(each, "label", "") for each in line.coming]
    assert names == ["Local", "April 2019", "May 2019", "June 2019"]
    assert [each.label for each in line.past] == ["March 2019", "February 2019"]
    assert line.first_line.startswith("April 2019 is open since Tuesday 2 April at 09:00; closes")


def test_notes_say_what_came_late_and_what_could_not_be_done() -> None:
    line = timeline([MARCH, JUNE], [], NOW)
    assert line.past[0].notes == ("Opened 2 hours late.",)
    assert getattr(line.coming[0], "notes", ()) == (
        "It could not be done so far: The mail server was away.",
    )


def test_without_a_plan_the_first_line_says_that_nothing_happens() -> None:
    for months in ([], [MARCH], [MAY]):
        assert timeline(months, [], NOW).first_line == (
            "Nothing is planned: no month opens by itself."
        )


def test_a_round_that_meets_a_pre_election_period_goes_on() -> None:
    (note,) = elections_within("April 2019", APRIL.opens_at, APRIL.closes_at, [PAST, LOCAL])
    assert "pre-election period of Local, Tuesday 26 March 2019 to Thursday 2 May 2019" in note
    assert "the round goes on" in note
    assert elections_within("June 2019", JUNE.opens_at, JUNE.closes_at, [PAST, LOCAL]) == []
