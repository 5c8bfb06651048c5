import pytest

from analysis.charts import movement, strips
from analysis.figures import Change
from analysis.reading import Reading
from tests.analysis.charts.drawing import records, texts
from tests.analysis.published import item, many, reading, summary


def moved(*changes: Change | None) -> Reading:
    return reading(
        summary(
            *(
                item(str(place), "progress", many(20, 50, 30), change=change)
                for place, change in enumerate(changes, start=1)
            )
        )
    )


@pytest.mark.parametrize(
    ("verdict", "shape", "words"),
    [
        ("improved", "triangle-up", "Improved"),
        ("declined", "triangle-down", "Declined"),
        ("no reliable change", "circle", "No reliable change"),
        ("too few changes to call", "diamond", "Too few to call"),
    ],
)
def test_a_verdict_has_its_shape_and_its_words(verdict: str, shape: str, words: str) -> None:
    chart = movement(moved(Change(24, 0.4, verdict)), "progress")
    assert [record["shape"] for record in records(chart, "shape")] == [shape]
    assert {words, "+0.4, 24 matched"} <= set(texts(chart))


def test_up_is_right_of_no_change_and_as_far_as_it_moved() -> None:
    chart = movement(moved(Change(24, 0.5, "improved"), Change(24, -1.0, "declined")), "progress")
    up, down = (record["x"] for record in records(chart, "shape"))
    zero = strips.PLOT / 2
    assert up > zero > down
    assert (zero - down) / (up - zero) == pytest.approx(2)


def test_the_scale_grows_by_whole_points() -> None:
    assert strips.farthest([]) == 1
    assert strips.farthest([Change(24, 0.3, "improved"), None]) == 1
    assert strips.farthest([Change(24, -1.2, "declined"), Change(9, None, "improved")]) == 2


def test_a_hidden_change_is_marked_and_has_no_dot() -> None:
    chart = movement(moved(None, Change(12, None, "no reliable change")), "progress")
    assert records(chart, "shape") == []
    assert {"[c]", "hidden", "No reliable change", "[c], 12 matched"} <= set(texts(chart))


def test_the_description_tells_the_figures() -> None:
    chart = movement(moved(Change(24, -0.3, "declined"), None), "progress")
    assert chart.to_dict()["description"] == (
        "Dot chart. Change in progress by theme: "
        "Political leadership declined, \N{MINUS SIGN}0.3, 24 matched; "
        "A modern and progressive organisational culture [c], hidden."
    )
