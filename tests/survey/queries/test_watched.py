from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from sqlmodel import Session

from analysis.cube import Cube
from analysis.periods import Period
from analysis.warnings.figures import BlockLow
from survey.models import Round, RoundState
from survey.queries import watched as module
from survey.queries.plan_items import plan_items
from survey.queries.scored import PLAN
from survey.queries.summaries import cube_of
from survey.queries.watched import is_settled, rounds_watched, title, watched
from tests.survey.house import OPENS
from tests.survey.watching import FALLEN, JULY, NIGHT, answer_month, council, fallen, hold

FRIDAY = datetime(2018, 7, 13, 16, 0, tzinfo=UTC)
SUNDAY = datetime(2018, 7, 15, 16, 0, tzinfo=UTC)
IN_AUGUST = datetime(2018, 8, 3, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closes_at", "day", "settled"),
    [
        (FRIDAY, 11, False),
        (FRIDAY, 12, True),
        (FRIDAY, 13, True),
        (FRIDAY, 16, True),  # its time is over, and nobody has closed it
        (SUNDAY, 11, False),
        (SUNDAY, 12, True),
        (SUNDAY, 15, True),
    ],
)
def test_a_month_is_settled_in_its_last_two_working_days(
    closes_at: datetime, day: int, *, settled: bool
) -> None:
    round_ = Round(
        month="2018-07",
        state=RoundState.OPEN,
        questionnaire_sha256="",
        opens_at=OPENS,
        closes_at=closes_at,
    )
    assert is_settled(round_, datetime(2018, 7, day, 2, 0, tzinfo=UTC)) is settled
    round_.state = RoundState.CLOSED
    assert is_settled(round_, OPENS)


def test_the_open_months_and_the_latest_closed_one_are_watched(session: Session) -> None:
    fallen(session)
    answer_month(session, "2018-09", "3")
    assert [each.month for each in rounds_watched(session)] == ["2018-09", "2018-08"]
    found = watched(session, IN_AUGUST)
    assert found.periods == ("2018-09", "2018-08", "2018-19-q2")
    # One of twelve has answered, which says nothing while the others may.
    assert [(each.raised.kind, each.raised.period) for each in found.seen] == [(FALLEN, "2018-08")]


def test_an_open_month_warns_of_its_response_once_it_is_nearly_over(session: Session) -> None:
    council(session)
    hold(session, "2018-07", JULY)
    answer_month(session, "2018-08", "3")
    assert watched(session, IN_AUGUST).seen == ()
    (seen,) = watched(session, NIGHT).seen
    assert (seen.raised.kind, seen.raised.period, seen.still_open) == ("response", "2018-08", True)


def test_an_open_month_warns_at_once_of_those_who_have_answered(session: Session) -> None:
    council(session)
    hold(session, "2018-07", JULY)
    answer_month(session, "2018-08", "11133")
    (seen,) = watched(session, IN_AUGUST).seen
    assert (seen.raised.kind, seen.raised.period, seen.title) == (FALLEN, "2018-08", "Culture")
    assert seen.still_open


def test_a_quarter_without_an_open_month_is_finished(session: Session) -> None:
    council(session)
    hold(session, "2018-09", JULY)
    answer_month(session, "2018-10", "")
    assert watched(session, OPENS).periods == (
        "2018-10", "2018-09", "2018-19-q3", "2018-19-q2",
    )  # fmt: skip


def test_a_block_is_set_beside_the_official_rating_that_the_cube_carries(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    council(session)
    hold(session, "2018-07", "2" * 12)

    def rated(session: Session, period: Period, *, inside: bool, live: bool) -> Cube:
        counted = cube_of(session, period, inside=inside, live=live)
        return replace(counted, official={"1": {"amber": 1}})

    monkeypatch.setattr(module, "cube_of", rated)
    (seen,) = watched(session, NIGHT).seen
    assert (seen.raised.kind, seen.raised.period) == ("block-low", "2018-19-q2")
    # The two of Audit are too few to be spoken of.
    assert seen.raised.figures == BlockLow(10, Fraction(2), "amber", "Executive")


def test_items_are_called_as_the_plan_calls_them(session: Session) -> None:
    council(session)
    items = plan_items(session)
    assert title("1", items) == "Culture"
    assert title("1.1", items) == "1.1 A culture dashboard"
    assert title(PLAN, items) == "The plan as a whole"
    assert title("", items) == ""
