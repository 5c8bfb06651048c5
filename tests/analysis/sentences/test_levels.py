from analysis import sentences
from analysis.reading import Reading
from tests.analysis.published import few, hidden, item, many, reading, summary


def means(*values: float) -> Reading:
    return reading(
        summary(
            *(
                item(str(place), "progress", many(20, 50, 30, mean=value))
                for place, value in enumerate(values, start=1)
            )
        )
    )


def test_the_highest_and_the_lowest_are_named_with_their_means() -> None:
    assert sentences.extremes(means(3.4, 2.1, 3.0), "progress") == (
        "Views of progress are highest on Political leadership (mean 3.4) and lowest on "
        "A modern and progressive organisational culture (mean 2.1)."
    )


def test_a_tie_names_all_of_them_or_counts_them() -> None:
    assert sentences.extremes(means(3, 2, 3, 2, 2, 2), "progress") == (
        "Views of progress are highest on Political leadership and Managerial leadership "
        "(mean 3.0) and lowest on four themes (mean 2.0)."
    )


def test_all_alike() -> None:
    assert sentences.extremes(means(3, 3), "progress") == (
        "On progress, two themes that can be shown have a mean of 3.0."
    )
    assert sentences.extremes(means(3), "progress") == (
        "On progress, one theme that can be shown has a mean of 3.0."
    )


def test_what_is_hidden_or_coded_is_never_ranked() -> None:
    coarse = few(7, 13, 5)
    shown = reading(summary(item("1", "progress", hidden()), item("2", "progress", hidden())))
    assert "Too few people scored progress" in sentences.extremes(shown, "progress")
    assert "Too few people scored progress" in sentences.balance(shown, "progress")
    mixed = reading(summary(item("1", "progress", many(20, 50, 30)), item("2", "progress", coarse)))
    assert sentences.balance(mixed, "progress") == (
        "More people scored progress 4 or 5 than 1 or 2 on every theme shown."
    )


def test_the_balance_counts_themes_and_names_the_ends() -> None:
    shown = reading(
        summary(
            item("1", "progress", many(20, 40, 40)),
            item("2", "progress", many(40, 40, 20)),
            item("3", "progress", many(30, 40, 30)),
        )
    )
    assert sentences.balance(shown, "progress") == (
        "More people scored progress 4 or 5 than 1 or 2 on one of three themes; the balance is "
        "highest on Political leadership (net +20) and lowest on A modern and progressive "
        "organisational culture (net \N{MINUS SIGN}20)."
    )


def test_quarters_are_told_by_their_range() -> None:
    shown = means(3.4, 2.1)
    assert sentences.over_quarters(shown, "progress") == (
        "Means of progress by theme ran from 2.1 to 3.4 in July to September 2018."
    )
    before = summary(item("1", "progress", many(20, 50, 30, mean=3)), period="2018-19-q1")
    assert sentences.over_quarters(reading(shown.summary, earlier=(before,)), "progress") == (
        "Means of progress by theme ran from 2.1 to 3.4 in July to September 2018, "
        "and stood at 3.0 in April to June 2018."
    )
    assert sentences.over_quarters(shown, "maturity") == (
        "Means of maturity by theme cannot be shown exactly in July to September 2018."
    )
