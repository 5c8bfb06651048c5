import pytest

from analysis.vega.frame import Row
from analysis.vega.shift import NOT_COMPARED, SHAPES, Shift, reach, shift
from tests.analysis.vega.drawing import records, sound


def moved(verdict: str, matched: float | None, total: float | None) -> Shift:
    return Shift(Row("Culture", verdict), verdict, matched, total, {"Verdict": verdict})


@pytest.mark.parametrize("verdict", SHAPES)
def test_each_verdict_has_a_shape_of_its_own(verdict: str) -> None:
    spec = sound(shift([moved(verdict, 0.5, 0.25)], simulated=False))
    (mark,) = records(spec, "matched")
    assert (mark["matched"], mark["total"], mark["none"]) == (0.5, 0.25, 0)
    assert mark["shape"] == SHAPES[verdict][0]
    assert mark["Verdict"] == verdict
    assert len({shape for shape, _ in SHAPES.values()}) == len(SHAPES)


def test_where_nobody_is_matched_the_row_says_so() -> None:
    spec = sound(shift([moved("too few changes to call", None, None)], simulated=True))
    assert records(spec, "matched") == []
    assert [each["note"] for each in records(spec, "note")] == [NOT_COMPARED]


def test_the_strip_reaches_beyond_what_is_farthest_by_quarters_of_a_point() -> None:
    assert reach([]) == 0.75
    assert reach([0.1, -0.2]) == 0.75
    assert reach([0.4, -1.2]) == 1.5


def test_strips_beside_each_other_can_be_drawn_alike() -> None:
    alone = shift([moved("improved", 0.5, 0.5)], simulated=False)
    beside = shift([moved("improved", 0.5, 0.5)], 2.0, simulated=False)
    domains = [spec["layer"][2]["layer"][0]["encoding"]["x"]["scale"] for spec in (alone, beside)]
    assert [each["domain"] for each in domains] == [[-0.75, 0.75], [-2.0, 2.0]]
