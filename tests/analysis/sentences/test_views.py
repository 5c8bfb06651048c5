from dataclasses import replace

import pytest

from analysis import sentences
from analysis.figures import Bands, Figures, NoViewShare
from tests.analysis.published import MEASURES, few, hidden, item, many, reading, summary


def test_blocks_a_point_apart_are_the_third_sentence() -> None:
    shown = reading(
        summary(
            item("1", "progress", many(20, 50, 30), few(9, 16, 3.5), few(8, 13, 2)),
            item("2", "progress", many(20, 50, 30), few(9, 16, 3), few(8, 13, 2)),
            item("3", "progress", many(20, 50, 30), few(9, 16, 3), few(8, 13, 3)),
        )
    )
    assert sentences.differ(shown) == (
        "Views of progress differ most on Political leadership, where the median is 3.5 for "
        "Executive and 2 for Independent; "
        "blocks are a point or more apart on one other theme too."
    )


def test_one_theme_apart_stands_alone() -> None:
    shown = reading(
        summary(item("1", "progress", many(20, 50, 30), few(9, 16, 2), few(8, 13, 3.5)))
    )
    assert sentences.differ(shown) == (
        "Views of progress differ on Political leadership, where the median is 3.5 for "
        "Independent and 2 for Executive."
    )


def test_a_tie_is_counted_with_one_as_an_example() -> None:
    apart = (many(20, 50, 30), few(9, 16, 3), few(8, 13, 2))
    shown = reading(summary(item("1", "progress", *apart), item("2", "progress", *apart)))
    assert sentences.differ(shown) == (
        "Blocks are a point or more apart on progress in two of two themes: on Political "
        "leadership, for one, the median is 3 for Executive and 2 for Independent."
    )


def test_where_no_blocks_are_apart_the_levels_are_told() -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30, mean=3.1), few(), hidden())))
    assert sentences.differ(shown) == sentences.extremes(shown, "progress")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (many(12, 44, 44), "More gave progress 4 or 5 (44%) than 1 or 2 (12%)."),
        (many(44, 44, 12), "More gave progress 1 or 2 (44%) than 4 or 5 (12%)."),
        (many(30, 40, 30), "As many gave progress 4 or 5 as 1 or 2 (30% each)."),
        (many(0, 40, 60), "60% gave progress 4 or 5 and 0% gave it 1 or 2."),
        (many(12, 50, 38), "50% gave progress a 3."),
        (
            few(7, 13, 3.5),
            "Too few people scored progress to show how scores are spread (median 3.5).",
        ),
        (hidden(), "Progress is hidden to protect individuals."),
    ],
)
def test_a_theme_s_finding(figures: Figures, said: str) -> None:
    assert sentences.spread(reading(summary(item("1", "progress", figures))), "1") == said


def test_a_finding_speaks_of_every_measure() -> None:
    shown = reading(
        summary(item("1", "progress", many(12, 60, 28)), item("1", "maturity", hidden()))
    )
    assert sentences.spread(shown, "1") == (
        "60% gave progress a 3; maturity is hidden to protect individuals."
    )
    assert sentences.spread(shown, "2") == "This theme was not scored in this quarter."


@pytest.mark.parametrize(
    ("progress", "maturity", "said"),
    [
        ("agreed", "agreed", "Views of progress and maturity agree."),
        (
            "split",
            "some agreement",
            "There is some agreement on maturity; views of progress are split.",
        ),
        ("mixed", None, "Views of progress are mixed."),
        (None, None, ""),
    ],
)
def test_agreement_is_a_word(progress: str | None, maturity: str | None, said: str) -> None:
    shown = reading(
        summary(
            item("1", "progress", replace(many(20, 50, 30), agreement=progress)),
            item("1", "maturity", replace(many(20, 50, 30), agreement=maturity)),
        )
    )
    assert sentences.agreement(shown, "1") == said


def test_many_who_are_not_close_enough_are_reported() -> None:
    far = replace(
        many(20, 50, 30), no_view=NoViewShare(total=45, too_early=10, not_close=35, flagged=True)
    )
    shown = reading(summary(item("1", "progress", far), item("1", "maturity", many(20, 50, 30))))
    assert sentences.not_close(shown, "1") == (
        "35% of those who answered on progress were not close enough to judge."
    )
    assert sentences.not_close(reading(summary(item("1", "progress", few()))), "1") == ""


def test_blocks_are_compared_where_they_can_be() -> None:
    apart = (few(9, 16, 3.5), few(8, 13, 2))
    shown = reading(
        summary(
            item("1", "progress", many(20, 50, 30), *apart),
            item("1", "maturity", many(20, 50, 30), *reversed(apart)),
            item("2", "progress", many(20, 50, 30), few(), few()),
        )
    )
    assert sentences.by_block(shown, "1") == (
        "Progress has a median of 3.5 for Executive and 2 for Independent; "
        "maturity has a median of 3.5 for Independent and 2 for Executive."
    )
    assert sentences.by_block(shown, "2") == (
        "No two blocks can be shown to be a point or more apart at the median."
    )


def test_measures_on_which_blocks_stand_alike_share_a_sentence() -> None:
    apart = (few(9, 16, 3.5), few(8, 13, 2))
    shown = reading(
        summary(*(item("1", measure, many(20, 50, 30), *apart) for measure in MEASURES))
    )
    assert sentences.by_block(shown, "1") == (
        "Progress and maturity both have a median of 3.5 for Executive and 2 for Independent."
    )


def test_a_sentence_never_says_what_is_hidden() -> None:
    """Whatever else a theme shows, figures that are not among the published ones are not said."""
    shown = reading(
        summary(item("1", "progress", replace(few(7, 29, 3), bands=None), hidden(16), hidden(13)))
    )
    said = " ".join(
        (
            sentences.spread(shown, "1"),
            sentences.by_block(shown, "1"),
            sentences.agreement(shown, "1"),
            sentences.not_close(shown, "1"),
        )
    )
    assert "%" not in said
    assert "Executive" not in said
    assert Bands(20, 50, 30).low not in {int(word) for word in said.split() if word.isdecimal()}
