import pytest

from analysis.scale import FIVE_POINTS, Scale
from analysis.vega.frame import HIGH, LOW, MIDDLE, Row
from analysis.vega.spread import NOBODY, fills, reach, spread
from tests.analysis.vega.drawing import records, sound


def test_a_bar_is_centred_on_the_middle_of_the_scale() -> None:
    spec = sound(
        spread([(Row("Culture", "20 of 25"), (1, 4, 6, 5, 4))], FIVE_POINTS, simulated=False)
    )
    parts = records(spec, "score")
    assert [(part["score"], part["people"]) for part in parts] == [
        (1, 1), (2, 4), (3, 6), (4, 5), (5, 4),
    ]  # fmt: skip
    assert parts[2]["from"] == -parts[2]["to"] == -0.15
    assert [part["to"] for part in parts[:-1]] == [part["from"] for part in parts[1:]]
    assert parts[-1]["to"] - parts[0]["from"] == pytest.approx(1)
    assert [part["share"] for part in parts] == ["5%", "20%", "30%", "25%", "20%"]
    assert {part["about"] for part in parts} == {"Culture"}


def test_points_that_nobody_chose_are_not_drawn() -> None:
    parts = records(spread([(Row("One"), (0, 0, 2, 0, 0))], FIVE_POINTS, simulated=False), "score")
    assert [(part["score"], part["from"], part["to"]) for part in parts] == [(3, -0.5, 0.5)]


def test_a_row_without_scores_says_so() -> None:
    spec = sound(spread([(Row("One"), (0,) * 5)], FIVE_POINTS, simulated=True))
    assert records(spec, "score") == []
    assert [each["note"] for each in records(spec, "note")] == [NOBODY]


@pytest.mark.parametrize(
    ("scale", "lows", "middles", "highs"),
    [
        (Scale(1, 2), 1, 0, 1),
        (Scale(1, 3), 1, 1, 1),
        (FIVE_POINTS, 2, 1, 2),
        (Scale(0, 10), 2, 7, 2),
    ],
)
def test_colours_follow_the_bands_of_any_scale(
    scale: Scale, lows: int, middles: int, highs: int
) -> None:
    colours = fills(scale)
    assert len(colours) == scale.points == lows + middles + highs
    assert (colours[0], colours[-1]) == (LOW, HIGH)
    assert colours.count(MIDDLE) == middles


def test_a_scale_of_eleven_points_is_drawn() -> None:
    counts = (1, 0, 0, 2, 0, 3, 0, 0, 0, 0, 4)
    parts = records(sound(spread([(Row("One"), counts)], Scale(0, 10), simulated=False)), "score")
    assert [part["score"] for part in parts] == [0, 3, 5, 10]
    assert [(part["from"], part["to"]) for part in parts] == [
        (-0.35, -0.25), (-0.25, -0.05), (-0.05, 0.25), (0.25, 0.65),
    ]  # fmt: skip


def test_bars_beside_each_other_can_be_drawn_alike() -> None:
    counts = (0, 0, 2, 0, 2)
    assert reach([counts], FIVE_POINTS) == 0.75
    assert reach([], FIVE_POINTS) == 0.5
    spec = spread([(Row("One"), counts)], FIVE_POINTS, 1.0, simulated=False)
    assert spec["layer"][1]["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-1.0, 1.0]
