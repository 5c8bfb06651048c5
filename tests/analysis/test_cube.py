from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings

from analysis.answers import AnswersError, Roster
from analysis.change import Moves, decompose
from analysis.counting import count
from analysis.cube import REASONS, Cube, MisalignedError
from analysis.periods import Period
from analysis.tally import Item
from tests.analysis.panels import (
    GROUPS,
    Q1,
    Q2,
    Row,
    answers_of,
    cube_of,
    eligible,
    no_views,
    panels,
    roster_of,
    scored,
    scores,
)
from tests.analysis.test_change import AFTER, BEFORE, WORKED

Asked = list[tuple[str, str, str]]


def said(month: str, score: int | None, *, group: str = "audit", reason: str | None = None) -> Row:
    return (month, "p", group, "1", "progress", score, reason)


def test_the_latest_score_counts_and_a_later_no_view_does_not_undo_it() -> None:
    cube = cube_of([said("2018-09", None), said("2018-08", 4), said("2018-07", 2)])
    assert scores(cube) == [[[0, 0, 0, 1, 0]]]
    assert no_views(cube) == [[[0, 0, 0]]]


def test_without_a_score_the_latest_reason_counts() -> None:
    cube = cube_of(
        [said("2018-07", None, reason="too-early"), said("2018-08", None, reason="not-close")]
    )
    assert dict(zip(REASONS, no_views(cube)[0][0], strict=True)) == {
        "too-early": 0,
        "not-close": 1,
        "unsaid": 0,
    }


def test_nothing_is_carried_over_from_an_earlier_period() -> None:
    cube = cube_of([said("2018-06", 4), said("2018-07", None)], compared=True)
    assert scores(cube) == [[[0] * 5]]
    assert no_views(cube)[0][0] == [0, 0, 1]


def test_a_person_counts_under_the_group_of_the_answer_that_counts() -> None:
    rows = [said("2018-07", 4, group="cabinet"), said("2018-08", None)]
    cube = cube_of(rows)
    assert [segment.ref for segment in cube.segments] == ["cabinet", "audit"]
    assert [cell.n for cell in cube.cells[0]] == [1, 0]
    assert eligible(cube) == [[1, 0]]
    assert (cube.asked, cube.answered) == ((1, 0), (1, 0))


def test_who_says_nothing_counts_under_the_latest_group_on_the_roster() -> None:
    rows = [said("2018-07", 3)]
    asked = [("2018-07", "q", "cabinet"), ("2018-08", "q", "audit"), *rows]
    cube = count(answers_of(rows), roster_of(asked), GROUPS, Q2)
    assert [segment.ref for segment in cube.segments] == ["audit"]
    assert (eligible(cube), cube.asked, cube.answered) == ([[2]], (2,), (1,))


def test_items_stand_in_natural_order_and_progress_before_maturity() -> None:
    asked = [("10", "progress"), ("2", "maturity"), ("2", "progress"), ("2", "cost"), ("2.b", "x")]
    rows = [("2018-07", "p", "audit", item, measure, 3, None) for item, measure in asked]
    assert cube_of(rows).items == (
        Item("2", "progress"),
        Item("2", "maturity"),
        Item("2", "cost"),
        Item("2.b", "x"),
        Item("10", "progress"),
    )


def test_who_answered_without_being_on_the_roster_is_named_with_the_row() -> None:
    rows = [said("2018-07", 3), said("2018-08", 3)]
    with pytest.raises(
        AnswersError, match=r"answers, row 3: 'p' answered in 2018-08 but is not on"
    ):
        count(answers_of(rows), roster_of(rows[:1]), GROUPS, Q2)


def test_an_unknown_group_is_named_beside_those_there_are() -> None:
    with pytest.raises(
        AnswersError, match=r"no group 'auditors'; there are cabinet, officers, audit"
    ):
        cube_of([said("2018-07", 3, group="auditors")])


def test_a_period_without_answers_is_an_empty_cube() -> None:
    cube = count(
        answers_of([]), Roster(pd.DataFrame(columns=["round", "person", "group"])), None, Q2, Q1
    )
    assert (cube.items, cube.segments, cube.by_block().segments) == ((), (), ())
    assert cube.asked == ()


def test_labels_that_do_not_fit_are_refused() -> None:
    cube = cube_of([said("2018-07", 3)])
    with pytest.raises(MisalignedError, match="'cells' is not of 0 items by 1 segments"):
        replace(cube, items=())
    other = replace(cube, items=(Item("2", "progress"),))
    with pytest.raises(MisalignedError, match="other items"):
        replace(cube, earlier=other)


def test_blocks_add_up_their_groups_and_leave_the_cube_alone() -> None:
    rows = scored(
        {"cabinet": [1, 0, 0, 2, 0], "officers": [0, 1, 0, 0, 0], "audit": [0, 0, 3, 0, 0]}
    )
    cube = cube_of(rows, compared=True)
    blocks = cube.by_block()
    assert [(each.ref, each.name) for each in blocks.segments] == [
        ("executive", "Executive"),
        ("independent", "Independent"),
    ]
    assert scores(blocks) == [[[1, 1, 0, 2, 0], [0, 0, 3, 0, 0]]]
    assert eligible(blocks) == [[4, 3]]
    assert len(cube.segments) == 3


