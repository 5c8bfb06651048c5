import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import ratings
from analysis.disclosure.rules import protect
from analysis.figures import Figures
from analysis.scale import FIVE_POINTS, Scale
from analysis.summary import summarise
from analysis.wording import MINUS
from tests.analysis.cubes import one_group
from tests.analysis.published import many
from tests.analysis.scales import cell


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
    assert said.endswith(f"{end} 30% scored above that rating and 20% below it (index +10).")


@pytest.mark.parametrize(
    ("rating", "figures", "end"),
    [
        ("red", many(15, 50, 35), "85% scored above that rating (index +85)"),
        ("green", many(35, 46, 19), f"81% scored below that rating (index {MINUS}81)"),
    ],
)
def test_no_score_lies_beyond_either_end(rating: str, figures: Figures, end: str) -> None:
    said = ratings.compared({rating: 1}, figures)
    assert said is not None
    assert f". {end}; more than half of everybody asked are on that side." in said


def test_half_of_those_who_scored_need_not_be_half_of_those_asked() -> None:
    said = ratings.compared({"amber": 1}, many(54, 38, 8, median=2))
    assert said is not None
    assert said.endswith(
        f"(index {MINUS}46); more than half of those who scored are on that side, though not of "
        "all asked."
    )


def test_strength_is_left_open_where_rounded_figures_do_not_settle_it() -> None:
    """Of 1,000 scores 50% may be 490 to 510 people; of 26, it is 13 and no more than half."""
    many_people = many(50, 30, 20, median=2, n=1000, eligible=1100)
    assert shown_strength(many_people) is None
    assert shown_strength(many(50, 31, 19, median=2)) is None
    assert shown_strength(many(52, 30, 18, median=2, n=1000, eligible=1100)) == "indicative"
    assert shown_strength(many(58, 30, 12, median=2, n=1000, eligible=1100)) == "firm"
    assert shown_strength(many(58, 30, 12, median=2, n=1000, eligible=None)) == "firm"


def test_a_tie_of_colours_shows_the_panels_band_alone() -> None:
    tied = ratings.shown({"amber": 1, "red": 1}, many(20, 50, 30, median=4))
    assert tied == ratings.ShownPerception("mixed", "green", None, None, None)


def test_scores_of_progress_on_five_points_from_one_can_be_set_beside_colours() -> None:
    assert ratings.comparable("progress", FIVE_POINTS)
    assert not ratings.comparable("maturity", FIVE_POINTS)
    for scale in (Scale(0, 4), Scale(1, 7), Scale(1, 5, outer=1)):
        assert not ratings.comparable("progress", scale)


@given(
    st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(lambda counts: sum(counts) >= 10),
    st.integers(0, 9),
    st.sampled_from(ratings.ORDER),
)
def test_what_is_shown_never_contradicts_the_exact_figures(
    counts: list[int], silent: int, rating: str
) -> None:
    exact = ratings.perception({rating: 1}, cell(counts, silent))
    figures = summarise(protect(one_group(counts, silent))).items[0].overall
    found = ratings.shown({rating: 1}, figures)
    assert exact is not None
    assert found is not None
    assert exact.index is not None
    assert found.index is not None
    assert (found.panel_band, found.official) == (exact.panel_band, exact.official)
    assert abs(found.index - exact.index) < 2
    assert found.strength in {exact.strength, None}


def shown_strength(figures: Figures) -> str | None:
    found = ratings.shown({"amber": 1}, figures)
    assert found is not None
    return found.strength


@pytest.mark.parametrize("counts", [{}, {"amber": 1, "red": 1}])
def test_nothing_is_compared_without_one_commonest_rating(counts: dict[str, int]) -> None:
    assert ratings.compared(counts, many(20, 50, 30)) is None
    assert ratings.compared(counts, None) is None
