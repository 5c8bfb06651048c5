from dataclasses import replace
from fractions import Fraction

import pytest

from analysis.cube import cube
from analysis.lineage import Step
from analysis.scale import Scale
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from analysis.warnings.figures import (
    Agreement,
    Apart,
    BlockLow,
    Downwards,
    LowShare,
    NotClose,
    Raised,
    Response,
)
from analysis.warnings.rules import warnings
from tests.analysis.warnings.panel import (
    JULY,
    JUNE,
    MAY,
    QUARTER,
    Panel,
    of_kind,
    panel,
    said,
)


def moved(june: list[int], july: list[int]) -> Panel:
    """People who scored in both months."""
    return panel(said("2018-06", "audit", june), said("2018-07", "audit", july))


@pytest.mark.parametrize(
    ("june", "july", "raised"),
    [
        ([3, 3, 3, 3, 3], [2, 1, 3, 3, 3], True),
        ([3, 3, 3, 3], [2, 1, 3, 3], False),  # four people
        ([3, 3, 3, 3, 3], [2, 3, 3, 3, 3], False),  # one person, though 20 points
        ([3] * 13, [2, 2, *[3] * 11], True),  # 15.4 points
        ([3] * 14, [2, 2, *[3] * 12], False),  # 14.3 points
        ([3] * 20, [1, 2, 1, *[3] * 17], True),  # 15 points to the dot
        ([2, 1, 3, 3, 3], [3, 3, 1, 1, 3], False),  # others, as many
    ],
)
def test_low_scores_are_up_among_the_matched(
    june: list[int], july: list[int], *, raised: bool
) -> None:
    assert bool(of_kind(moved(june, july).month(), "low-share")) is raised


def test_a_rise_of_low_scores_carries_its_figures() -> None:
    june, july = (
        said("2018-06", "audit", [2, 3, 3, 3, 4]),
        said("2018-07", "audit", [2, 2, 1, 3, 4]),
    )
    newcomers = said("2018-07", "cabinet", [1, 1, 1])
    (found,) = of_kind(panel(june, july, newcomers).month(), "low-share")
    figures = LowShare(matched=5, before=1, after=3, first=1, low=2)
    assert found == Raised("low-share", "2018-07", figures, "1", "progress", against="2018-06")


@pytest.mark.parametrize(
    ("june", "july", "figures"),
    [
        ([3] * 6, [1, 1, 1, 5, 5, 5], Agreement(6, Fraction(-1), 6, Fraction(1))),
        ([3] * 4, [1, 1, 1, 5, 5, 5], Agreement(6, Fraction(-1), 0, None)),
        ([3] * 6, [1, 1, 5, 5], None),
        ([3] * 5, [1, 2, 3, 4, 5], Agreement(5, Fraction(0), 5, Fraction(1))),
        ([3, 3, 3, 3, 4], [3, 3, 3, 4, 4], None),
        ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], None),  # flat is not below 0
    ],
)
def test_agreement_is_down_or_below_nought(
    june: list[int], july: list[int], figures: Agreement | None
) -> None:
    found = of_kind(moved(june, july).month(), "agreement")
    assert [each.figures for each in found] == ([] if figures is None else [figures])
    assert {each.against for each in found} <= {"2018-06" if figures and figures.before else ""}


@pytest.mark.parametrize(("at_three", "raised"), [(6, True), (7, False)])
def test_agreement_down_by_three_tenths_to_the_dot(at_three: int, *, raised: bool) -> None:
    """Two at 2 and two at 4 beside six at 3 make .7: a layer of .5 that holds six, and one of 1."""
    july = [3] * at_three + [4, 4, 2, 2]
    found = of_kind(moved([3] * len(july), july).month(), "agreement")
    assert [each.figures for each in found] == (
        [Agreement(10, Fraction(7, 10), 10, Fraction(1))] if raised else []
    )


