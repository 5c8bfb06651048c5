from tests.analysis.published import few, item, many, quarter, reading, summary


def test_items_come_in_the_order_of_the_plan() -> None:
    shown = reading(summary(item("2", "progress", few()), item("1", "progress", few())))
    names = [name for name, _ in shown.of_measure("progress")]
    assert names == ["Political leadership", "A modern and progressive organisational culture"]


def test_what_was_not_asked_is_not_there() -> None:
    shown = reading(summary(item("1", "progress", few())))
    assert shown.item("1", "progress") is not None
    assert shown.item("1", "maturity") is None


def test_figures_are_those_of_everybody_and_of_each_block() -> None:
    whole, block, other = many(10, 50, 40), few(), few(6)
    shown = reading(summary(item("1", "progress", whole, block, other)))
    assert list(shown.figures()) == [whole, block, other]


def test_quarters_are_the_latest_five_with_this_one_last() -> None:
    before = tuple(
        quarter(period=f"201{year}-1{year + 1}-q1", against=None) for year in range(1, 7)
    )
    shown = reading(earlier=before)
    assert shown.quarters == (*before[-4:], shown.summary)


def test_a_measure_is_spoken_in_small_letters() -> None:
    assert reading().spoken("maturity") == "maturity"
