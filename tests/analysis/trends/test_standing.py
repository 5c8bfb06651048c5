from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lineage import Lineage, Step
from analysis.periods import Period
from analysis.trends import telling
from analysis.trends.series import Series, series
from analysis.trends.standing import Standing, standings
from tests.analysis.trends.rows import QUARTERS, along, cubes, one

MONTHS = ("2018-04", "2018-07", "2018-10", "2019-01")
RED, AMBER, MIXED = {"red": 2, "amber": 1}, {"amber": 1}, {"red": 1, "amber": 1}


def stood(
    scores: list[int | None], ratings: list[Mapping[str, int]], steps: tuple[Step, ...] = ()
) -> tuple[Standing, ...]:
    """One person who speaks for the panel, a score a quarter; None where there was no round."""
    said = {month: score for month, score in zip(MONTHS, scores, strict=True) if score}
    (found,) = series(cubes(along("a", said)), Lineage(steps))
    return standings(found, by_period(ratings))


def by_period(ratings: list[Mapping[str, int]]) -> dict[Period, Mapping[str, int]]:
    return dict(zip(QUARTERS, ratings, strict=True))


def slow(gaps: list[int | None]) -> list[int]:
    """For each place, how many in a row up to it are of its sign."""
    found = []
    for place, gap in enumerate(gaps):
        run = 0
        while gap and run <= place and (gaps[place - run] or 0) * gap > 0:
            run += 1
        found.append(run)
    return found


@settings(max_examples=20)
@given(
    st.lists(st.sampled_from([None, 1, 3, 5]), min_size=4, max_size=4).filter(any),
    st.lists(st.sampled_from([RED, AMBER, MIXED, {}, {"green": 1}]), min_size=4, max_size=4),
)
def test_a_gap_lasts_while_its_sign_stands(
    scores: list[int | None], ratings: list[Mapping[str, int]]
) -> None:
    found = stood(scores, ratings)
    assert [each.lasted for each in found] == slow([each.gap for each in found])
    for place, each in enumerate(found):
        assert (each.since is None) is (each.lasted == 0)
        if each.since is not None:
            assert each.since == found[place - each.lasted + 1].period


def test_a_mixed_rating_a_missing_one_and_no_round_end_a_run() -> None:
    cases: list[tuple[list[int | None], list[Mapping[str, int]]]] = [
        ([5, 5, 5, 5], [AMBER, MIXED, AMBER, AMBER]),
        ([5, 5, 5, 5], [AMBER, {}, AMBER, AMBER]),
        ([5, None, 5, 5], [AMBER] * 4),
        ([5, 1, 5, 5], [AMBER] * 4),
    ]
    for scores, ratings in cases:
        assert [each.lasted for each in stood(scores, ratings)][-1] == 2


def test_a_break_of_the_series_ends_a_run() -> None:
    steps = (Step("2018-10", "renamed", "1", "1"),)
    assert [each.lasted for each in stood([5] * 4, [AMBER] * 4, steps)] == [1, 2, 1, 2]


def test_only_five_points_can_be_set_beside_a_rating() -> None:
    found = one(along("a", {"2018-04": 3}))
    point = found.points[0]
    assert point.figures is not None
    short = replace(point, figures=replace(point.figures, counts=(0, 0, 1)))
    (standing,) = standings(Series(found.item, (short,)), {QUARTERS[0]: AMBER})
    assert (standing.official, standing.perception, standing.gap) == ("amber", None, None)


def said(scores: list[int | None], ratings: list[Mapping[str, int]]) -> str:
    return telling.stood(stood(scores, ratings), "Culture")


def test_how_long_it_has_lasted_is_told() -> None:
    assert said([3, 1, 1, 1], [AMBER] * 4) == (
        "Culture: the panel is red, one step below the official amber; such a gap has lasted for "
        "three quarters in a row, since July to September 2018."
    )
    assert said([3, 3, 3, 5], [RED, AMBER, AMBER, RED]) == (
        "Culture: the panel is green, two steps above the official red; the gap is new in "
        "January to March 2019."
    )
    assert said([3, 3, 3, 3], [AMBER] * 4) == (
        "Culture: the panel and the official rating are both amber."
    )


def test_what_has_no_gap_is_told_by_its_reason() -> None:
    assert said([3, 3, 3, 3], [AMBER, AMBER, AMBER, MIXED]) == (
        "Culture: the aims' ratings are mixed in January to March 2019, so there is no gap."
    )
    assert said([3, 3, 3, 3], [AMBER, AMBER, AMBER, {}]) == (
        "Culture: no aim was rated in January to March 2019."
    )
    silent = standings(one(along("a", {"2018-04": None})), {QUARTERS[0]: AMBER})
    assert telling.stood(silent, "Culture") == (
        "Culture: rated amber, but nobody scored progress in April to June 2018."
    )
    assert telling.stood((), "Culture") == "Culture: nothing has been scored yet."
