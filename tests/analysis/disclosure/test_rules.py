from collections.abc import Sequence
from dataclasses import fields
from fractions import Fraction
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import measures
from analysis.answers import Answers
from analysis.counting import count
from analysis.disclosure.rules import Policy, protect
from analysis.disclosure.safe import (
    SafeChange,
    SafeCube,
    SafeFigures,
    SafeItem,
    SafeNoView,
)
from analysis.figures import Bands, Relation, Shown
from analysis.periods import PeriodError, parse_period
from analysis.scale import Scale
from tests.analysis.panels import Row, answers_of, cube_of, roster_of, scored

COUNTS = st.lists(st.integers(0, 6), min_size=5, max_size=5)
LARGE = [0, 0, 8, 8, 0]


def overall(counts: Sequence[int], *more: Row) -> SafeFigures:
    """The figures of a panel of one block."""
    return protect(cube_of([*scored({"audit": counts}), *more])).items[0].overall


def without_view(reasons: Sequence[str | None]) -> list[Row]:
    return [
        ("2018-07", f"w{place}", "audit", "1", "progress", None, reason)
        for place, reason in enumerate(reasons)
    ]


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4])
def test_below_five_scores_all_but_the_eligible_is_hidden(n: int) -> None:
    assert overall([0, 0, n, 0, 0], *without_view(["too-early"])) == SafeFigures(eligible=n + 1)


@pytest.mark.parametrize(
    ("counts", "median"),
    [
        ([1, 1, 1, 1, 1], Shown(3)),
        ([0, 3, 2, 0, 0], Shown(2, "or-lower")),
        ([5, 0, 0, 0, 0], Shown(2, "or-lower")),
        ([0, 0, 1, 1, 3], Shown(4, "or-higher")),
    ],
)
def test_five_scores_show_a_coded_median_only(counts: list[int], median: Shown) -> None:
    assert overall(counts) == SafeFigures(eligible=5, n=5, median=median)


@pytest.mark.parametrize(
    ("counts", "median", "mean"),
    [
        ([1, 1, 2, 1, 1], Shown(3), Shown(3)),
        ([0, 2, 2, 2, 0], Shown(3), Shown(3)),
        ([0, 3, 3, 0, 0], Shown(2.5), Shown(2.5)),
        ([0, 4, 1, 1, 0], Shown(2, "or-lower"), Shown(2.5)),
        ([2, 4, 1, 0, 0], Shown(2, "or-lower"), Shown(2, "or-lower")),
        ([0, 0, 2, 6, 1], Shown(4, "or-higher"), Shown(4, "or-higher")),
        ([0, 0, 0, 0, 9], Shown(4, "or-higher"), Shown(4, "or-higher")),
    ],
)
def test_six_to_nine_scores_show_coded_median_and_mean_to_a_half(
    counts: list[int], median: Shown, mean: Shown
) -> None:
    n = sum(counts)
    assert overall(counts) == SafeFigures(eligible=n, n=n, median=median, mean=mean)


def test_ten_scores_and_more_show_the_distribution() -> None:
    silent = without_view(["too-early", "not-close", "not-close", None])
    assert overall([1, 2, 3, 4, 2], *silent) == SafeFigures(
        eligible=16,
        n=12,
        bands=Bands(25, 25, 50),
        median=Shown(3.5),
        mean=Shown(3.3),
        agreement=measures.agreement_word(Fraction(291667, 10**6)),
        no_view=SafeNoView(too_early=6, not_close=13, unsaid=6),
    )


def test_at_ten_scores_an_extreme_median_is_shown_as_it_is() -> None:
    figures = overall([0, 0, 0, 0, 10])
    assert (figures.median, figures.mean, figures.agreement) == (Shown(5), Shown(5), "agreed")


def test_stricter_thresholds_move_every_step() -> None:
    policy = Policy(block=7, distribution=12)
    for n, shows in ((6, (None, None)), (7, (3, None)), (8, (3, 3)), (11, (3, 3))):
        cube = cube_of(scored({"audit": [0, 0, n, 0, 0]}))
        figures = protect(cube, policy).items[0].overall
        assert (
            figures.median and figures.median.value,
            figures.mean and figures.mean.value,
            figures.bands,
        ) == (*shows, None)


@pytest.mark.parametrize(("block", "distribution"), [(4, 10), (5, 9), (12, 11)])
def test_thresholds_are_never_lower(block: int, distribution: int) -> None:
    with pytest.raises(ValueError, match="protect too little: use at least 5 and 10"):
        Policy(block, distribution)


def test_a_second_block_is_hidden_where_one_alone_would_be_found_by_subtraction() -> None:
    safe = protect(cube_of(scored({"cabinet": LARGE, "audit": [0, 0, 3, 0, 0]})))
    item = safe.items[0]
    assert item.overall.n == 19
    assert [block.ref for block in safe.blocks] == ["executive", "independent"]
    assert item.blocks == (SafeFigures(eligible=16), SafeFigures(eligible=3))


