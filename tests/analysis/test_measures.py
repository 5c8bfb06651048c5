from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import log2
from statistics import mean as slow_mean
from statistics import median as slow_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import measures
from analysis.scale import FIVE_POINTS, Scale

COUNTS = st.integers(2, 11).flatmap(
    lambda points: st.lists(st.integers(0, 6), min_size=points, max_size=points)
)
SOME = COUNTS.filter(any)


def test_the_worked_summary() -> None:
    counts = [1, 2, 3, 4, 2]
    assert measures.median(counts) == Fraction(7, 2)
    assert measures.mean(counts) == Fraction(10, 3)
    assert FIVE_POINTS.net(tuple(counts)) == 25
    assert float(measures.agreement(counts) or 0) == pytest.approx(0.291667, abs=5e-7)
    assert measures.consensus(counts) == pytest.approx(0.548591, abs=5e-7)


@pytest.mark.parametrize(
    ("counts", "agreement", "consensus"),
    [
        ([6, 0, 0, 0, 6], -1, 0),
        ([2, 2, 2, 2, 2], 0, 0.434),
        ([0, 3, 0, 9, 0], 0.583333, 0.686),
        ([0, 0, 12, 0, 0], 1, 1),
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333, 0.7256876),
    ],
)
def test_the_worked_agreements(counts: list[int], agreement: float, consensus: float) -> None:
    assert float(measures.agreement(counts) or 0) == pytest.approx(agreement, abs=5e-7)
    digits = 5e-8 if len(counts) == 7 else 5e-4
    assert measures.consensus(counts) == pytest.approx(consensus, abs=digits)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (Fraction(-1), "split"),
        (Fraction(-1, 100), "split"),
        (Fraction(0), "mixed"),
        (Fraction(3, 10), "some agreement"),
        (Fraction(59, 100), "some agreement"),
        (Fraction(6, 10), "agreed"),
        (Fraction(1), "agreed"),
    ],
)
def test_agreement_in_words(value: Fraction, word: str) -> None:
    assert measures.agreement_word(value) == word


def test_nobody_scored() -> None:
    nobody = [0, 0, 0, 0, 0]
    for measure in (measures.mean, measures.median, measures.agreement):
        assert measure(nobody) is None
    assert measures.consensus(nobody) is None
    assert FIVE_POINTS.bands(tuple(nobody)) == (0, 0, 0)


@pytest.mark.parametrize("counts", [[0, 0, 0, 1, 0], [0, 0, 0, 2, 0]])
def test_one_or_two_people_who_agree(counts: list[int]) -> None:
    assert measures.mean(counts) == measures.median(counts) == 4
    assert Scale(1, len(counts)).net(tuple(counts)) == 100
    assert measures.agreement(counts) == 1
    assert measures.consensus(counts) == 1


@pytest.mark.parametrize(
    ("counts", "bands"),
    [
        ([1, 2], (1, 0, 2)),
        ([1, 2, 4], (1, 2, 4)),
        ([1, 2, 4, 8], (3, 0, 12)),
        ([1, 2, 4, 8, 16], (3, 4, 24)),
        ([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], (2, 7, 2)),
    ],
)
def test_outer_bands_are_one_point_wide_on_the_shortest_scales(
    counts: list[int], bands: tuple[int, int, int]
) -> None:
    assert Scale(1, len(counts)).bands(tuple(counts)) == bands


def test_a_scale_that_starts_at_nought() -> None:
    assert measures.mean([1, 0, 1], first=0) == measures.median([1, 0, 1], first=0) == 1


def test_no_view_is_a_share_of_those_who_answered() -> None:
    shares = measures.no_view(scored=6, too_early=1, not_close=3, unsaid=2)
    assert shares == measures.NoViewShares(Fraction(1, 2), Fraction(1, 12), Fraction(1, 4))
    assert not shares.flagged


