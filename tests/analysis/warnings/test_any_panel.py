"""What holds of any panel whatever."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from tests.analysis.warnings import slow
from tests.analysis.warnings.panel import COLOURS, Panel, mirrored, of_kind, panel, panels, said


@given(panels())
def test_the_slow_way_finds_the_same_months(found: Panel) -> None:
    keys = [(each.kind, each.measure, each.block) for each in found.month()]
    assert set(keys) == slow.month_keys(found)
    assert len(keys) == len(set(keys))


@given(panels(), COLOURS)
def test_the_slow_way_finds_the_same_quarters(found: Panel, official: dict[str, int]) -> None:
    warned = found.quarter({"1": official})
    assert {(each.kind, each.measure, each.block) for each in warned} == slow.quarter_keys(
        found, official
    )


def smallest_base(raised: Raised) -> int:
    """The fewest people of whom the warning's sentence speaks."""
    match raised.figures:
        case LowShare(matched=n) | NotClose(answered=n) | Response(asked=n) | BlockLow(n=n):
            return n
        case Agreement(n=n, before_n=old, before=before):
            return n if before is None else min(n, old)
        case Apart(executive=one, external=other):
            return min(one, other)
        case Downwards(moved=now, before_moved=before):
            return min(now, before)


@given(found=panels(), official=COLOURS, settled=st.booleans())
def test_nothing_is_ever_said_of_fewer_than_five(
    found: Panel, official: dict[str, int], *, settled: bool
) -> None:
    for each in (*found.month(settled=settled), *found.quarter({"1": official})):
        assert smallest_base(each) >= 5


@given(panels(most=2))
def test_a_handful_of_people_raises_nothing_but_by_all_of_them(found: Panel) -> None:
    """Two people of each group at most: no side and no block is ever spoken of."""
    assert {each.kind for each in found.quarter({"1": {"green": 1}})} == set()


@pytest.mark.parametrize("people", [0, 1, 2])
@pytest.mark.parametrize(
    "other", [lambda n: [1] * n, lambda n: ["not-close"] * n], ids=["low", "no view"]
)
def test_of_none_one_or_two_nothing_is_said(
    people: int, other: Callable[[int], list[int | str]]
) -> None:
    months = [said(f"2018-0{n}", "cabinet", [5] * people) for n in (5, 6)]
    later = said("2018-07", "cabinet", other(people))
    found = panel(*months, later)
    assert found.month() == ()
    assert found.quarter({"1": {"green": 1}}) == ()


@given(panels())
def test_a_mirrored_scale_mirrors_every_warning(found: Panel) -> None:
    """What does not depend on a direction stays; what moved down moves up, and the gap turns."""
    either = {"response", "not-close", "agreement"}
    here = [each for each in found.month() if each.kind in either]
    there = [each for each in mirrored(found).month() if each.kind in either]
    assert here == there
    gaps = [each.figures for each in of_kind(found.quarter(), "apart")]
    turned = [each.figures for each in of_kind(mirrored(found).quarter(), "apart")]
    assert [replace(each, delta=-each.delta) for each in gaps if isinstance(each, Apart)] == turned
    if of_kind(found.month(), "downwards"):
        downs = {each.measure for each in of_kind(found.month(), "downwards")}
        ups = {each.measure for each in of_kind(mirrored(found).month(), "downwards")}
        assert not downs & ups
