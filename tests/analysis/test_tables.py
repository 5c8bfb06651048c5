import pytest

from analysis import tables
from analysis.figures import Change
from tests.analysis.published import (
    few,
    hidden,
    item,
    many,
    quarter,
    reading,
    summary,
    without_bounds,
)

HIDDEN = "[c]"
OPEN = "2.7 to 3.3".replace(" ", "\N{NO-BREAK SPACE}")


def test_a_distribution_has_every_figure_with_its_base() -> None:
    table = tables.distribution(
        reading(summary(item("1", "progress", many(20, 50, 30, mean=3)))), "progress"
    )
    assert table.caption == "Progress by theme, July to September 2018"
    assert table.headers[0] == "Theme"
    assert table.rows == (
        (
            "Political leadership", "20%", "50%", "30%", "3", "+10", "3.0", OPEN,
            "some agreement",
            "12% (4%, 8%)", "26 of 29",
        ),
    )  # fmt: skip


def test_a_figure_of_an_early_edition_has_a_dash_for_bounds() -> None:
    early = item("1", "progress", without_bounds(many(20, 50, 30)))
    (row,) = tables.distribution(reading(summary(early)), "progress").rows
    assert row[7] == "\N{EN DASH}"


def test_what_is_hidden_is_marked_figure_by_figure() -> None:
    shown = reading(summary(item("1", "progress", few(7, 13, 3)), item("2", "progress", hidden())))
    rows = tables.distribution(shown, "progress").rows
    assert rows[0][1:] == (
        HIDDEN, HIDDEN, HIDDEN, "3", HIDDEN, "3.0", HIDDEN, HIDDEN, HIDDEN, "7 of 13",
    )  # fmt: skip
    assert set(rows[1][1:]) == {HIDDEN}


def test_a_theme_has_its_measures_and_all_its_blocks() -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30), few(), hidden())))
    table = tables.of_theme(shown, "1")
    assert table.caption == "Political leadership, July to September 2018"
    assert [row[0] for row in table.rows] == [
        "Progress, everybody", "Progress, Executive", "Progress, Independent",
    ]  # fmt: skip


def test_means_by_quarter_have_their_bases() -> None:
    earlier = summary(
        item("1", "progress", many(20, 50, 30, mean=2.9, n=20)), period="2018-19-q1", against=None
    )
    shown = reading(
        summary(item("1", "progress", hidden()), item("2", "progress", few())), earlier=(earlier,)
    )
    table = tables.heatmap(shown, "progress")
    assert table.headers == ("Theme", "April to June 2018", "July to September 2018")
    assert table.rows[0][1:] == ("2.9 (20 of 29)", HIDDEN)
    assert table.rows[1][1:] == ("not asked", "3.0 (7 of 13)")


@pytest.mark.parametrize(
    ("change", "cells"),
    [
        (Change(24, 0.4, "improved"), ("Improved", "+0.4", "24 of 29")),
        (Change(12, None, "declined"), ("Declined", HIDDEN, "12 of 29")),
        (None, ("[c] hidden to protect individuals", HIDDEN, HIDDEN)),
    ],
)
def test_a_change_has_its_verdict_and_its_base(
    change: Change | None, cells: tuple[str, ...]
) -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30), change=change)))
    table = tables.movement(shown, "progress")
    assert table.caption == "Change in progress since April to June 2018"
    assert table.rows == (("Political leadership", *cells),)


def test_a_base_of_which_the_whole_is_hidden_stands_alone() -> None:
    change = Change(24, 0.4, "improved")
    shown = reading(summary(item("1", "progress", hidden(None), change=change)))
    assert tables.movement(shown, "progress").rows[0][-1] == "24"


def test_the_first_quarter_is_compared_with_nothing() -> None:
    shown = reading(quarter(against=None))
    assert tables.movement(shown, "progress").caption == "Change in progress"


def test_the_response_ends_with_everybody() -> None:
    assert tables.response(reading()).rows == (
        ("Executive", "15", "16", "94%"),
        ("Independent", "11", "13", "85%"),
        ("Everybody", "26", "29", "90%"),
    )


def test_every_row_has_a_cell_for_every_header() -> None:
    shown = reading(earlier=(quarter(1, "2018-19-q1", None),))
    made = [
        tables.distribution(shown, "progress"),
        tables.of_theme(shown, "7"),
        tables.heatmap(shown, "maturity"),
        tables.movement(shown, "maturity"),
        tables.response(shown),
    ]
    for table in made:
        assert {len(row) for row in table.rows} == {len(table.headers)}
