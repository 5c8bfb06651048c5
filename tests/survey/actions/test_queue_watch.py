from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from survey.actions.queue_watch import next_night, queue_watch
from survey.actions.settle_watches import settle_watches
from survey.models import OutboxState
from survey.queries.watch_rows import closes_waiting, is_watched_by_another, night_waits
from tests.survey.almanac import london
from tests.survey.watching import NIGHT, answer_month, close, council, rows

BEFORE = london("2018-07-02 02:59")


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2018-07-02 02:59", "2018-07-02 03:00"),
        ("2018-07-02 03:00", "2018-07-03 03:00"),
        ("2018-07-02 23:30", "2018-07-03 03:00"),
        # The nights on which London's clocks change: the hour is there once.
        ("2026-03-28 22:00", "2026-03-29 03:00"),
        ("2026-03-29 03:00", "2026-03-30 03:00"),
        ("2026-10-24 22:00", "2026-10-25 03:00"),
        ("2026-10-25 03:00", "2026-10-26 03:00"),
    ],
)
def test_the_next_night_is_at_three_in_london(now: str, night: str) -> None:
    assert next_night(london(now)) == london(night)


def test_every_moment_of_the_night_in_which_clocks_go_back_has_one_next_night() -> None:
    start = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)
    moments = [start + timedelta(minutes=15) * step for step in range(16)]
    assert {next_night(moment) for moment in moments} == {london("2026-10-25 03:00")}


def test_a_night_is_queued_once_however_often_it_is_asked_for(session: Session) -> None:
    assert not night_waits(session)
    for minutes in (0, 1, 30):
        queue_watch(session, now=BEFORE - timedelta(minutes=minutes))
    (row,) = rows(session)
    assert (row.due_at, row.subject_id) == (london("2018-07-02 03:00"), 0)
    assert row.key == "watch-night-2018-07-02"
    assert night_waits(session)
    row.state = OutboxState.DONE
    assert not night_waits(session)
    queue_watch(session, now=BEFORE + timedelta(minutes=1))
    assert [each.key for each in rows(session)] == [
        "watch-night-2018-07-02",
        "watch-night-2018-07-03",
    ]


def test_each_close_asks_for_one_watch_at_once(session: Session) -> None:
    council(session)
    for month in ("2018-07", "2018-08"):
        answer_month(session, month, "3")
        close(session, month)
    assert [(row.due_at, row.key, row.subject_id) for row in rows(session)] == [
        (NIGHT, "watch-close-2018-07", 1),
        (NIGHT, "watch-close-2018-08", 2),
    ]


def test_closes_that_wait_are_settled_and_those_being_done_are_left(session: Session) -> None:
    council(session)
    for month in ("2018-07", "2018-08", "2018-09"):
        answer_month(session, month, "3")
        close(session, month)
    queue_watch(session, now=NIGHT - timedelta(days=1))
    mine, waiting, taken, _night = rows(session)
    assert not is_watched_by_another(session, mine, NIGHT)
    taken.leased_until = NIGHT + timedelta(minutes=1)
    session.flush()
    assert is_watched_by_another(session, mine, NIGHT)
    assert not is_watched_by_another(session, taken, NIGHT)
    assert closes_waiting(session, mine, NIGHT) == [waiting.id]
    settle_watches(session, closes=[waiting.id or 0, taken.id or 0], now=NIGHT)
    session.expire_all()
    assert [row.state.value for row in rows(session)] == ["queued", "done", "queued", "queued"]


def test_nights_of_long_ago_are_forgotten(session: Session) -> None:
    for days in (40, 20):
        queue_watch(session, now=NIGHT - timedelta(days=days))
    for row in rows(session):
        row.state, row.done_at = OutboxState.DONE, row.due_at
    session.flush()
    settle_watches(session, closes=[], now=NIGHT)
    assert [row.key for row in rows(session)] == ["watch-night-2018-08-13"]