def test_the_worked_example_s_moves() -> None:
    before = [
        ("2018-05", who, "audit", "1", "progress", score, None) for who, score in BEFORE.items()
    ]
    after = [
        ("2018-08", who, "audit", "1", "progress", score, None) for who, score in AFTER.items()
    ]
    asked = [("2018-05", who, "audit") for who in "abcdefghk"]
    asked += [("2018-08", who, "audit") for who in "abcdefhijk"]
    cube = count(answers_of([*before, *after]), roster_of(asked), GROUPS, Q2, Q1)
    assert cube.moves(0) == WORKED
    assert decompose(WORKED) is not None


def test_without_a_comparison_there_are_no_moves() -> None:
    assert cube_of([said("2018-07", 3)]).moves(0) is None


@settings(max_examples=60)
@given(panels())
def test_counting_person_by_person_gives_the_same(panel: tuple[list[Row], Asked]) -> None:
    rows, asked = panel
    cube = count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1)
    assert cube.earlier is not None
    for each in (cube, cube.earlier):
        assert_counted(each, rows, asked)
    for place, item in enumerate(cube.items):
        assert cube.moves(place) == slow_moves(rows, asked, item.ref)


@settings(max_examples=30)
@given(panels())
def test_relabelling_people_and_shuffling_rows_changes_nothing(
    panel: tuple[list[Row], Asked],
) -> None:
    rows, asked = panel
    renamed: list[Row] = [(row[0], f"z{ord('z') - ord(row[1])}", *row[2:]) for row in rows[::-1]]
    moved = [(month, f"z{ord('z') - ord(who)}", group) for month, who, group in asked[::-1]]
    cube = count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1)
    other = count(answers_of(renamed), roster_of(moved), GROUPS, Q2, Q1)
    for name in ("items", "segments"):
        assert getattr(cube, name) == getattr(other, name)
    for name in ("cells", "asked", "answered"):
        assert getattr(cube, name) == getattr(other, name)
    assert [cube.moves(n) for n in range(len(cube.items))] == [
        other.moves(n) for n in range(len(cube.items))
    ]


def voice(rows: list[Row], period: Period, person: str, item: str) -> Row | None:
    """The person's row that counts, by walking through their months."""
    chosen: Row | None = None
    for row in sorted(rows, key=lambda row: row[0]):
        theirs = row[0] in period.months and row[1] == person and row[3] == item
        if theirs and (row[5] is not None or chosen is None or chosen[5] is None):
            chosen = row
    return chosen


def latest_groups(asked: Asked, period: Period) -> dict[str, str]:
    return {who: group for month, who, group in sorted(asked) if month in period.months}


def assert_counted(cube: Cube, rows: list[Row], asked: Asked) -> None:
    people = latest_groups(asked, cube.period)
    refs = [segment.ref for segment in cube.segments]
    for place, item in enumerate(cube.items):
        voices = {who: voice(rows, cube.period, who, item.ref) for who in people}
        groups = Counter(row[2] if row else people[who] for who, row in voices.items())
        given_of = Counter(
            (row[2], row[5]) for row in voices.values() if row and row[5] is not None
        )
        reasons = Counter(
            (row[2], row[6] or "unsaid") for row in voices.values() if row and row[5] is None
        )
        assert eligible(cube)[place] == [groups[ref] for ref in refs]
        assert scores(cube)[place] == [[given_of[ref, k] for k in range(1, 6)] for ref in refs]
        assert no_views(cube)[place] == [[reasons[ref, r] for r in REASONS] for ref in refs]
    spoke = {row[1] for row in rows if row[0] in cube.period.months}
    assert (sum(cube.asked), sum(cube.answered)) == (len(people), len(spoke))


def slow_moves(rows: list[Row], asked: Asked, item: str) -> Moves:
    was, still = latest_groups(asked, Q1), latest_groups(asked, Q2)
    pairs: Counter[tuple[str, int, int]] = Counter()
    for who in {*was, *still}:
        old, new = (row[5] if (row := voice(rows, q, who, item)) else None for q in (Q1, Q2))
        if old and new:
            pairs["joint", old, new] += 1
        elif new:
            pairs["returned" if who in was else "joined", 0, new] += 1
        elif old:
            pairs["lapsed" if who in still else "left", old, 0] += 1
    scale = range(1, 6)
    return Moves(
        tuple(tuple(pairs["joint", old, new] for new in scale) for old in scale),
        tuple(pairs["joined", 0, new] for new in scale),
        tuple(pairs["returned", 0, new] for new in scale),
        tuple(pairs["left", old, 0] for old in scale),
        tuple(pairs["lapsed", old, 0] for old in scale),
    )


def test_an_item_asked_of_some_groups_could_be_answered_by_those_alone() -> None:
    rows = [
        ("2018-07", "a", "audit", "1", "progress", 4, None),
        ("2018-07", "a", "audit", "1", "maturity", 2, None),
        ("2018-07", "c", "cabinet", "1", "maturity", 3, None),
    ]
    cube = cube_of(rows)
    narrowed = cube.among({Item("1", "progress"): {"audit"}, Item("9", "progress"): {"audit"}})
    assert [sum(row) for row in eligible(cube)] == [2, 2]
    assert [sum(row) for row in eligible(narrowed)] == [1, 2]
    assert scores(narrowed) == scores(cube)
    assert cube.among({}) is cube


def test_both_periods_are_narrowed() -> None:
    earlier = ("2018-05", "a", "cabinet", "1", "progress", 4, None)
    later = ("2018-07", "c", "audit", "1", "progress", 4, None)
    compared = cube_of([earlier, later], compared=True).among({Item("1", "progress"): {"audit"}})
    assert compared.earlier is not None
    assert (eligible(compared), eligible(compared.earlier)) == ([[1]], [[0]])
