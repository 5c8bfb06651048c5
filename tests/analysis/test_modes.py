from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.gaps import Gap, between
from analysis.modes import SIDES, ModeCheck, mode_check
from analysis.periods import parse_period
from analysis.scale import FIVE_POINTS, Scale
from analysis.tally import Item, Said, Tally

PROGRESS = Item("1", "progress")
MODES = st.sampled_from(["form", "paper", "interview", "telephone", None])


def tally(*answers: tuple[str | None, int | None], item: Item = PROGRESS) -> Tally:
    said: dict[Said, int] = {}
    for place, (mode, score) in enumerate(answers):
        key = Said(item, f"g{place % 2}", "g0", mode, score, None)
        said[key] = said.get(key, 0) + 1
    return Tally(parse_period("2018-07"), said, {}, {})


def test_those_who_speak_score_higher() -> None:
    answers = [("form", 2)] * 4 + [("paper", 3)] * 2 + [("interview", 4)] * 5 + [("telephone", 3)]
    (found,) = mode_check(tally(*answers, (None, 5), ("form", None)), FIVE_POINTS)
    assert (found.item, found.measure, found.form, found.interview) == ("1", "progress", 6, 6)
    assert found.gap is not None
    assert found.gap.sides == SIDES
    assert found.gap.delta == Fraction(-34, 36)
    assert found.sentence == (
        "Those interviewed scored higher than those who filled in the form, by a large difference "
        "(6 by form, 6 by interview; Cliff's delta \N{MINUS SIGN}0.94)."
    )


def test_those_who_speak_score_lower() -> None:
    (found,) = mode_check(tally(*[("form", 4)] * 5, *[("interview", 1)] * 5), FIVE_POINTS)
    assert found.sentence.startswith("Those interviewed scored lower than those who filled in")


def test_no_large_difference_is_a_finding_too() -> None:
    (found,) = mode_check(tally(*[("form", 4)] * 5, *[("interview", 4)] * 7), FIVE_POINTS)
    assert found.gap == Gap(SIDES, Fraction(0), Fraction(1))
    assert found.sentence == (
        "Form and interview show no large difference (5 by form, 7 by interview; Cliff's delta "
        "0.00)."
    )


@pytest.mark.parametrize("interviews", [0, 1, 2, 4])
def test_few_of_either_are_not_compared(interviews: int) -> None:
    (found,) = mode_check(tally(*[("form", 4)] * 9, *[("interview", 1)] * interviews), FIVE_POINTS)
    assert found == ModeCheck("1", "progress", 9, interviews, None)
    assert found.sentence == (
        "Too few scored either by form or by interview to compare the two "
        f"(9 by form, {interviews} by interview)."
    )


def test_everybody_without_a_view_and_nobody_at_all() -> None:
    (found,) = mode_check(tally(("form", None), ("interview", None)), FIVE_POINTS)
    assert (found.form, found.interview, found.gap) == (0, 0, None)
    assert mode_check(tally(), FIVE_POINTS) == ()


@given(st.lists(st.tuples(MODES, st.integers(0, 10)), max_size=30))
def test_each_score_is_sorted_by_its_mode(answers: list[tuple[str | None, int]]) -> None:
    scale = Scale(0, 10)
    for found in mode_check(tally(*answers), scale):
        written = [score for mode, score in answers if mode in {"form", "paper"}]
        spoken = [score for mode, score in answers if mode in {"interview", "telephone"}]
        assert (found.form, found.interview) == (len(written), len(spoken))
        expected = between(
            SIDES,
            [written.count(point) for point in range(11)],
            [spoken.count(point) for point in range(11)],
        )
        assert found.gap == (expected if min(len(written), len(spoken)) >= 5 else None)
