from dataclasses import replace

import pytest

from analysis.charts import bars, distribution, of_theme
from analysis.figures import Shown
from analysis.scale import Scale
from tests.analysis.charts.drawing import boxes, records, texts
from tests.analysis.published import THEMES, few, hidden, item, many, reading, summary

KEY = 1


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb' as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other"),
    [(bars.LOW, bars.MIDDLE), (bars.MIDDLE, bars.HIGH), (bars.LOW, bars.HIGH)],
)
def test_segments_that_may_touch_are_told_apart_in_grey(one: str, other: str) -> None:
    assert contrast(one, other) >= 3


@pytest.mark.parametrize(("fill", "ink"), list(zip(bars.FILLS, bars.INKS, strict=True)))
def test_a_per_cent_can_be_read_on_its_segment(fill: str, ink: str) -> None:
    assert contrast(fill, ink) >= 4.5


def test_a_bar_is_centred_on_the_middle_band() -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30))))
    chart = distribution(shown, "progress")
    (low,), (middle,), (high,) = (boxes(chart, fill)[KEY:] for fill in bars.FILLS)
    centre = bars.span(shown.figures()).place(0)
    assert (middle["x"] + middle["x2"]) / 2 == pytest.approx(centre)
    assert low["x2"] == pytest.approx(middle["x"])
    assert high["x"] == pytest.approx(middle["x2"])
    widths = [box["x2"] - box["x"] for box in (low, middle, high)]
    assert [width / sum(widths) for width in widths] == pytest.approx([0.2, 0.5, 0.3])


def test_bars_of_one_publication_share_their_scale() -> None:
    shown = reading(
        summary(
            item("1", "progress", many(0, 10, 90)),
            item("2", "progress", many(10, 80, 10)),
            item("1", "maturity", many(80, 20, 0)),
        )
    )
    reach = bars.span(shown.figures())
    assert (reach.left, reach.right) == (90, 95)


def test_a_bar_prints_whole_per_cents_where_they_fit() -> None:
    shown = reading(
        summary(item("1", "progress", many(2, 93, 5)), item("2", "progress", many(0, 20, 80)))
    )
    printed = texts(distribution(shown, "progress"))
    assert {"93%", "5", "20%", "80%"} <= set(printed)
    assert not {"2%", "2", "0%", "0"} & set(printed)


def test_a_band_that_nobody_chose_has_no_segment() -> None:
    shown = reading(summary(item("1", "progress", many(0, 40, 60))))
    assert boxes(distribution(shown, "progress"), bars.LOW)[KEY:] == []


def test_a_theme_without_bands_is_said_in_words() -> None:
    shown = reading(summary(item("1", "progress", few(7, 29, 3)), item("2", "progress", hidden())))
    chart = distribution(shown, "progress")
    assert "[c] hidden to protect individuals; median 3" in texts(chart)
    assert "[c] hidden to protect individuals" in texts(chart)
    assert boxes(chart, bars.MIDDLE)[KEY:] == []
    assert "City partnerships" not in texts(chart)


def test_every_bar_has_its_base() -> None:
    assert texts(distribution(reading(), "progress")).count("26 of 29") == len(THEMES)


def test_the_description_tells_the_figures() -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30)), item("2", "progress", few())))
    told = distribution(shown, "progress").to_dict()["description"]
    assert told == (
        "Bar chart. Progress by theme: "
        "Political leadership 20% scored 1 or 2, 50% 3, 30% 4 or 5 (26 of 29); "
        "A modern and progressive organisational culture "
        "[c] hidden to protect individuals; median 3."
    )


def test_a_theme_shows_its_measures_and_the_blocks_of_which_one_can_be_shown() -> None:
    shown = reading(
        summary(
            item("1", "progress", many(20, 50, 30), many(10, 50, 40), few()),
            item("1", "maturity", many(20, 50, 30), few(), hidden()),
        )
    )
    printed = texts(of_theme(shown, "1"))
    assert [text for text in printed if text.startswith(("Progress", "Maturity"))] == [
        "Progress, everybody",
        "Progress, Executive",
        "Progress, Independent",
        "Maturity, everybody",
    ]


def test_a_theme_that_was_not_asked_on_a_measure_has_no_bar_for_it() -> None:
    shown = reading(summary(item("1", "progress", many(20, 50, 30))))
    assert not any("Maturity" in text for text in texts(of_theme(shown, "1")))


@pytest.mark.parametrize("simulated", [True, False])
def test_a_picture_of_simulated_answers_says_so_itself(simulated: bool) -> None:  # noqa: FBT001
    chart = distribution(reading(simulated=simulated), "progress")
    assert ("Simulated answers" in texts(chart)) is simulated


def test_nothing_is_drawn_outside_the_picture() -> None:
    chart = of_theme(reading(simulated=True), "4")
    document = chart.to_dict()
    for record in records(chart):
        assert 0 <= record["x"] <= document["width"]
        assert 0 <= record["y"] <= document["height"]


def test_a_coded_median_keeps_its_words() -> None:
    figures = few()
    coded = type(figures)(
        9, 7, hidden=False, bands=None, median=Shown(2, "or-lower"), mean=None, net=None,
        agreement=None, no_view=None,
    )  # fmt: skip
    shown = reading(summary(item("1", "progress", coded)))
    assert "[c] hidden to protect individuals; median 2 or lower" in texts(
        distribution(shown, "progress")
    )


def test_a_scale_without_a_middle_has_two_bands() -> None:
    four = replace(summary(item("1", "progress", many(40, 0, 60))), scale=Scale(1, 4))
    drawn = texts(distribution(reading(four), "progress"))
    assert any(text.startswith("1 or 2") for text in drawn)
    assert any(text.startswith("3 or 4") for text in drawn)
    assert not any("None" in text for text in drawn)
