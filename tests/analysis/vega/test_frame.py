import subprocess
import sys

from analysis.vega.frame import BAR, SIMULATED, Board, Row, told
from tests.analysis.vega.drawing import records, sound

LONG = "A modern and progressive organisational culture"


def test_a_long_label_takes_lines_and_its_base_stands_beside_the_last() -> None:
    board = Board([Row(LONG, "26 of 29"), Row("Leadership", "1 of 29")])
    words = records(sound(board.spec([], simulated=False)), "label")
    assert [(each["label"], each.get("base")) for each in words] == [
        ("A modern and progressive", None),
        ("organisational culture", "26 of 29"),
        ("Leadership", "1 of 29"),
    ]
    assert words[0]["y"] < words[1]["y"] < board.span(0)["y"] < words[2]["y"] < board.span(1)["y"]


def test_a_long_base_stands_beneath_its_label() -> None:
    board = Board([Row("Leadership", "No reliable change")])
    label, base = records(sound(board.spec([], simulated=False)), "y")
    assert (label["label"], base["beneath"]) == ("Leadership", "No reliable change")
    assert label["y"] < base["y"] < board.span(0)["y"]


def test_rows_do_not_run_into_each_other() -> None:
    board = Board([Row(""), Row("One"), Row("Two")])
    spans = [board.span(place) for place in range(3)]
    assert all(span["y2"] - span["y"] == BAR for span in spans)
    assert all(span["y"] < span["middle"] < span["y2"] for span in spans)
    assert spans[0]["y2"] < spans[1]["y"]
    assert spans[2]["y2"] <= board.height


def test_a_row_knows_where_pressing_it_leads() -> None:
    board = Board([Row("One", href="/analyse/figures/2018-07/1"), Row("Two")])
    assert [board.span(place)["href"] for place in (0, 1)] == ["/analyse/figures/2018-07/1", ""]


def test_a_row_with_nothing_to_draw_says_so() -> None:
    board = Board([Row("One"), Row("Two")])
    (note,) = records(board.notes({1: "Nobody gave a score."}), "note")
    assert note["note"] == "Nobody gave a score."
    assert note["middle"] == board.span(1)["middle"]


def test_a_simulated_picture_says_so_itself() -> None:
    assert Board([]).spec([], simulated=True)["title"] == SIMULATED
    assert "title" not in Board([]).spec([], simulated=False)


def test_a_chart_is_as_wide_as_its_place_on_the_page() -> None:
    assert sound(Board([Row("One")]).spec([], simulated=True))["width"] == "container"


def test_what_a_mark_tells_is_named_in_order() -> None:
    assert told(about="Of", n="People") == [
        {"field": "about", "title": "Of"},
        {"field": "n", "title": "People"},
    ]


def test_a_web_process_can_make_charts_without_loading_anything() -> None:
    program = (
        "import sys, analysis.vega.frame, analysis.vega.spread,"
        "analysis.vega.shift, analysis.vega.ranges;"
        "print({'altair', 'pandas', 'numpy', 'vl_convert'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