def test_a_month_that_is_being_answered_is_not_compared_as_a_whole() -> None:
    fallen = moved([3] * 5, [1, 2, 3, 4, 5])
    assert of_kind(fallen.month(settled=False), "agreement") == []
    split = moved([3] * 6, [1, 1, 1, 5, 5, 5])
    (found,) = of_kind(split.month(settled=False), "agreement")
    assert (found.figures, found.against) == (Agreement(6, Fraction(-1), 0, None), "")
    assert of_kind(panel(said("2018-07", "audit", [3])).month(settled=False), "agreement") == []


@pytest.mark.parametrize(
    ("may", "june", "july", "raised"),
    [
        ([4] * 6, [3] * 6, [2] * 6, True),
        ([4] * 4, [3] * 4, [2] * 4, False),  # four who moved
        ([4] * 6, [3] * 6, [3, 3, 2, 2, 2, 2], False),  # of six four moved
        ([4] * 6, [3] * 6, [2, 2, 2, 4, 4, 4], False),  # as many up as down
        ([4] * 6, [5] * 6, [2] * 6, False),  # up in the month before
    ],
)
def test_more_move_down_than_up_twice_running(
    may: list[int], june: list[int], july: list[int], *, raised: bool
) -> None:
    months = (("2018-05", may), ("2018-06", june), ("2018-07", july))
    found = panel(*(said(month, "audit", scores) for month, scores in months))
    warned = of_kind(found.month(), "downwards")
    assert bool(warned) is raised
    if raised:
        assert (warned[0].figures, warned[0].against) == (Downwards(6, 6, 6, 6), "2018-06")


def test_two_months_running_are_two_months_side_by_side() -> None:
    found = panel(*(said(f"2018-0{n}", "audit", [9 - n] * 6) for n in (5, 6, 7)))
    july, june = found.cube(JULY, JUNE), found.cube(JUNE, MAY)
    assert of_kind(warnings(july, before=june), "downwards")
    assert not of_kind(warnings(july), "downwards")
    assert not of_kind(warnings(found.cube(JULY), before=june), "downwards")
    assert not of_kind(warnings(july, before=found.cube(JUNE)), "downwards")
    assert not of_kind(warnings(july, before=found.cube(MAY)), "downwards")
    new = panel(said("2018-07", "audit", [3] * 6))
    assert not of_kind(warnings(july, before=new.cube(JUNE, MAY)), "downwards")


def test_a_series_that_begins_anew_is_compared_with_nothing() -> None:
    found = panel(*(said(f"2018-0{n}", "audit", [9 - n] * 6) for n in (5, 6)))
    split = [*found.rows, *said("2018-07", "audit", [1, 1, 1, 5, 5, 5])]
    every = panel(split)
    july = replace(every.cube(JULY, JUNE), broken={"1": Step("2018-07", "split", "1", "1")})
    warned = warnings(july, before=every.cube(JUNE, MAY))
    assert [each.figures for each in warned] == [Agreement(6, Fraction(-1), 0, None)]


@pytest.mark.parametrize(
    ("answers", "raised"),
    [
        ([3, 3, 3, "not-close", "not-close"], True),
        ([3, 3, "not-close", "not-close"], False),
        (["not-close"] * 3 + ["too-early"] * 7, True),
        (["not-close"] * 3 + ["too-early"] * 8, False),
        (["not-close"] * 5, True),
    ],
)
def test_many_are_not_close_enough(answers: list[int | str], *, raised: bool) -> None:
    found = of_kind(panel(said("2018-07", "audit", answers)).month(), "not-close")
    assert bool(found) is raised
    if raised:
        assert found[0].figures == NotClose(len(answers), answers.count("not-close"))


@pytest.mark.parametrize(
    ("heard", "silent", "raised"),
    [(5, 4, True), (6, 4, False), (0, 5, True), (1, 4, True), (1, 3, False), (0, 0, False)],
)
def test_few_have_answered(heard: int, silent: int, *, raised: bool) -> None:
    found = panel(
        said("2018-07", "audit", [3] * heard), said("2018-06", "audit", [3]), silent=silent
    )
    warned = of_kind(found.month(), "response")
    if heard == 0 and silent:
        raised = silent >= 5
    assert bool(warned) is raised
    assert of_kind(found.month(settled=False), "response") == []
    if raised:
        assert warned[0].figures == Response(heard + silent, heard)
        assert (warned[0].item, warned[0].measure, warned[0].against) == ("", "", "")


