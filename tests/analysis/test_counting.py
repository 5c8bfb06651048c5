"""Every engine counts alike, and without a roster too."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.answers import Answers, AnswersError, Roster
from analysis.counting import Tallies, count, tallies
from analysis.internal import internal
from analysis.periods import Period, parse_period
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from tests.analysis.panels import GROUPS, Q1, Q2, Row, panels, roster_of
from tests.analysis.relations import ANSWERED, database

Asked = list[tuple[str, str, str]]
Told = tuple[str, str, str, str, str, int | None, str | None, str | None]
COLUMNS = ["round", "person", "group", "item", "measure", "score", "no_view", "mode"]
PROGRESS = Item("1", "progress")
MODES = st.sampled_from([None, "", "form", "interview"])


def frame(rows: list[Told]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def told(
    month: str, score: int | None, person: str = "p", group: str = "audit", mode: str | None = None
) -> Told:
    return (month, person, group, "1", "progress", score, None, mode)


@settings(max_examples=25)
@given(panels(), st.data(), st.sampled_from([Q1, None]), st.booleans())
def test_pandas_and_duckdb_count_the_same(
    panel: tuple[list[Row], Asked],
    data: st.DataObject,
    against: Period | None,
    with_roster: bool,  # noqa: FBT001 - drawn
) -> None:
    rows = [(*row, data.draw(MODES)) for row in panel[0]]
    expected = tallies(
        Answers(frame(rows)), roster_of(panel[1]) if with_roster else None, Q2, against
    )
    with database() as engine:
        roster = engine.roster(panel[1]) if with_roster else None
        assert tallies(engine.answers(rows), roster, Q2, against) == expected


@given(panels())
@settings(max_examples=20)
def test_without_a_roster_who_ever_answered_is_eligible_throughout(
    panel: tuple[list[Row], Asked],
) -> None:
    rows: list[Told] = [(*row, None) for row in panel[0]]
    found = tallies(Answers(frame(rows)), None, Q2, Q1)
    assert found.earlier is not None
    for tally in (found.later, found.earlier):
        latest = [group_of(rows, who, tally.period) for who in {row[1] for row in rows}]
        assert tally.latest == {group: latest.count(group) for group in latest}
        spoke = {row[1] for row in rows if row[0] in tally.period.months}
        assert sum(n for place, n in tally.places.items() if place.answered) == len(spoke)


def group_of(rows: list[Told], person: str, period: Period) -> str:
    """The group of the latest answer in or before the period, else of the first one after it."""
    theirs = sorted(row[:3] for row in rows if row[1] == person)
    before = [row for row in theirs if row[0] <= period.months[-1]]
    return (before[-1] if before else theirs[0])[2]


def test_what_is_counted_is_who_said_what_and_who_moved_where() -> None:
    rows = [
        told("2018-05", 2, group="cabinet"),
        told("2018-07", 4, mode="interview"),
        told("2018-08", None, mode="form"),
        told("2018-05", 3, "gone"),
        told("2018-07", None, "silent"),
    ]
    asked = [*(row[:3] for row in rows), ("2018-09", "p", "officers"), ("2018-08", "q", "cabinet")]
    assert tallies(Answers(frame(rows)), roster_of(asked), Q2, Q1) == Tallies(
        later=Tally(
            Q2,
            {
                Said(PROGRESS, "audit", "officers", "interview", 4, None): 1,
                Said(PROGRESS, "audit", "audit", None, None, None): 1,
            },
            {Place("audit", answered=True): 2, Place("cabinet", answered=False): 1},
            {"officers": 1, "audit": 1, "cabinet": 1},
        ),
        earlier=Tally(
            Q1,
            {
                Said(PROGRESS, "cabinet", "cabinet", None, 2, None): 1,
                Said(PROGRESS, "audit", "audit", None, 3, None): 1,
            },
            {Place("cabinet", answered=True): 1, Place("audit", answered=True): 1},
            {"cabinet": 1, "audit": 1},
        ),
        moved=MoveTally(
            {
                Move(PROGRESS, "audit", 2, 4, was=True, stays=True): 1,
                Move(PROGRESS, "audit", 3, None, was=True, stays=False): 1,
            }
        ),
    )


def test_periods_may_lie_in_each_other() -> None:
    rows = [told("2018-07", 2), told("2018-09", 4)]
    found = tallies(Answers(frame(rows)), None, parse_period("2018-19"), parse_period("2018-07"))
    assert found.moved == MoveTally({Move(PROGRESS, "audit", 2, 4, was=True, stays=True): 1})


@pytest.mark.parametrize("against", [Q1, None])
def test_no_rows_at_all_are_an_empty_cube_in_every_engine(against: Period | None) -> None:
    empty = frame([])
    with database() as engine:
        for answers in (Answers(empty), engine.answers([])):
            cube = count(answers, None, None, Q2, against)
            assert (cube.items, cube.segments, internal(cube).eligible) == ((), (), 0)


def test_answers_outside_of_the_period_leave_it_empty() -> None:
    with database() as engine:
        for answers in (Answers(frame([told("2019-01", 3)])), engine.answers([told("2019-01", 3)])):
            cube = count(answers, None, None, Q2, Q1)
            assert (cube.items, cube.asked, cube.answered) == ((), (1,), (0,))


@pytest.mark.parametrize("score", ["double", "text", "decimal(4, 2)", "bigint"])
def test_scores_of_any_type_are_counted(score: str) -> None:
    rows = [told("2018-07", 3), told("2018-07", None, "q")]
    columns = ANSWERED.replace("integer", score)
    with database() as engine:
        cube = count(engine.answers(rows, columns), None, None, Q2)
    assert cube.cells[0][0].scores == (0, 0, 1, 0, 0)
    assert cube.cells[0][0].no_views == (0, 0, 1)


def test_who_answered_twice_is_refused_when_duckdb_counts_them() -> None:
    rows = [told("2018-07", 3), told("2018-08", 3), told("2018-07", 4)]
    numbered = [(*row, place) for place, row in enumerate(rows, 2)]
    with database() as engine:
        answers = engine.answers(numbered, f"{ANSWERED}, row integer")
        with pytest.raises(AnswersError, match=r"answers, row 4: this person has answered this"):
            count(answers, None, GROUPS, Q2)
        without = engine.answers(rows)
        where = r"answers, round '2018-07', person 'p', item '1', measure 'progress': this person"
        with pytest.raises(AnswersError, match=where):
            count(without, None, GROUPS, Q2, Q1)


def test_a_stranger_is_refused_by_duckdb_too() -> None:
    rows = [told("2018-07", 3), told("2018-08", 3)]
    with database() as engine:
        answers, roster = engine.answers(rows), engine.roster([rows[0][:3]])
        where = r"answers, .*person 'p'.*: 'p' answered in 2018-08 but is not on the roster of that"
        with pytest.raises(AnswersError, match=where):
            count(answers, roster, GROUPS, Q2)


def test_frames_of_two_engines_are_refused() -> None:
    rows = [told("2018-07", 3)]
    with database() as engine:
        why = r"answers are held by pandas, the roster by duckdb; read both with one of them\."
        with pytest.raises(AnswersError, match=why):
            count(Answers(frame(rows)), engine.roster([rows[0][:3]]), GROUPS, Q2)


def test_a_roster_of_nobody_makes_everybody_a_stranger() -> None:
    nobody = Roster(pd.DataFrame(columns=COLUMNS[:3]))
    with pytest.raises(AnswersError, match="'p' answered in 2018-07 but is not on the roster"):
        count(Answers(frame([told("2018-07", 3)])), nobody, None, Q2)
