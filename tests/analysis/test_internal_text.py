from dataclasses import replace

from analysis import internal_tables as tables
from analysis.charts import inside
from analysis.document import NOTICE
from analysis.internal import internal
from analysis.internal_text import internal_text
from analysis.periods import parse_period
from analysis.scale import FIVE_POINTS, Scale
from analysis.tables import Table
from tests.analysis.charts.drawing import texts
from tests.analysis.panels import GROUPS, Row, cube_of, scored

NOW = {"cabinet": (0, 0, 2, 6, 2), "audit": (2, 3, 1, 0, 0)}
ROWS: list[Row] = scored(NOW)
BEFORE: list[Row] = [("2018-05", *row[1:5], max(1, (row[5] or 1) - 1), None) for row in ROWS]
RATED = replace(cube_of([*BEFORE, *ROWS], compared=True), official={"1": {"amber": 2, "red": 1}})
FOUND = internal(RATED)


def cells(table: Table, place: int = 0) -> dict[str, str]:
    """A row by its headings, of which some stand twice: the last of them."""
    return dict(zip(table.headers, table.rows[place], strict=True))


def test_the_spread_shows_every_point_and_both_agreements() -> None:
    shown = cells(tables.spread(FOUND, "progress", FIVE_POINTS))
    assert shown["Scored"] == "16 of 16"
    assert [shown[point] for point in "12345"] == ["2", "3", "3", "6", "2"]
    assert (shown["Median"], shown["Mean"], shown["Net"]) == ("3.5", "3.1875", "+18.75")
    assert (shown["A"], shown["In words"], shown["Cns"]) == ("+0.2812", "mixed", "0.5173")
    assert (shown["No view"], shown["Not close"]) == ("0.0%", "0.0%")


def test_bounds_are_those_of_everybody_who_was_asked() -> None:
    shown = tables.bounds(FOUND, "progress").rows[0]
    assert shown == ("1", "16 of 16", "3.1875", "3.1875", "3.1875", "50.0%", "50.0%")


def test_change_is_taken_apart_and_weighed() -> None:
    parts = cells(tables.parts(FOUND, "progress"))
    assert (parts["Total"], parts["Matched"], parts["Joined"]) == ("+0.8750", "+0.8750", "0.0000")
    shown = cells(tables.verdicts(FOUND, "progress"))
    assert [shown[name] for name in ("Matched", "Up", "Down", "Same")] == ["16", "14", "0", "2"]
    assert (shown["Verdict"], shown["Strength"]) == ("improved", "firm")
    assert (shown["Sign-flip p"], shown["Holm's p"]) == ("0.0001", "0.0001")


def test_gaps_are_of_sides_and_of_pairs() -> None:
    (pair,) = tables.gaps(FOUND, "progress").rows
    assert pair == ("1", "Cabinet", "Audit", "+0.9667", "large", "0.0004")
    near = internal(cube_of(scored({**NOW, "officers": (0, 0, 1, 3, 1)})))
    assert [row[4] for row in tables.gaps(near, "progress").rows] == [
        "\N{EN DASH}",
        "large",
        "large",
    ]


def test_a_gap_of_many_has_no_p() -> None:
    many = internal(cube_of(scored({"cabinet": (0, 0, 80, 0, 0), "audit": (71, 0, 0, 0, 0)})))
    assert tables.gaps(many, "progress").rows[0][-1] == "over 150 people"


def test_the_official_rating_stands_beside_the_median() -> None:
    shown = cells(tables.official(FOUND, "progress"))
    assert (shown["Official"], shown["Panel"], shown["Steps"]) == ("amber", "amber", "0")
    assert (shown["Index"], shown["Strength"]) == ("+18.75", "\N{EN DASH}")


def test_the_text_holds_every_table_and_what_p_means() -> None:
    said = internal_text(FOUND, FIVE_POINTS)
    assert said.splitlines()[0] == "What the panel said, July to September 2018"
    assert NOTICE in said.replace("\n", " ")
    assert "how lopsided the changes are, were up and down equally likely; not sampling" in said
    assert "Change is against April to June 2018" in said
    for caption in ("Who answered", "Progress, had everybody", "1, progress, by group"):
        assert caption in said
    assert all(len(line) <= 160 and line == line.rstrip() for line in said.splitlines())


def test_without_comparison_rating_and_pairs_their_tables_are_left_out() -> None:
    said = internal_text(internal(cube_of(scored({"cabinet": (1, 0, 0, 0, 0)}))), FIVE_POINTS)
    for words in ("lopsided", "against", "gaps", "official"):
        assert words not in said


def test_nobody_is_a_dash() -> None:
    silent: list[Row] = [("2018-07", "a", "cabinet", "1", "progress", None, "not-close")]
    found = internal(cube_of(silent))
    shown = cells(tables.spread(found, "progress", FIVE_POINTS))
    assert {shown[name] for name in ("Median", "Mean", "Net", "A", "Cns")} == {"\N{EN DASH}"}
    assert (shown["No view"], shown["Not close"]) == ("100.0%", "100.0%!")
    nobody = replace(found, response=((GROUPS.standings[0].segment, 0, 0),), eligible=0, answered=0)
    assert tables.response(nobody).rows[0] == ("Cabinet", "0", "0", "\N{EN DASH}")
    asked = replace(found.items[0], groups=())
    assert tables.by_group(asked, FIVE_POINTS).rows == ()


def test_nobody_matched_is_a_dash() -> None:
    rows = [*scored({"cabinet": (0, 0, 0, 1, 0)}, "2018-05"), *scored(NOW, first=50)]
    shown = cells(tables.parts(internal(cube_of(rows, compared=True)), "progress"))
    assert set(list(shown.values())[1:]) == {"\N{EN DASH}"}


def test_nobody_asked_has_no_bounds() -> None:
    found = FOUND.items[0]
    bare = replace(found.overall, mean_bounds=None, favourable_bounds=None, no_view=None)
    shown = tables.bounds(replace(FOUND, items=(replace(found, overall=bare),)), "progress")
    assert shown.rows[0][3:] == ("\N{EN DASH}",) * 4
    again = replace(FOUND, items=(replace(found, overall=bare),))
    assert tables.spread(again, "progress", FIVE_POINTS).rows[0][-1] == "\N{EN DASH}"


def test_a_year_is_compared_like_a_quarter() -> None:
    found = replace(FOUND, against=parse_period("2017-18"))
    assert tables.parts(found, "progress").caption.endswith(
        "since April 2017 to March 2018, in points"
    )


def test_charts_hide_nobody() -> None:
    chart = inside.by_group(FOUND.items[0], FIVE_POINTS)
    said = texts(chart)
    assert {"Everybody", "Cabinet", "Audit", "10 of 10", "6 of 6", "80%"} <= set(said)
    assert "1 or 2, lower" in said
    assert "1, lower" in texts(inside.spread(FOUND, "progress", Scale(1, 5, outer=1)))


def test_a_group_that_said_nothing_is_told_so() -> None:
    quiet = ("2018-07", "q", "officers", "1", "progress", None, None)
    found = internal(cube_of([*ROWS, quiet]))
    assert "nobody gave a score" in texts(inside.by_group(found.items[0], FIVE_POINTS))
