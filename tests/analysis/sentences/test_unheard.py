from dataclasses import replace

import pytest

from analysis import sentences
from analysis.figures import Change, Figures
from analysis.reading import Reading
from analysis.summary import ItemSummary
from tests.analysis.published import few, hidden, item, many, reading, summary, without_bounds

MOVED = Change(24, 0.4, "improved")
OPEN = "Those who answered moved; the direction of the whole panel is not established."


def said(*items: ItemSummary) -> str:
    return sentences.unheard(reading(summary(*items)), "1")


def compared(
    after: Figures, before: Figures | None, change: Change | None = MOVED, quarter: str = "q1"
) -> Reading:
    items = () if before is None else (item("1", "progress", before),)
    earlier = summary(*items, period=f"2018-19-{quarter}", against=None)
    return reading(summary(item("1", "progress", after, change=change)), earlier=(earlier,))


def test_what_those_without_a_score_leave_open() -> None:
    assert said(item("1", "progress", many(20, 50, 30, mean=3))) == (
        "Had everybody asked given a score, the mean of progress would lie between 2.7 and 3.3."
    )


def test_both_measures_stand_in_one_sentence() -> None:
    both = said(
        item("1", "progress", many(20, 50, 30, mean=3)),
        item("1", "maturity", many(20, 40, 40, mean=3.2)),
    )
    assert both == (
        "Had everybody asked given a score, the mean of progress would lie between 2.7 and 3.3, "
        "and that of maturity between 2.9 and 3.5."
    )


@pytest.mark.parametrize(
    "figures",
    [
        many(20, 50, 30, n=29),  # all scored
        few(),
        hidden(),
        without_bounds(many(20, 50, 30)),  # an early edition
    ],
)
def test_nothing_is_said_where_nothing_is_open_or_shown(figures: Figures) -> None:
    assert said(item("1", "progress", figures)) == ""
    assert said(item("2", "progress", many(20, 50, 30))) == ""


def test_a_direction_that_those_without_a_score_could_turn_is_not_established() -> None:
    shown = compared(many(20, 50, 30, mean=3.1), many(30, 50, 20, mean=2.9))
    assert sentences.direction(shown, "1", "progress") == OPEN


@pytest.mark.parametrize(("before", "after", "way"), [(2.1, 4.2, "rose"), (4.2, 2.1, "fell")])
def test_a_direction_that_nobody_could_turn_is_that_of_the_whole_panel(
    before: float, after: float, way: str
) -> None:
    shown = compared(many(20, 50, 30, mean=after), many(20, 50, 30, mean=before))
    assert sentences.direction(shown, "1", "progress") == (
        f"However those without a score see it, the mean of the whole panel {way}."
    )


def test_an_earlier_edition_without_bounds_has_figures_that_they_follow_from() -> None:
    shown = compared(many(20, 50, 30, mean=3.1), without_bounds(many(30, 50, 20, mean=2.9)))
    assert sentences.direction(shown, "1", "progress") == OPEN


@pytest.mark.parametrize(
    "shown",
    [
        compared(many(20, 50, 30), many(20, 50, 30), None),
        compared(many(20, 50, 30), many(20, 50, 30), Change(24, 0.1, "no reliable change")),
        compared(many(20, 50, 30), None),
        compared(many(20, 50, 30), few()),
        compared(many(20, 50, 30), many(20, 50, 30), quarter="q4"),
        compared(without_bounds(many(20, 50, 30)), many(20, 50, 30)),
        replace(compared(many(20, 50, 30), many(20, 50, 30)), earlier=()),
    ],
)
def test_a_direction_is_left_out_where_none_was_called_or_figures_are_missing(
    shown: Reading,
) -> None:
    assert sentences.direction(shown, "1", "progress") == ""
    assert sentences.direction(shown, "9", "progress") == ""
