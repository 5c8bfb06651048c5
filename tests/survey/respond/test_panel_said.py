"""Published figures in a few words: never more than was published."""

import pytest

from analysis.figures import Bands, Figures, Relation, Shown
from survey.respond.panel_said import in_words

HIDDEN = ("Hidden to protect individuals", "")


def figures(median: Shown | None, bands: Bands | None = None, *, hidden: bool = False) -> Figures:
    return Figures(
        eligible=29,
        n=None if hidden else 9,
        hidden=hidden,
        bands=bands,
        median=median,
        mean=None,
        net=None,
        agreement=None,
        no_view=None,
    )


def test_what_is_hidden_stays_hidden() -> None:
    assert in_words(figures(None, hidden=True)) == HIDDEN
    assert in_words(figures(None)) == HIDDEN


@pytest.mark.parametrize(
    ("value", "relation", "words"),
    [
        (3.0, "exactly", "3"),
        (3.5, "exactly", "3.5"),
        (2.0, "or-lower", "2 or lower"),
        (4.0, "or-higher", "4 or higher"),
    ],
)
def test_a_small_base_shows_the_median_alone(value: float, relation: Relation, words: str) -> None:
    assert in_words(figures(Shown(value, relation))) == (words, "")


def test_a_large_one_how_many_scored_low_and_high_as_well() -> None:
    assert in_words(figures(Shown(3), Bands(25, 33, 42))) == ("3", "25% low, 42% high")
