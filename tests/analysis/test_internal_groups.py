"""What is said of single groups: their change, its bounds, and what lies between them."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings

from analysis.bounds import Bounds
from analysis.counting import count
from analysis.cube import Cube
from analysis.internal import InternalChange, InternalItem, internal
from analysis.lineage import Step
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


def moved(group: str, *scores: tuple[int | None, int | None]) -> list[Row]:
    """People of a group by their score in May and in July, None for no answer."""
    return [
        (month, f"{group}{place}", group, "1", "progress", score, None)
        for place, pair in enumerate(scores)
        for month, score in zip(("2018-05", "2018-07"), pair, strict=True)
        if score is not None
    ]


def only_item(cube: Cube) -> InternalItem:
    (item,) = internal(cube).items
    return item


def change_of(item: InternalItem, group: str) -> InternalChange:
    found = {each.segment.ref: each.change for each in item.groups}[group]
    assert found is not None
    return found


def test_a_group_changes_by_its_own_people_alone() -> None:
    rows = [*moved("audit", *[(3, 4)] * 6), *moved("cabinet", (5, 1), (None, 2))]
    item = only_item(cube_of(rows, compared=True))
    audit, cabinet = change_of(item, "audit"), change_of(item, "cabinet")
    assert (audit.matched_n, audit.up, audit.verdict, audit.strength) == (6, 6, "improved", None)
    assert audit.groups == ()
    assert (cabinet.matched_n, cabinet.down) == (1, 1)
    assert cabinet.decomposition is not None
    assert cabinet.decomposition.matched == -4
    assert item.change is not None
    assert item.change.matched_n == audit.matched_n + cabinet.matched_n


def test_bounds_of_a_change_take_those_in_who_were_silent() -> None:
    """Audit: 3 and silence before, 4 and silence after, so that 2 to 4 becomes 2.5 to 4.5."""
    rows = moved("audit", (3, 4))
    asked = [*rows, ("2018-05", "audit1", "audit"), ("2018-07", "audit1", "audit")]
    item = only_item(count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1))
    expected = Bounds(Fraction(-3, 2), Fraction(5, 2))
    assert item.change is not None
    assert item.change.bounds == change_of(item, "audit").bounds == expected


def test_a_group_that_was_not_there_before_has_no_bounds() -> None:
    rows = [*moved("audit", (3, 4)), *moved("cabinet", (None, 2))]
    item = only_item(cube_of(rows, compared=True))
    cabinet = change_of(item, "cabinet")
    assert (cabinet.matched_n, cabinet.bounds, cabinet.decomposition) == (0, None, None)
    assert cabinet.verdict == "too few changes to call"


def test_nothing_compared_is_no_change() -> None:
    item = only_item(cube_of(moved("audit", (3, 4))))
    assert item.change is None
    assert [each.change for each in item.groups] == [None]


def test_a_broken_series_has_no_change_and_no_say_in_the_adjustment() -> None:
    cube = cube_of(moved("audit", *[(3, 4)] * 8), compared=True)
    broken = replace(cube, broken={"1": Step("2018-07", "renamed", "1", "1")})
    item = only_item(broken)
    assert item.change is None
    assert [each.change for each in item.groups] == [None]
    assert item.overall == only_item(cube).overall


def test_equal_groups_and_pairs_stand_beside_the_headline() -> None:
    item = only_item(
        cube_of(
            scored(
                {"cabinet": [0, 0, 0, 5, 0], "officers": [0, 0, 0, 0, 2], "audit": [6, 0, 0, 0, 0]}
            )
        )
    )
    assert item.equal_groups is None, "the officers would take another group with them"
    assert [gap.sides for gap in item.pairs] == [
        ("cabinet", "officers"), ("cabinet", "audit"), ("officers", "audit"),
    ]  # fmt: skip
    assert item.gap is None, "nobody is external"


def test_an_item_is_found_by_its_ref_and_measure() -> None:
    found = internal(cube_of(moved("audit", (3, 4))))
    assert found.item("1", "progress") is found.items[0]
    assert found.item("1", "maturity") is None


def test_the_rating_is_set_beside_progress_alone() -> None:
    rows = scored({"audit": [0, 0, 0, 6, 0]})
    maturity: list[Row] = [(*row[:4], "maturity", *row[5:]) for row in rows]
    cube = replace(cube_of([*rows, *maturity]), official={"1": {"red": 1}})
    progress, other = internal(cube).items
    assert progress.rag is not None
    assert (progress.rag.gap, progress.rag.strength) == (2, "firm")
    assert progress.rag.index == 100
    assert other.rag is None


@settings(max_examples=40)
@given(panels())
def test_groups_and_blocks_share_out_who_moved(
    panel: tuple[list[Row], list[tuple[str, str, str]]],
) -> None:
    rows, asked = panel
    cube = count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1)
    blocks = cube.by_block()
    for place, item in enumerate(internal(blocks).items):
        assert blocks.moves(place) == cube.moves(place)
        assert item.change is not None
        counted = [each.change for each in item.groups if each.change]
        assert sum(each.matched_n for each in counted) == item.change.matched_n
        assert sum(each.up for each in counted) == item.change.up
        if item.change.bounds is not None and item.change.decomposition is not None:
            low, high = item.change.bounds
            assert low <= item.change.decomposition.total <= high