@pytest.mark.parametrize(("period", "against"), [("2018-07", None), ("2018-19-q2", "2018-06")])
def test_a_month_alone_stays_inside(period: str, against: str | None) -> None:
    rows = scored({"audit": LARGE})
    earlier = against and parse_period(against)
    cube = count(answers_of(rows), roster_of(rows), None, parse_period(period), earlier or None)
    with pytest.raises(PeriodError, match=r"alone stay inside; ask for '2018-19-q[12]'"):
        protect(cube)


def test_blocks_and_not_groups_are_what_leaves() -> None:
    counts = {"cabinet": [0, 0, 3, 0, 0], "officers": [0, 0, 3, 0, 0], "audit": [0, 0, 6, 0, 0]}
    safe = protect(cube_of(scored(counts)))
    assert [(each.ref, each.asked, each.answered) for each in safe.blocks] == [
        ("executive", 6, 6),
        ("independent", 6, 6),
    ]
    assert [figures.n for figures in safe.items[0].blocks] == [6, 6]


def test_matched_change_leaves_from_ten_matched_people_on() -> None:
    for people, shown in ((9, None), (10, SafeChange(10, 1.0, "improved"))):
        before = scored({"audit": [0, 0, people, 0, 0]}, "2018-05")
        after = scored({"audit": [0, 0, 0, people, 0]})
        safe = protect(cube_of([*before, *after], compared=True))
        assert safe.against is not None
        assert safe.items[0].change == shown


def test_few_movers_are_no_verdict() -> None:
    before = scored({"audit": [0, 0, 12, 0, 0]}, "2018-05")
    after = scored({"audit": [0, 0, 7, 5, 0]})
    change = protect(cube_of([*before, *after], compared=True)).items[0].change
    assert change == SafeChange(12, 0.4, "too few changes to call")


def test_nobody_matched_is_no_change() -> None:
    before = scored({"audit": [0, 0, 12, 0, 0]}, "2018-05", first=50)
    after = scored({"audit": [0, 0, 12, 0, 0]})
    assert protect(cube_of([*before, *after], compared=True)).items[0].change is None


def test_a_scale_of_eleven_points_from_nought_is_coded_at_its_own_ends() -> None:
    rows = scored({"audit": [5, 1, 0, 0, 0]}) + scored({"cabinet": [0, 0, 0, 0, 12]}, first=6)
    frame = answers_of(rows).frame.assign(score=lambda given: (given["score"] - 1) * 5 // 2)
    answers = Answers(frame, Scale(0, 10))
    item = protect(count(answers, roster_of(rows), None, parse_period("2018-19-q2"))).items[0]
    small, large = item.blocks
    assert small.median == small.mean == Shown(1, "or-lower")
    assert (large.median, large.mean, large.bands) == (Shown(10), Shown(10), Bands(0, 0, 100))


def test_everybody_without_a_view_is_hidden() -> None:
    assert protect(cube_of(without_view(["not-close"] * 12))).items[0].overall == SafeFigures(12)


@settings(max_examples=30)
@given(COUNTS)
def test_bands_add_up_to_a_hundred_and_a_reversed_scale_mirrors_the_rest(counts: list[int]) -> None:
    if not any(counts):
        return
    figures, mirrored = overall(counts), overall(counts[::-1])
    assert mirrored.n == figures.n
    assert mirrored.agreement == figures.agreement
    for name in ("median", "mean"):
        assert getattr(mirrored, name) == reflected(getattr(figures, name))
    if figures.bands is not None:
        assert figures.bands.low + figures.bands.middle + figures.bands.high == 100


def reflected(shown: Shown | None) -> Shown | None:
    if shown is None:
        return None
    turned: dict[Relation, Relation] = {
        "exactly": "exactly",
        "or-lower": "or-higher",
        "or-higher": "or-lower",
    }
    return Shown(round(6 - shown.value, 1), turned[shown.relation])


def test_a_safe_cube_has_no_room_for_what_stays_inside() -> None:
    """Every field is listed here, so that a new one is looked at before it can leave."""
    rooms = {
        SafeCube: {"period", "against", "blocks", "items", "scale"},
        SafeItem: {"ref", "measure", "overall", "blocks", "change", "begun", "gap", "official"},
        SafeChange: {"matched_n", "matched", "verdict"},
        SafeNoView: {"too_early", "not_close", "unsaid"},
        SafeFigures: {"eligible", "n", "bands", "median", "mean", "agreement", "no_view"},
    }
    for room, names in rooms.items():
        assert {field.name for field in fields(room)} == names
    assert get_type_hints(SafeFigures)["agreement"] == str | None
