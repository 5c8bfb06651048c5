from fractions import Fraction

import pytest

from analysis.answers import Answers
from analysis.counting import count
from analysis.quadrant import CALLED, Placed, corner, quadrant
from analysis.scale import Scale
from tests.analysis.panels import Q2, Row, answers_of, cube_of, roster_of


def scored(item: str, measure: str, *scores: int | None) -> list[Row]:
    return [
        ("2018-07", f"p{place}", "audit", item, measure, score, None)
        for place, score in enumerate(scores)
    ]


@pytest.mark.parametrize(
    ("progress", "maturity", "called"),
    [
        (4, 3, CALLED),
        (5, 1, CALLED),
        (4, 3.5, "actions done, quality following"),
        (3.5, 3, "neither yet"),
        (3.5, 3.5, "quality ahead of the actions"),
    ],
)
def test_the_corners(progress: float, maturity: float, called: str) -> None:
    assert corner(progress, maturity) == called


def test_actions_are_done_and_quality_does_not_follow() -> None:
    rows = [*scored("1", "progress", 4, 4, 5), *scored("1", "maturity", 3, 2, None)]
    (found,) = quadrant(cube_of(rows))
    assert found == Placed("1", Fraction(4), Fraction(5, 2), 3, 2)
    assert found.corner == "actions done, quality not following"


def test_an_item_needs_a_score_on_both_measures() -> None:
    rows = [
        *scored("1", "progress", 4),
        *scored("2", "maturity", 4),
        *scored("3", "progress", 2),
        *scored("3", "maturity", None),
        *scored("4", "progress", None),
        *scored("4", "maturity", 2),
    ]
    assert quadrant(cube_of(rows)) == ()
    assert quadrant(cube_of([])) == ()


def test_other_scales_have_no_corners() -> None:
    rows = [*scored("1", "progress", 4), *scored("1", "maturity", 3)]
    answers = Answers(answers_of(rows).frame, Scale(0, 10))
    assert quadrant(count(answers, roster_of(rows), None, Q2)) == ()
