from fractions import Fraction
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.suppression import hidden
from analysis.scale import FIVE_POINTS, Scale
from analysis.weights import EqualGroups, equal_groups
from tests.analysis.scales import SCALES, cell, listed

CABINET, OPPOSITION, PARTNERS = [0, 0, 2, 6, 2], [2, 3, 1, 0, 0], [0, 3, 8, 4, 0]


def test_the_worked_weights() -> None:
    groups = [cell(counts) for counts in (CABINET, OPPOSITION, PARTNERS)]
    found = equal_groups(groups, FIVE_POINTS)
    assert found is not None
    assert (round(float(found.mean), 4), found.groups, found.differs) == (2.9667, 3, False)
    everybody = [score for counts in (CABINET, OPPOSITION, PARTNERS) for score in listed(counts)]
    assert round(mean(everybody), 3) == 3.129


@pytest.mark.parametrize(
    ("other", "differs"), [([0, 0, 15, 0, 0], True), ([0, 0, 14, 0, 0], False)]
)
def test_a_quarter_of_a_point_is_flagged(other: list[int], *, differs: bool) -> None:
    """Five 4s against fifteen 3s: 3.25 by person, 3.5 by group."""
    found = equal_groups([cell([0, 0, 0, 5, 0]), cell(other)], FIVE_POINTS)
    assert found == EqualGroups(Fraction(7, 2), 2, differs)


@pytest.mark.parametrize(
    "groups",
    [[], [[0] * 5], [[0] * 5, [0] * 5], [[0, 0, 1, 0, 0], [0, 0, 0, 9, 0]], [[0, 0, 9, 0, 0]]],
)
def test_fewer_than_two_groups_that_could_be_published_have_no_mean(
    groups: list[list[int]],
) -> None:
    assert equal_groups([cell(counts) for counts in groups], FIVE_POINTS) is None


def test_a_group_that_hides_a_smaller_one_is_left_out_too() -> None:
    sizes = [[0, 0, 4, 0, 0], [5, 0, 0, 0, 0], [0, 0, 0, 6, 0], [0, 0, 0, 0, 7]]
    found = equal_groups([cell(counts) for counts in sizes], FIVE_POINTS)
    assert found is not None
    assert (found.mean, found.groups) == (Fraction(9, 2), 2)


@st.composite
def panels(draw: st.DrawFn) -> tuple[Scale, list[list[int]]]:
    scale = draw(SCALES)
    counts = st.lists(st.integers(0, 3), min_size=scale.points, max_size=scale.points)
    return scale, draw(st.lists(counts, max_size=5))


@given(panels())
def test_each_publishable_group_counts_once(panel: tuple[Scale, list[list[int]]]) -> None:
    scale, groups = panel
    found = equal_groups([cell(counts) for counts in groups], scale)
    away = hidden([sum(counts) for counts in groups], 5)
    people = [[Fraction(score) for score in listed(counts, scale.first)] for counts in groups]
    means = [mean(scores) for place, scores in enumerate(people) if place not in away]
    if len(means) < 2:
        assert found is None
    else:
        whole = mean([score for scores in people for score in scores])
        differs = abs(mean(means) - whole) >= Fraction(1, 4)
        assert found == EqualGroups(mean(means), len(means), differs)


@given(panels())
def test_a_reversed_scale_mirrors_the_mean(
    panel: tuple[Scale, list[list[int]]],
) -> None:
    scale, groups = panel
    found = equal_groups([cell(counts) for counts in groups], scale)
    turned = equal_groups([cell(counts[::-1]) for counts in groups], scale)
    if found is None or turned is None:
        assert found is turned
    else:
        assert turned.mean == scale.first + scale.last - found.mean
        assert turned.differs is found.differs
