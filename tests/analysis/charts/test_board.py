from analysis.charts import board


def test_a_long_label_is_broken_into_lines_that_fit() -> None:
    text = "Strategic planning, financial and performance management"
    broken = board.lines(text)
    assert len(broken) == 2
    assert " ".join(broken) == text
    assert all(board.fits(line, board.WIDTH + 3, board.LABEL) for line in broken)


def test_nothing_to_say_is_one_empty_line() -> None:
    assert board.lines("") == [""]


def test_the_layout_does_not_wait_for_fonts() -> None:
    document = board.chart(
        [board.Words(0, 10, "text")], height=20, description="A word.", simulated=False
    ).to_dict()
    assert document["autosize"] == {"type": "none"}
    assert document["padding"] == 0
    assert (document["width"], document["height"]) == (board.WIDTH, 20)
    assert len(document["layer"]) == 1
