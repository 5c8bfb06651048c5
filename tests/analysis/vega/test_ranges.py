from analysis.scale import FIVE_POINTS, Scale
from analysis.vega.frame import Row
from analysis.vega.ranges import NOBODY, Range, ranges
from tests.analysis.vega.drawing import records, sound


def test_a_range_goes_from_the_least_to_the_most_with_the_mean_in_it() -> None:
    spec = sound(ranges([Range(Row("Culture"), 3.55, 3.04, 3.84)], FIVE_POINTS, simulated=True))
    (drawn,) = records(spec, "low")
    assert (drawn["low"], drawn["mean"], drawn["high"]) == (3.04, 3.55, 3.84)
    assert (drawn["told"], drawn["least"], drawn["most"]) == ("3.55", "3.04", "3.84")


def test_where_nobody_scored_the_mean_could_be_anything() -> None:
    spec = sound(ranges([Range(Row("Culture"), None, 1, 5)], FIVE_POINTS, simulated=False))
    (drawn,) = records(spec, "low")
    assert (drawn["mean"], drawn["told"]) == (None, "nobody scored")


def test_where_nobody_could_answer_the_row_says_so() -> None:
    spec = sound(ranges([Range(Row("Culture"), None, None, None)], FIVE_POINTS, simulated=False))
    assert records(spec, "low") == []
    assert [each["note"] for each in records(spec, "note")] == [NOBODY]


def test_the_axis_is_the_scale_s_own() -> None:
    spec = sound(ranges([Range(Row("One"), 5, 2, 9)], Scale(0, 10), simulated=False))
    across = spec["layer"][1]["layer"][0]["encoding"]["x"]
    assert across["scale"]["domain"] == [0, 10]
    assert across["axis"]["values"] == list(range(11))
