from collections.abc import Sequence
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ratings import ORDER, Perception, perception
from tests.analysis.scales import cell, listed

COUNTS = st.lists(st.integers(0, 5), min_size=5, max_size=5)
RATING = st.sampled_from(ORDER)
OF = {1: "red", 2: "red", 3: "amber", 4: "green", 5: "green"}


@pytest.mark.parametrize(("rating", "gap", "index"), [("green", -1, -50), ("amber", 0, 25)])
def test_the_worked_index(rating: str, gap: int, index: int) -> None:
    found = perception({rating: 2}, cell([1, 2, 3, 4, 2]))
    assert found is not None
    assert (found.official, found.panel_band, found.gap) == (rating, "amber", gap)
    assert found.index == index


@pytest.mark.parametrize(
    ("rating", "counts", "silent", "strength"),
    [
        ("amber", [2, 4, 0, 0, 0], 5, "firm"),  # 6 of 11 asked
        ("amber", [2, 4, 0, 0, 0], 6, "indicative"),  # half of those asked, all who scored
        ("amber", [0, 6, 5, 0, 0], 1, "indicative"),  # half of those asked, 6 of 11 who scored
        ("amber", [3, 2, 0, 0, 4], 3, "indicative"),  # 5 of 9 who scored
        ("amber", [1, 1, 0, 2, 0], 0, None),  # no gap: the median is 3
        ("red", [0, 3, 0, 3, 0], 0, None),  # a gap, and half of those who scored are above
        ("green", [0, 6, 4, 0, 2], 0, "firm"),  # 10 of 12
    ],
)
def test_how_far_those_on_the_side_of_the_gap_carry(
    rating: str, counts: list[int], silent: int, strength: str | None
) -> None:
    found = perception({rating: 1}, cell(counts, silent))
    assert found is not None
    assert found.strength == strength


def test_a_tie_of_colours_is_mixed_and_has_no_gap() -> None:
    tied = {"red": 1, "green": 1, "amber": 0}
    assert perception(tied, cell([0, 9, 0, 0, 0])) == Perception("mixed", "red", None, None, None)


@pytest.mark.parametrize("counts", [[0] * 5, [0, 0, 0, 0, 1], [0, 1, 0, 1, 0]])
def test_without_a_rating_nothing_is_set_beside_it(counts: list[int]) -> None:
    assert perception({}, cell(counts)) is None
    assert perception({"red": 0}, cell(counts)) is None


def test_nobody_scored() -> None:
    assert perception({"red": 1}, cell([0] * 5, silent=12)) is None


def test_two_people_far_apart_stand_in_the_middle() -> None:
    assert perception({"amber": 1}, cell([1, 0, 0, 0, 1])) == Perception(
        "amber", "amber", 0, Fraction(0), None
    )


@given(COUNTS.filter(any), RATING, st.integers(0, 9))
def test_perception_counts_people_one_by_one(counts: list[int], rating: str, silent: int) -> None:
    found = perception({rating: 3}, cell(counts, silent))
    assert found == slow_perception(counts, rating, silent)


@given(COUNTS.filter(any), RATING)
def test_reversed_scores_beside_the_reversed_colour(counts: list[int], rating: str) -> None:
    turned = ORDER[2 - ORDER.index(rating)]
    there, back = perception({rating: 1}, cell(counts)), perception({turned: 1}, cell(counts[::-1]))
    assert there is not None
    assert back is not None
    assert there.gap is not None
    assert there.index is not None
    assert (back.gap, back.index, back.strength) == (-there.gap, -there.index, there.strength)


def slow_perception(counts: Sequence[int], rating: str, silent: int) -> Perception:
    scores = listed(counts)
    middle = median([Fraction(score) for score in scores])
    panel = "red" if middle <= 2 else "green" if middle >= 4 else "amber"
    steps = [ORDER.index(OF[score]) - ORDER.index(rating) for score in scores]
    above, below = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    gap = ORDER.index(panel) - ORDER.index(rating)
    there = {-1: below, 0: 0, 1: above}[(gap > 0) - (gap < 0)]
    asked, n = len(scores) + silent, len(scores)
    strength = "firm" if there > asked / 2 else "indicative" if there > n / 2 else None
    return Perception(rating, panel, gap, Fraction(100 * (above - below), n), strength)  # type: ignore[arg-type]
