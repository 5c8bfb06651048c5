from itertools import pairwise

from analysis.charts import cells, heatmap
from analysis.charts.board import INK, PAPER
from analysis.figures import Figures, Shown
from analysis.periods import parse_period
from tests.analysis.charts.drawing import boxes, records, texts
from tests.analysis.charts.test_bars import contrast, luminance
from tests.analysis.published import few, hidden, item, many, quarter, reading, summary


def test_darker_is_higher_in_grey_too() -> None:
    assert all(luminance(one) > luminance(other) for one, other in pairwise(cells.STEPS))


def test_a_mean_can_be_read_on_every_step() -> None:
    for place, step in enumerate(cells.STEPS):
        ink = PAPER if place >= cells.DARK_FROM else INK
        assert contrast(step, ink) >= 4.5


def test_the_mean_is_printed_in_its_cell() -> None:
    earlier = summary(item("1", "progress", many(20, 50, 30, mean=2.9)), period="2018-19-q1")
    shown = reading(summary(item("1", "progress", many(20, 50, 30, mean=5))), earlier=(earlier,))
    printed = texts(heatmap(shown, "progress"))
    assert printed.index("2.9") < printed.index("5.0")
    assert len(boxes(heatmap(shown, "progress"), cells.STEPS[3])) == 1
    assert len(boxes(heatmap(shown, "progress"), cells.STEPS[7])) == 1


def test_a_hidden_mean_and_a_theme_not_asked_are_marked_apart() -> None:
    earlier = summary(item("1", "progress", hidden()), period="2018-19-q1")
    shown = reading(summary(item("2", "progress", many(20, 50, 30))), earlier=(earlier,))
    chart = heatmap(shown, "progress")
    assert texts(chart).count("[c]") == 1
    assert texts(chart).count("\N{EN DASH}") == 12
    assert len(boxes(chart, PAPER)) == 13


def test_a_coded_mean_stands_in_two_lines() -> None:
    coded = Figures(13, 7, False, None, Shown(4), Shown(4, "or-higher"), None, None, None)  # noqa: FBT003
    printed = texts(heatmap(reading(summary(item("1", "progress", coded))), "progress"))
    assert {"4", "or higher"} <= set(printed)


def test_at_most_five_quarters_are_shown() -> None:
    before = tuple(
        quarter(period=ref, against=None)
        for ref in ("2016-17-q4", "2017-18-q1", "2017-18-q2", "2017-18-q3", "2017-18-q4")
    )
    printed = texts(heatmap(reading(earlier=before), "progress"))
    assert printed.count("Apr\N{EN DASH}Jun") == 1
    assert "Jan\N{EN DASH}Mar" in printed
    assert printed[:5].count("Jul\N{EN DASH}Sep") == 2


def test_a_quarter_has_a_short_name() -> None:
    assert cells.short(parse_period("2018-19-q3")) == ("Oct\N{EN DASH}Dec", "2018")


def test_the_description_tells_the_figures() -> None:
    earlier = summary(item("1", "progress", few()), period="2018-19-q1")
    shown = reading(summary(item("1", "progress", many(20, 50, 30, mean=3.4))), earlier=(earlier,))
    told = heatmap(shown, "progress").to_dict()["description"]
    assert told.startswith(
        "Table of colours. Mean of progress in April to June 2018, July to September 2018. "
        "Political leadership 3.0, 3.4; "
    )


def test_cells_lie_side_by_side_within_the_picture() -> None:
    chart = heatmap(reading(earlier=(quarter(1, "2018-19-q1", None),)), "progress")
    for box in records(chart, "x2", "fill"):
        assert 0 <= box["x"] < box["x2"] <= chart.to_dict()["width"]