@pytest.mark.parametrize(
    ("executive", "external", "delta"),
    [
        ([4, 4, 5, 5, 5], [1, 2, 2, 3, 3], Fraction(1)),
        ([1, 2, 2, 3, 3], [4, 4, 5, 5, 5], Fraction(-1)),
        ([4, 4, 5, 5, 5], [1, 2, 2, 3], None),
        ([3, 3, 3, 3, 3], [3, 3, 3, 3, 2], None),
    ],
)
def test_the_sides_are_far_apart(
    executive: list[int], external: list[int], delta: Fraction | None
) -> None:
    found = panel(
        said("2018-07", "cabinet", executive), said("2018-07", "partners", external)
    ).quarter()
    assert [each.figures for each in found] == ([] if delta is None else [Apart(5, 5, delta)])


@pytest.mark.parametrize(
    ("scores", "official", "raised"),
    [
        ([1, 2, 2, 2, 5], {"amber": 1}, True),
        ([1, 2, 2, 2, 5], {"green": 2, "red": 1}, True),
        ([1, 2, 2, 2, 5], {"red": 1}, False),
        ([1, 2, 2, 2, 5], {"amber": 1, "green": 1}, False),  # mixed
        ([1, 2, 2, 2, 5], {}, False),
        ([1, 1, 1, 2], {"green": 1}, False),  # four people
        ([1, 2, 3, 3, 3], {"green": 1}, False),
    ],
)
def test_a_block_is_low_against_a_better_rating(
    scores: list[int], official: dict[str, int], *, raised: bool
) -> None:
    found = panel(
        said("2018-07", "audit", scores), said("2018-07", "audit", scores, "maturity")
    ).quarter({"1": official})
    block = of_kind(found, "block-low")
    assert bool(block) is raised
    if raised:
        assert (block[0].block, block[0].measure) == ("audit-block", "progress")
        colour = max(official, key=official.__getitem__)
        assert block[0].figures == BlockLow(5, Fraction(2), colour, "Audit block")


def test_ratings_stand_beside_five_points_alone() -> None:
    item = Item("1", "progress")
    said_ = {Said(item, "audit", "audit", None, 1, None): 6}
    july = Tally(QUARTER, said_, {Place("audit", answered=True): 6}, {"audit": 6})
    on_ten = replace(cube(july, None, Scale(0, 10)), official={"1": {"green": 1}})
    assert warnings(on_ten) == ()
    on_five = replace(cube(july, None, Scale()), official={"1": {"green": 1}})
    assert [each.kind for each in warnings(on_five)] == ["block-low"]


def test_low_scores_are_those_of_the_scale() -> None:
    item = Item("1", "progress")
    low = {Said(item, "audit", "audit", None, 0, None): 6}
    moves = MoveTally({Move(item, "audit", 1, 0, was=True, stays=True): 6})
    old = Tally(JUNE, {Said(item, "audit", "audit", None, 1, None): 6}, {}, {"audit": 6})
    july = Tally(JULY, low, {Place("audit", answered=True): 6}, {"audit": 6})
    (found,) = warnings(cube(july, None, Scale(0, 1), old, moves))
    assert found.figures == LowShare(6, 0, 6, 0, 0)


def test_the_gravest_stand_first() -> None:
    may, june = said("2018-05", "audit", [4] * 6), said("2018-06", "audit", [3] * 6)
    july = said("2018-07", "audit", [1, 1, 1, 1, 2, 5])
    unclear = said("2018-07", "audit", ["not-close"] * 6, "maturity")
    found = panel(may, june, july, unclear, silent=9).month()
    assert [each.kind for each in found] == [
        "response",
        "low-share",
        "downwards",
        "agreement",
        "not-close",
    ]
