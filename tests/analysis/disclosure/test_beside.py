"""What is set beside an item when it is published: the two sides, the rating, a new beginning."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.answers import Answers, groups_of
from analysis.counting import count
from analysis.cube import Cube
from analysis.disclosure.rules import Policy, protect
from analysis.figures import Begun, ShownGap
from analysis.lineage import Step
from analysis.scale import Scale
from tests.analysis.panels import Q2, Row, answers_of, cube_of, roster_of, scored

SIDES = groups_of(
    pd.DataFrame(
        [
            (group, group.title(), "2018-04", block, block.title(), side)
            for group, block, side in (
                ("cabinet", "council", "executive"),
                ("audit", "council", "assurance"),
                ("opposition", "outside", "external"),
                ("partners", "outside", "external"),
            )
        ],
        columns=["group", "name", "from", "block", "block_name", "side"],
    )
)
FAR = ([0, 0, 0, 5, 5], [5, 0, 0, 0, 0], [0, 5, 0, 0, 0])
NEAR = ([0, 0, 5, 5, 0], [0, 0, 3, 2, 0], [0, 0, 2, 3, 0])


def sided(counts: tuple[list[int], list[int], list[int]], **more: list[int]) -> Cube:
    cabinet, opposition, partners = counts
    groups = {"cabinet": cabinet, "opposition": opposition, "partners": partners, **more}
    return cube_of(scored(groups), groups=SIDES)


def gap_of(cube: Cube, policy: Policy | None = None) -> ShownGap | None:
    return protect(cube, policy).items[0].gap


def test_two_sides_of_ten_are_told_in_words_alone() -> None:
    assert gap_of(sided(FAR)) == ShownGap("a large difference")
    assert gap_of(sided(NEAR)) == ShownGap("no large difference")


def test_sides_are_those_of_groups_even_where_a_block_holds_several() -> None:
    assert gap_of(sided(FAR, audit=[9, 0, 0, 0, 0])) == ShownGap("a large difference")


@pytest.mark.parametrize(
    "counts",
    [
        ([0, 0, 0, 4, 5], FAR[1], FAR[2]),
        (FAR[0], [4, 0, 0, 0, 0], FAR[2]),
        (FAR[0], [0] * 5, [0] * 5),
        ([0] * 5, FAR[1], FAR[2]),
    ],
)
def test_nine_on_either_side_say_nothing(counts: tuple[list[int], list[int], list[int]]) -> None:
    assert gap_of(sided(counts)) is None


def test_a_stricter_policy_is_stricter_here_too() -> None:
    assert gap_of(sided(FAR), Policy(5, 11)) is None


def test_official_ratings_go_with_progress_on_five_points_alone() -> None:
    progress = scored({"audit": [0, 0, 12, 0, 0]})
    maturity: list[Row] = [(*row[:4], "maturity", *row[5:]) for row in progress]
    rated = replace(cube_of([*progress, *maturity]), official={"1": {"amber": 2}})
    assert [each.official for each in protect(rated).items] == [{"amber": 2}, None]
    eleven = count(Answers(answers_of(progress).frame, Scale(0, 10)), roster_of(progress), None, Q2)
    safe = protect(replace(eleven, official={"1": {"amber": 2}}))
    assert (safe.items[0].official, safe.scale) == (None, Scale(0, 10))


def test_a_series_that_begins_anew_says_why_it_has_no_change() -> None:
    rows = [
        *scored({"audit": [0, 0, 12, 0, 0]}, "2018-05"),
        *scored({"audit": [0, 0, 0, 12, 0]}),
    ]
    step = Step("2018-08", "split", "1", "1a")
    compared = protect(replace(cube_of(rows, compared=True), broken={"1": step})).items[0]
    assert (compared.change, compared.begun) == (None, Begun("2018-08", "split"))
    alone = protect(replace(cube_of(rows), broken={"1": step})).items[0]
    assert alone.begun is None, "without a comparison nothing is missing"
