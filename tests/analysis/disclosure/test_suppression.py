import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.suppression import hidden


@pytest.mark.parametrize(
    ("sizes", "places"),
    [
        ([], set()),
        ([5, 20], set()),
        ([3], {0}),
        ([3, 20], {0, 1}),
        ([0, 20, 9], {0, 2}),
        ([10, 6, 8, 4], {1, 3}),
        ([1, 1, 9, 8], {0, 1, 3}),
        ([2, 3, 9, 8], {0, 1}),
        ([1, 1, 1], {0, 1, 2}),
        ([4, 5, 5], {0, 1}),
    ],
)
def test_hidden_blocks_cannot_be_had_by_subtraction(sizes: list[int], places: set[int]) -> None:
    assert hidden(sizes, 5) == places


@given(st.lists(st.integers(0, 12), max_size=6))
def test_what_is_hidden_is_two_blocks_and_five_people_or_everything(sizes: list[int]) -> None:
    places = hidden(sizes, 5)
    assert all(place in places for place, size in enumerate(sizes) if size < 5)
    if places and len(places) < len(sizes):
        assert len(places) >= 2
        assert sum(sizes[place] for place in places) >= 5
        assert max(sizes[place] for place in places) <= min(
            size for place, size in enumerate(sizes) if place not in places
        )
