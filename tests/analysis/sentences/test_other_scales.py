"""Sentences and tables in the scale's own points."""

from dataclasses import replace

import pytest

from analysis import sentences, tables
from analysis.reading import Reading
from analysis.scale import Scale
from tests.analysis.published import hidden, item, many, reading, summary


def on(scale: Scale, *bands: tuple[int, int, int]) -> Reading:
    items = (item(str(place), "progress", many(*each)) for place, each in enumerate(bands, 1))
    return reading(replace(summary(*items), scale=scale))


@pytest.mark.parametrize(
    ("scale", "bands", "said"),
    [
        (Scale(0, 10), (20, 40, 40), "More gave progress 9 or 10 (40%) than 0 or 1 (20%)."),
        (Scale(0, 10), (20, 60, 20), "60% gave progress 2 to 8."),
        (
            Scale(0, 10, outer=3),
            (40, 20, 40),
            "As many gave progress 8 to 10 as 0 to 2 (40% each).",
        ),
        (Scale(1, 3), (20, 60, 20), "60% gave progress a 2."),
        (Scale(1, 4), (20, 0, 80), "More gave progress 3 or 4 (80%) than 1 or 2 (20%)."),
    ],
)
def test_the_spread_of_scores(scale: Scale, bands: tuple[int, int, int], said: str) -> None:
    assert sentences.spread(on(scale, bands), "1") == said


def test_the_balance_over_themes() -> None:
    assert sentences.balance(on(Scale(1, 7), (20, 40, 40), (20, 30, 50)), "progress").startswith(
        "More people scored progress 6 or 7 than 1 or 2 on every theme shown"
    )


def test_the_headings_of_tables() -> None:
    assert tables.distribution(on(Scale(0, 10), (20, 50, 30)), "progress").headers[1:4] == (
        "Scored 0 or 1", "Scored 2 to 8", "Scored 9 or 10",
    )  # fmt: skip


def test_an_even_scale_of_four_has_no_middle() -> None:
    shown = reading(
        replace(summary(item("1", "progress", many(20, 0, 80), hidden())), scale=Scale(1, 4))
    )
    table = tables.of_theme(shown, "1")
    assert table.headers[1:4] == ("Scored 1 or 2", "Scored 3 or 4", "Median")
    assert [row[1:3] for row in table.rows] == [("20%", "80%"), ("[c]", "[c]")]
    assert {len(row) for row in table.rows} == {len(table.headers)}
