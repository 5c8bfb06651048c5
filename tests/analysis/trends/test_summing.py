import pytest

from analysis.lineage import Lineage, Step
from analysis.trends import summing
from analysis.trends.series import Series, series
from tests.analysis.panels import Row
from tests.analysis.trends.rows import PROGRESS, along, cubes
from tests.analysis.trends.test_standing import AMBER, MIXED, stood


def panel(item: str, before: int, after: int, people: int = 6) -> list[Row]:
    return [
        row
        for n in range(people)
        for row in along(f"p{n}", {"2018-05": before, "2018-07": after}, item=item)
    ]


def named(*rows: list[Row]) -> list[tuple[str, Series]]:
    names = {"1": "Culture", "2": "Finance", "3": "Partnerships"}
    every = [row for each in rows for row in each]
    return [(names[each.item.ref], each) for each in series(cubes(every))]


SINCE = "Since April to June 2018, progress "


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([panel("1", 3, 4)], f"{SINCE}improved on Culture."),
        (
            [panel("1", 3, 4), panel("2", 4, 3), panel("3", 3, 3)],
            (
                f"{SINCE}improved on Culture and declined on Finance; "
                "1 of 3 comparisons shows no reliable change."
            ),
        ),
        (
            [panel("1", 3, 4), panel("2", 3, 3), panel("3", 3, 3)],
            f"{SINCE}improved on Culture; 2 of 3 comparisons show no reliable change.",
        ),
        ([panel("1", 3, 3)], f"{SINCE}shows no reliable change in the one comparison."),
        (
            [panel("1", 3, 3), panel("2", 3, 3)],
            f"{SINCE}shows no reliable change in any of 2 comparisons.",
        ),
        (
            [along("a", {"2018-07": 3})],
            "In July to September 2018 there is nothing that progress could be compared with.",
        ),
        ([], "Nobody has been asked about progress."),
    ],
)
def test_what_moved_is_told_in_numbers_that_fit(rows: list[list[Row]], said: str) -> None:
    assert summing.since(named(*rows), "progress") == said


def test_what_was_last_asked_earlier_is_not_told_of_now() -> None:
    rows = named(panel("1", 3, 4), along("p0", {"2018-05": 3}, item="2"))
    assert summing.since(rows, "progress") == f"{SINCE}improved on Culture."
    assert summing.ends(rows, "progress") == (
        "In July to September 2018 the mean of progress is 4.0 throughout."
    )


def test_a_break_leaves_nothing_to_compare() -> None:
    steps = Lineage((Step("2018-07", "renamed", "1", "1"),))
    (found,) = series(cubes(panel("1", 3, 4)), steps)
    assert "nothing that progress could be compared" in summing.since([("C", found)], "progress")


def test_the_highest_and_the_lowest_are_named() -> None:
    rows = named(panel("1", 3, 4), panel("2", 4, 2), panel("3", 3, 4))
    assert summing.ends(rows, "progress") == (
        "In July to September 2018 the mean of progress is highest on Culture and Partnerships "
        "(4.0) and lowest on Finance (2.0)."
    )
    assert summing.ends([], "progress") == "Nobody scored progress yet."
    silent = named(along("a", {"2018-07": None}))
    assert summing.ends(silent, "progress") == "Nobody scored progress yet."
    assert summing.ends([("Culture", Series(PROGRESS, ()))], "x") == "Nobody scored x yet."


def test_the_longest_gap_is_told_beside_how_many_there_are() -> None:
    low, same, high = (stood([3, 1, score, score], [AMBER] * 4)[-1] for score in (1, 3, 5))
    mixed = stood([1, 1, 1, 1], [MIXED] * 4)[-1]
    assert summing.apart([low, same, high, mixed]) == (
        "The panel stands below the official rating on one of three themes and above it on one; "
        "the longest gap has lasted for three quarters, since July to September 2018."
    )
    assert summing.apart([same, same]) == (
        "The panel and the official rating agree on the two themes that have both."
    )
    assert summing.apart([same]) == (
        "The panel and the official rating agree on the one theme that has both."
    )
    assert summing.apart([mixed]) == (
        "No theme has both one official rating and a score of progress, so there is no gap."
    )


def test_what_the_quadrant_calls_is_told_by_name() -> None:
    assert summing.called([]) == "On no theme are actions done while quality does not follow."
    assert summing.called(["Culture"]) == (
        "Actions are done but quality does not follow on Culture: progress is 4 or more and "
        "maturity 3 or less at the median."
    )