def test_no_view_is_flagged_from_three_in_ten_not_close() -> None:
    shares = measures.no_view(scored=7, too_early=0, not_close=3)
    assert shares is not None
    assert shares.flagged


def test_everybody_has_no_view() -> None:
    assert measures.no_view(0, 2, 0) == measures.NoViewShares(Fraction(1), Fraction(1), Fraction(0))


def test_nobody_answered_so_there_is_no_share() -> None:
    assert measures.no_view(0, 0, 0) is None


@given(SOME)
def test_mean_median_and_net_are_those_of_the_listed_scores(counts: list[int]) -> None:
    scores = [Fraction(score) for score in listed(counts)]
    width = 1 if len(counts) <= 3 else 2
    signs = [(score > len(counts) - width) - (score <= width) for score in scores]
    assert measures.mean(counts) == slow_mean(scores)
    assert measures.median(counts) == slow_median(scores)
    assert Scale(1, len(counts)).net(tuple(counts)) == 100 * slow_mean(
        [Fraction(sign) for sign in signs]
    )
    assert sum(Scale(1, len(counts)).bands(tuple(counts))) == len(scores)


@given(SOME)
def test_agreement_peels_one_layer_after_another(counts: list[int]) -> None:
    assert measures.agreement(counts) == slow_agreement(counts)


@given(SOME)
def test_consensus_is_summed_over_people(counts: list[int]) -> None:
    scores = listed(counts)
    centre = sum(scores) / len(scores)
    width = len(counts) - 1
    slow = 1 + sum(log2(1 - abs(score - centre) / width) for score in scores) / len(scores)
    assert measures.consensus(counts) == pytest.approx(slow, abs=1e-9)
    assert -1e-9 <= slow <= 1 + 1e-9


@given(SOME)
def test_reversing_the_scale_mirrors_every_measure(counts: list[int]) -> None:
    back = counts[::-1]
    scale, ends = Scale(1, len(counts)), len(counts) + 1
    assert ends - (measures.mean(counts) or 0) == measures.mean(back)
    assert ends - (measures.median(counts) or 0) == measures.median(back)
    assert -(scale.net(tuple(counts)) or 0) == scale.net(tuple(back))
    assert scale.bands(tuple(counts)) == scale.bands(tuple(back))[::-1]
    assert measures.agreement(counts) == measures.agreement(back)
    assert measures.consensus(counts) == pytest.approx(measures.consensus(back), abs=1e-12)


@given(SOME, st.integers(2, 5))
def test_more_people_of_the_same_opinions_change_nothing(counts: list[int], times: int) -> None:
    more = [times * people for people in counts]
    assert measures.mean(more) == measures.mean(counts)
    assert measures.median(more) == measures.median(counts)
    assert measures.agreement(more) == measures.agreement(counts)


def listed(counts: Sequence[int]) -> list[int]:
    return [score for score, people in enumerate(counts, 1) for _ in range(people)]


def slow_agreement(counts: Sequence[int]) -> Fraction:
    """Peel the smallest layer off until nothing is left, counting triples one by one."""
    left, total = list(counts), Fraction(0)
    while any(left):
        layer = min(people for people in left if people)
        pattern = [1 if people else 0 for people in left]
        total += Fraction(layer * sum(pattern), sum(counts)) * slow_pattern(pattern)
        left = [people - layer * full for people, full in zip(left, pattern, strict=True)]
    return total


def slow_pattern(pattern: list[int]) -> Fraction:
    points = len(pattern)
    triples = list(combinations(pattern, 3))
    tu = sum(triple in {(1, 1, 0), (0, 1, 1)} for triple in triples)
    tdu = sum(triple == (1, 0, 1) for triple in triples)
    unimodality = Fraction(1)
    if tu + tdu:
        unimodality = Fraction((points - 2) * tu - (points - 1) * tdu, (points - 2) * (tu + tdu))
    return unimodality * (1 - Fraction(sum(pattern) - 1, points - 1))
