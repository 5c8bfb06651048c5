"""Parts of a cube: some of its groups, its blocks, and counts that do not fit."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from analysis.cell import MisalignedError
from analysis.change import Moves
from analysis.counting import count
from analysis.cube import Cube, cube
from analysis.scale import FIVE_POINTS, Scale
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from tests.analysis.panels import (
    GROUPS,
    Q1,
    Q2,
    Row,
    answers_of,
    cube_of,
    panels,
    roster_of,
    scored,
)

PROGRESS = Item("1", "progress")
ROWS = [
    *scored({"cabinet": [0, 0, 2, 0, 0], "audit": [0, 1, 0, 0, 0]}, "2018-05"),
    *scored({"cabinet": [0, 0, 0, 2, 0], "audit": [0, 1, 0, 0, 0]}),
]


def told(score: int | None, no_view: str | None = None) -> Tally:
    said = Said(PROGRESS, "audit", "audit", None, score, no_view)
    return Tally(Q2, {said: 2}, {Place("audit", answered=True): 2}, {"audit": 2})


def test_some_groups_alone_in_both_periods() -> None:
    whole = cube_of(ROWS, compared=True)
    audit = whole.only(["audit"])
    assert [each.ref for each in audit.segments] == ["audit"]
    assert audit.overall(0).scores == (0, 1, 0, 0, 0)
    assert (audit.asked, audit.answered) == ((1,), (1,))
    assert audit.earlier is not None
    assert audit.earlier.overall(0).scores == (0, 1, 0, 0, 0)
    moves = audit.moves(0)
    assert moves is not None
    assert moves == whole.moves(0, "audit")
    assert moves.differences() == {0: 1}


def test_no_group_and_a_group_that_is_not_there() -> None:
    nobody = cube_of(ROWS, compared=True).only(["partners"])
    assert nobody.segments == ()
    assert nobody.overall(0).eligible == 0
    assert nobody.moves(0) == Moves.none(5)
    assert cube_of(ROWS).only(["audit"]).flows is None


def test_the_moves_of_a_group_that_is_gone_go_to_the_block_it_had() -> None:
    rows = [
        *scored({"officers": [0, 0, 3, 0, 0]}, "2018-05", first=90),
        *scored({"audit": [1] * 5}),
    ]
    blocks = cube_of(rows, compared=True).by_block()
    assert [each.ref for each in blocks.segments] == ["independent"]
    gone = blocks.moves(0, "executive")
    assert gone is not None
    assert (gone.left, gone.matched) == ((0, 0, 3, 0, 0), 0)


@settings(max_examples=40)
@given(panels())
def test_parts_add_up_to_the_whole(panel: tuple[list[Row], list[tuple[str, str, str]]]) -> None:
    rows, asked = panel
    whole = count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1)
    parts = [whole.only([group]) for group in GROUPS.names]
    assert sum(sum(part.asked) for part in parts) == sum(whole.asked)
    for place in range(len(whole.items)):
        assert added(parts, place) == (whole.overall(place).eligible, whole.overall(place).scores)
        moves = [found for part in parts if (found := part.moves(place)) is not None]
        assert sum(moves, Moves.none(5)) == whole.moves(place)


@settings(max_examples=40)
@given(panels())
def test_people_under_other_names_count_the_same(
    panel: tuple[list[Row], list[tuple[str, str, str]]],
) -> None:
    rows, asked = panel
    names = dict(zip("abcdef", "fbdaec", strict=True))
    other_rows: list[Row] = [(row[0], names[row[1]], *row[2:]) for row in rows]
    other_asked = [(month, names[person], group) for month, person, group in asked]
    there = count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1)
    again = count(answers_of(other_rows), roster_of(other_asked), GROUPS, Q2, Q1)
    assert again == there


def test_a_score_or_reason_that_no_cell_counts_is_refused() -> None:
    for tally in (told(6), told(0), told(None, "away")):
        with pytest.raises(MisalignedError, match="is neither a score nor a reason"):
            cube(tally, None, FIVE_POINTS)
    assert cube(told(0), None, Scale(0, 10)).overall(0).scores[0] == 2


def test_moves_without_the_items_of_the_later_period_are_left_out() -> None:
    other = Move(Item("9", "progress"), "audit", 3, 4, was=True, stays=True)
    nowhere = Move(PROGRESS, "audit", None, None, was=True, stays=True)
    moved = MoveTally({other: 2})
    compared = cube(told(3), None, FIVE_POINTS, told(3), moved)
    assert compared.flows == ({},)
    assert compared.moves(0) == Moves.none(5)
    with pytest.raises(MisalignedError, match="a move without any score"):
        cube(told(3), None, FIVE_POINTS, told(3), MoveTally({nowhere: 1}))


def test_counts_that_do_not_fit_their_labels_are_refused() -> None:
    whole = cube_of(ROWS, compared=True)
    for part, why in (
        ({"cells": ()}, "'cells' is not of 1 items by 2 segments"),
        ({"cells": (whole.cells[0][:1],)}, "'cells' is not of 1 items by 2 segments"),
        ({"asked": (1,)}, "'asked' does not count 2 segments"),
        ({"answered": (1, 1, 1)}, "'answered' does not count 2 segments"),
        ({"scale": Scale(1, 7)}, "a cell does not count 7 points"),
        ({"items": (Item("2", "progress"),)}, "the earlier period counts other items"),
    ):
        with pytest.raises(MisalignedError, match=why):
            replace(whole, **part)


def added(parts: list[Cube], place: int) -> tuple[int, tuple[int, ...]]:
    cells = [part.overall(place) for part in parts]
    along = zip(*(each.scores for each in cells), strict=True)
    return sum(each.eligible for each in cells), tuple(map(sum, along))
