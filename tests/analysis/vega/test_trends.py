import subprocess
import sys

import pytest

from analysis.scale import FIVE_POINTS
from analysis.vega.across import MOST_WRITTEN, across
from analysis.vega.bands import Pair, bands
from analysis.vega.frame import SIMULATED, Row
from analysis.vega.groups import SHAPES, Line, Mark, groups
from analysis.vega.heat import EMPTY, STEPS, Cell, heat
from analysis.vega.quadrant import Spot, quadrant
from analysis.vega.tracks import NOTHING, Dot, Track, tracks
from tests.analysis.vega.drawing import records, sound

FOUR = ["Q1", "Q2", "Q3", "Q4"]
MANY = [f"Q{place}" for place in range(40)]


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, [0]),
        (4, [0, 1, 2, 3]),
        (5, [0, 2, 4]),
        (12, [3, 7, 11]),
        (40, [11, 25, 39]),
        (0, []),
    ],
)
def test_the_last_column_is_named_and_few_others(count: int, named: list[int]) -> None:
    assert across(MANY[:count])["axis"]["values"] == named


def dot(place: int, value: float, part: int = 0) -> Dot:
    return Dot(place, value, part, f"{value}", {"Mean": f"{value}"}, f"/figures/{place}")


def test_a_line_is_broken_where_its_series_is_and_never_joined_to_another_row() -> None:
    first = Track(Row("1. Culture"), 1, 5, (dot(0, 1), dot(1, 5), dot(3, 3, 1)), {3: "renamed"})
    second = Track(Row("2. Finance"), -100, 100, (dot(0, 0),), {1: "split"})
    spec = sound(tracks([first, second], FOUR, simulated=True))
    dots = records(spec, "part")
    assert len({each["part"] for each in dots}) == 3
    low, high, middle, alone = (each["at"] for each in dots)
    assert low > middle > high
    assert middle == pytest.approx((low + high) / 2)
    assert alone > low
    assert [each["period"] for each in dots] == ["Q1", "Q2", "Q4", "Q1"]
    assert dots[0]["href"] == "/figures/0"
    found = [(each["before"], each["word"], each["late"]) for each in records(spec, "word")]
    assert found == [(2.5, "renamed", True), (0.5, "split", False)]
    assert spec["title"] == SIMULATED


def test_a_track_without_figures_says_so_and_one_value_alone_stands_somewhere() -> None:
    flat = Track(Row("Flat"), 7, 7, (dot(0, 7),), {})
    spec = sound(tracks([Track(Row("None"), 1, 5, (), {}), flat], FOUR, simulated=False))
    assert [each["note"] for each in records(spec, "note")] == [NOTHING]
    assert len(records(spec, "part")) == 1
    assert records(spec, "word") == []


def test_figures_are_written_only_where_a_phone_has_room() -> None:
    def texts(columns: list[str]) -> int:
        row = Track(Row("One"), 1, 5, (dot(0, 3),), {})
        return str(tracks([row], columns, simulated=False)).count("'written'}")

    assert (texts(FOUR), texts(MANY)) == (1, 0)
    assert len(MANY) > MOST_WRITTEN


def test_a_cell_is_darker_the_higher_its_figure() -> None:
    cells = [
        Cell(0.0, "1.0", broken=False, facts={"Mean": "1.0"}, href="/a"),
        Cell(1.0, "5.0", broken=True, facts={"Mean": "5.0"}),
        Cell(0.5, "3.0", broken=False, facts={"Mean": "3.0"}),
        Cell(None, "", broken=False, facts={"Scored": "Not asked"}),
    ]
    spec = sound(heat([(Row("1. Culture"), cells)], FOUR, simulated=False))
    found = records(spec, "fill")
    assert [each["fill"] for each in found[:3]] == [STEPS[0], STEPS[-1], STEPS[4]]
    assert [each["broken"] for each in found] == [False, True, False, False]
    assert found[3]["text"] == EMPTY
    assert found[3]["fill"] not in STEPS
    assert [(each["left"], each["right"]) for each in found][1] == (0.5, 1.5)
    assert found[0]["href"] == "/a"
    assert {each["about"] for each in found} == {"1. Culture"}
    wide = heat([(Row("1"), [cells[0]] * 40)], MANY, simulated=False)
    assert "'text': {'field': 'text'}" not in str(wide)


def test_the_official_rating_stands_above_the_panel_s_band() -> None:
    pairs = [
        Pair("amber", "red", broken=False, facts={"Gap": "-1"}, href="/a"),
        Pair("mixed", None, broken=True, facts={"Gap": ""}),
    ]
    spec = sound(bands([(Row("1. Culture"), pairs)], FOUR[:2], simulated=False))
    found = records(spec, "letter")
    assert [each["letter"] for each in found] == ["A", "R", "M", "\N{EN DASH}"]
    assert found[0]["bottom"] == found[1]["top"]
    assert found[0]["top"] < found[1]["top"]
    assert found[2]["broken"]
    wide = bands([(Row("1"), [pairs[0]] * 40)], MANY, simulated=False)
    assert "'text': {'field': 'letter'}" not in str(wide)


def test_themes_at_one_place_share_a_mark_that_leads_nowhere() -> None:
    spots = [Spot(str(n), f"Theme {n}", 3, 2, called=False, href=f"/{n}") for n in range(1, 5)]
    spots.append(Spot("9", "Culture", 4, 3, called=True, href="/9"))
    shared, alone = records(sound(quadrant(spots, simulated=True)), "refs")
    assert shared["refs"] == "1, 2, 3\n4"
    assert shared["names"] == "Theme 1; Theme 2; Theme 3; Theme 4"
    assert (shared["href"], alone["href"]) == ("", "/9")
    assert shared["fill"] != alone["fill"]


def test_groups_have_lanes_and_shapes_of_their_own() -> None:
    names = [f"Group {n}" for n in range(9)]
    marks = tuple(Mark(name, 3.0, {"Mean": "3.00"}) for name in names)
    lines = [Line(Row("1. Culture", "9 of 9"), 3.0, marks), Line(Row("2. Finance"), None, ())]
    spec = sound(groups(lines, names, FIVE_POINTS, simulated=False))
    found = records(spec, "lane")
    assert len({each["lane"] for each in found}) == len(names)
    assert [each["group"] for each in found] == names
    shapes = str(spec)
    assert all(shape in shapes for shape in SHAPES)
    upright = [each for each in records(spec, "mean") if "group" not in each]
    assert [each["mean"] for each in upright] == [3.0]


def test_a_web_process_can_make_them_without_loading_anything() -> None:
    program = (
        "import sys, analysis.vega.tracks, analysis.vega.heat, analysis.vega.bands,"
        "analysis.vega.quadrant, analysis.vega.groups, analysis.trends.summing,"
        "analysis.trends.leads, analysis.trends.yearly, analysis.modes;"
        "print({'altair', 'pandas', 'numpy', 'scipy', 'vl_convert'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
