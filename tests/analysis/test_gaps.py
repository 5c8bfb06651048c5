from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import gaps
from analysis.cube import Cube
from analysis.gaps import Gap, cliffs_delta, permutation_p
from analysis.scale import FIVE_POINTS, Scale
from tests.analysis.cubes import one_item
from tests.analysis.scales import SCALES, cell, listed

CABINET, OPPOSITION = [0, 0, 2, 6, 2], [2, 3, 1, 0, 0]


@st.composite
def two_groups(draw: st.DrawFn, most: int = 4) -> tuple[list[int], list[int]]:
    points = draw(SCALES).points
    counts = st.lists(st.integers(0, most), min_size=points, max_size=points)
    return draw(counts), draw(counts)


FEW = two_groups(1).filter(lambda pair: sum(map(sum, pair)) <= 11)


def test_the_worked_delta() -> None:
    delta = cliffs_delta(counts([4] * 6 + [5] * 2 + [3] * 2), counts([1, 1, 2, 2, 2, 3]))
    assert delta == Fraction(29, 30)


def test_the_worked_permutation() -> None:
    assert permutation_p(counts([3, 4, 4, 4, 3, 4]), counts([1, 1, 2, 2, 2, 3])) == Fraction(6, 924)


@pytest.mark.parametrize(("one", "other"), [([], []), ([3], []), ([], [3, 3])])
def test_an_empty_group_has_no_distance(one: list[int], other: list[int]) -> None:
    assert cliffs_delta(counts(one), counts(other)) is None
    assert permutation_p(counts(one), counts(other)) is None
    assert gaps.between(("a", "b"), counts(one), counts(other)) is None


def test_one_person_against_one() -> None:
    assert gaps.between(("a", "b"), counts([5]), counts([1])) == Gap(
        ("a", "b"), Fraction(1), Fraction(1)
    )


def test_two_groups_of_one_mind_do_not_differ() -> None:
    assert gaps.between(("a", "b"), counts([3, 3]), counts([3, 3, 3])) == Gap(
        ("a", "b"), Fraction(0), Fraction(1)
    )


def test_above_the_limit_there_is_no_exact_p() -> None:
    most = gaps.EXACT_UP_TO
    assert permutation_p([most - 1, 0, 0, 0, 0], [0, 0, 0, 0, 1]) == Fraction(1, most)
    assert permutation_p([most, 0, 0, 0, 0], [0, 0, 0, 0, 1]) is None


@pytest.mark.parametrize(
    ("delta", "large"),
    [("0.473", False), ("0.474", True), ("-0.474", True), ("-0.4", False), ("1", True)],
)
def test_large_is_from_the_customary_mark(delta: str, *, large: bool) -> None:
    assert Gap(("a", "b"), Fraction(delta), None).large is large


@given(two_groups())
def test_delta_compares_every_pair(pair: tuple[list[int], list[int]]) -> None:
    one, other = map(listed, pair)
    if not one or not other:
        return
    signs = [(mine > theirs) - (mine < theirs) for mine in one for theirs in other]
    assert cliffs_delta(*pair) == Fraction(sum(signs), len(signs))


@given(two_groups())
def test_delta_turns_its_sign_with_the_groups_and_with_the_scale(
    pair: tuple[list[int], list[int]],
) -> None:
    one, other = pair
    delta = cliffs_delta(one, other)
    if delta is not None:
        assert cliffs_delta(other, one) == -delta
        assert cliffs_delta(one[::-1], other[::-1]) == -delta
        assert -1 <= delta <= 1


@settings(max_examples=60)
@given(FEW)
def test_the_permutation_deals_the_scores_anew_in_every_way(
    pair: tuple[list[int], list[int]],
) -> None:
    assert permutation_p(*pair) == slow_permutation(*map(listed, pair))


@given(two_groups())
def test_p_is_the_same_from_either_end_and_from_either_side(
    pair: tuple[list[int], list[int]],
) -> None:
    one, other = pair
    p = permutation_p(one, other)
    assert p == permutation_p(other, one) == permutation_p(one[::-1], other[::-1])
    if p is not None:
        assert 0 < p <= 1


def test_the_headline_sets_the_executive_side_against_the_external_one() -> None:
    cube = cube_of(
        ("cabinet", "executive", CABINET),
        ("audit", "assurance", [9, 0, 0, 0, 0]),
        ("opposition", "external", [2, 0, 1, 0, 0]),
        ("partners", "external", [0, 3, 0, 0, 0]),
    )
    found = gaps.headline(cube, 0)
    assert found == gaps.between(("executive", "external"), CABINET, OPPOSITION)
    assert found is not None
    assert (found.delta, found.large) == (Fraction(29, 30), True)


def test_four_scores_on_a_side_are_no_headline() -> None:
    groups = (("cabinet", "executive", [0, 0, 0, 5, 0]), ("partners", "external", [4, 0, 0, 0, 0]))
    assert gaps.headline(cube_of(*groups), 0) is None


def test_without_sides_there_is_no_headline() -> None:
    assert gaps.headline(cube_of(("a", None, CABINET), ("b", None, OPPOSITION)), 0) is None
    assert gaps.headline(cube_of(), 0) is None


def test_every_pair_of_groups_that_scored_in_the_cubes_order() -> None:
    cube = cube_of(
        ("cabinet", None, CABINET), ("silent", None, [0] * 5), ("opposition", None, OPPOSITION)
    )
    assert gaps.pairs(cube, 0) == (gaps.between(("cabinet", "opposition"), CABINET, OPPOSITION),)


def counts(scores: Sequence[int], scale: Scale = FIVE_POINTS) -> list[int]:
    counted = Counter(scores)
    return [counted[score] for score in range(scale.first, scale.last + 1)]


def slow_permutation(one: list[int], other: list[int]) -> Fraction | None:
    """Every choice of as many people as `one` has, out of all."""
    everybody, size = [*one, *other], len(one)
    if not one or not other:
        return None

    def apart(chosen: tuple[int, ...]) -> Fraction:
        mine = sum(everybody[place] for place in chosen)
        theirs = sum(everybody) - mine
        return abs(Fraction(mine, size) - Fraction(theirs, len(everybody) - size))

    dealt = [apart(chosen) for chosen in combinations(range(len(everybody)), size)]
    observed = apart(tuple(range(size)))
    return Fraction(sum(each >= observed for each in dealt), len(dealt))


def cube_of(*groups: tuple[str, str | None, Sequence[int]]) -> Cube:
    return one_item(*((ref, side, cell(along)) for ref, side, along in groups))
