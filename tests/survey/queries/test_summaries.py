"""The counts of a quarter from the database, beside the Council's ratings and its breaks."""

import pytest
from sqlmodel import Session, select

from analysis.counting import count
from analysis.periods import parse_period
from analysis.tally import Item
from survey.errors import NotFound
from survey.models import AimRag, Invitation, Lineage, LineageKind, LineageLevel, Rag
from survey.queries.groups import standings
from survey.queries.summaries import cube_of
from tests.survey.council import add_aim, add_theme
from tests.survey.frames import answers, roster
from tests.survey.quarter import REF, hold

pytestmark = pytest.mark.holds("a closed quarter")
QUARTER, EARLIER = parse_period(REF), parse_period("2018-19-q1")


def rename(session: Session, month: str, ref: str = "1") -> None:
    session.add(
        Lineage(
            level=LineageLevel.THEME,
            from_month=month,
            kind=LineageKind.RENAMED,
            old_ref=ref,
            new_ref=ref,
            old_name="Ways",
            new_name="Culture",
        )
    )
    session.flush()


@pytest.mark.parametrize("period", ["2018-07", "2018-08", REF, "2018-19-h1", "2018-19"])
def test_the_database_counts_as_the_frames_are_counted(session: Session, period: str) -> None:
    hold(session, "2018-06", "555522221111")
    hold(session, "2018-04", "1")
    wanted = parse_period(period)
    months = [*wanted.previous().months, *wanted.months]
    frames = answers(session, months), roster(session, months), standings(session)
    found = cube_of(session, wanted, inside=True)
    expected = count(*frames, wanted, found.earlier.period if found.earlier else None)
    assert (found.cells, found.asked, found.answered) == (
        expected.cells,
        expected.asked,
        expected.answered,
    )
    assert (found.earlier, found.flows) == (expected.earlier, expected.flows)


def test_a_theme_has_the_ratings_of_its_aims_without_the_exempt_one(session: Session) -> None:
    for inside in (False, True):
        assert cube_of(session, QUARTER, inside=inside).official == {"1": {"amber": 1}}


def test_ratings_are_those_of_the_last_month(session: Session) -> None:
    for month, rag in (("2018-09", Rag.GREEN), ("2018-10", Rag.RED)):
        session.add(AimRag(aim_id=1, month=month, rag=rag))
    session.flush()
    assert cube_of(session, QUARTER, inside=True).official == {"1": {"green": 1}}
    august = cube_of(session, parse_period("2018-08"), inside=True)
    assert august.official == {"1": {"amber": 1}}


def test_what_nobody_scored_has_no_ratings(session: Session) -> None:
    aim = add_aim(session, add_theme(session, 2, "Finance"), 1, "A balanced budget")
    session.add(AimRag(aim_id=aim.id or 0, month="2018-06", rag=Rag.RED))
    session.flush()
    assert set(cube_of(session, QUARTER, inside=True).official) == {"1"}


def test_a_series_breaks_where_a_theme_was_renamed_in_between(session: Session) -> None:
    hold(session, "2018-06", "555522221111")
    assert cube_of(session, QUARTER, inside=False).moves(0) is not None
    rename(session, "2018-07")
    cube = cube_of(session, QUARTER, inside=False)
    assert set(cube.broken) == {"1"}
    assert cube.moves(0) is None


def test_a_step_that_came_before_or_after_breaks_nothing(session: Session) -> None:
    hold(session, "2018-06", "555522221111")
    rename(session, "2018-04")
    rename(session, "2018-10")
    assert cube_of(session, QUARTER, inside=False).broken == {}


def test_nothing_is_broken_without_a_comparison(session: Session) -> None:
    rename(session, "2018-07")
    cube = cube_of(session, QUARTER, inside=False)
    assert (cube.earlier, cube.broken) == (None, {})


def test_any_other_period_can_be_compared_with(session: Session) -> None:
    hold(session, "2018-05", "555522221111")
    july, may = parse_period("2018-07"), parse_period("2018-05")
    cube = cube_of(session, july, inside=False, against=may)
    assert cube.earlier is not None
    assert cube.earlier.period == may
    moved = cube.moves(0)
    assert moved is not None
    assert moved.matched == 12
    assert cube_of(session, july, inside=False, against=parse_period("2018-04")).earlier is None


def test_whoever_is_asked_twice_in_a_round_is_counted_once(session: Session) -> None:
    second = session.exec(select(Invitation).where(Invitation.person_id == 2)).all()
    for each in second:
        each.deputy_id = 1
    session.flush()
    july = cube_of(session, parse_period("2018-07"), inside=True)
    assert (july.asked, july.answered) == ((9, 2), (9, 2))
    assert july.overall(0).scores == (0, 3, 4, 2, 2)


def test_some_people_can_be_counted_apart(session: Session) -> None:
    cube = cube_of(session, QUARTER, inside=True, people=frozenset({1, 2, 12}))
    assert (cube.asked, cube.answered) == ((2, 1), (2, 1))
    progress = cube.items.index(Item("1", "progress"))
    assert cube.overall(progress).scores == (0, 1, 0, 0, 2)
    nobody = cube_of(session, QUARTER, inside=True, people=frozenset())
    assert (nobody.items, nobody.asked) == ((), ())


def test_a_period_without_a_round_names_those_that_have_one(session: Session) -> None:
    with pytest.raises(NotFound, match=r"the quarters that can be summarised are 2018-19-q2"):
        cube_of(session, EARLIER, inside=False)
