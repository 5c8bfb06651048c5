import pytest

from analysis.scale import FIVE_POINTS, Scale


def test_a_scale_counts_its_points() -> None:
    assert (FIVE_POINTS.points, Scale(0, 10).points, Scale(1, 2).points) == (5, 11, 2)


@pytest.mark.parametrize(("first", "last"), [(1, 1), (0, 11), (5, 1)])
def test_a_scale_of_too_few_or_too_many_points_is_refused(first: int, last: int) -> None:
    with pytest.raises(ValueError, match="give it 2 to 11"):
        Scale(first, last)
