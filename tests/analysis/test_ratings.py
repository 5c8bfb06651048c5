import pytest

from analysis import ratings
from analysis.figures import Figures
from tests.analysis.published import few, hidden, many


@pytest.mark.parametrize(
    ("counts", "rating"),
    [
        ({"green": 0, "amber": 3, "red": 1}, "amber"),
        ({"green": 2, "amber": 0, "red": 1}, "green"),
        ({"green": 1, "amber": 1, "red": 0}, "mixed"),
        ({"red": 1}, "red"),
        ({"green": 0, "amber": 0, "red": 0}, None),
        ({}, None),
    ],
)
def test_the_official_rating_is_the_commonest(counts: dict[str, int], rating: str | None) -> None:
    assert ratings.official(counts) == rating


@pytest.mark.parametrize(
    ("median", "colour"),
    [(1, "red"), (2, "red"), (2.5, "amber"), (3.5, "amber"), (4, "green"), (5, "green")],
)
def test_a_median_falls_in_a_colour(median: float, colour: str) -> None:
    assert ratings.band(median) == colour


@pytest.mark.parametrize(
    ("median", "end"),
    [
        (2, "falls in red, which is lower."),
        (3, "falls in amber too."),
        (4, "falls in green, which is higher."),
    ],
)
def test_the_panel_is_set_beside_the_rating_with_its_base(median: float, end: str) -> None:
    said = ratings.compared({"amber": 2, "red": 1}, many(20, 50, 30, median=median))
    assert said is not None
    assert said.startswith(
        f"Our own rating is amber; the panel's median for progress, {median} (26 of 29 scored it)"
    )
    assert said.endswith(end)


@pytest.mark.parametrize("figures", [None, few(), hidden()])
def test_nothing_is_compared_below_ten_scores(figures: Figures | None) -> None:
    assert ratings.compared({"amber": 2}, figures) is None


def test_nothing_is_compared_without_one_commonest_rating() -> None:
    assert ratings.compared({"amber": 1, "red": 1}, many(20, 50, 30)) is None
    assert ratings.compared({}, many(20, 50, 30)) is None
