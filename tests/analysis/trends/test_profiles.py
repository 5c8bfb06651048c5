from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings

from analysis.counting import count
from analysis.cube import Cell
from analysis.tally import Item
from analysis.trends import summing
from analysis.trends.profiles import profiles
from tests.analysis.panels import GROUPS, Q2, Row, answers_of, cube_of, panels, roster_of, scored


@settings(max_examples=20)
@given(panels())
def test_each_group_is_what_its_own_rows_say(
    drawn: tuple[list[Row], list[tuple[str, str, str]]],
) -> None:
    rows, asked = drawn
    cube = count(answers_of(rows), roster_of(asked), GROUPS, Q2)
    found = profiles(cube)
    assert sum(each.asked for each in found) == sum(cube.asked)
    for profile in found:
        for each in profile.items:
            alone = cube.only({profile.segment.ref}).overall(cube.items.index(each.item))
            assert each.group.n == alone.n
            if each.group.mean is None:
                assert each.apart is None
            else:
                assert each.everybody.mean is not None
                assert each.apart == each.group.mean - each.everybody.mean


def test_a_group_has_its_response_and_its_distance_from_the_whole_panel() -> None:
    cabinet, audit = profiles(
        cube_of(scored({"cabinet": [0, 0, 0, 2, 0], "audit": [0, 1, 1, 0, 0]}))
    )
    assert (cabinet.segment.ref, cabinet.asked, cabinet.answered, cabinet.rate) == (
        "cabinet", 2, 2, Fraction(1),
    )  # fmt: skip
    assert [each.apart for each in cabinet.items] == [Fraction(3, 4)]
    assert [each.apart for each in audit.items] == [Fraction(-3, 4)]
    assert summing.furthest([cabinet, audit], {"1": "Culture"}) == (
        "Furthest from the whole panel: Cabinet, whose mean for progress on Culture is 4.0 "
        "(2 of 2 scored it) beside the panel's 3.2."
    )


def test_what_a_group_was_not_asked_is_left_out_and_an_empty_group_has_no_rate() -> None:
    cube = cube_of(scored({"cabinet": [0, 0, 0, 2, 0], "audit": [0, 1, 1, 0, 0]}))
    narrowed = cube.among({Item("1", "progress"): {"audit"}})
    nobody = replace(narrowed, asked=(0, 2), answered=(0, 2))
    cabinet, _ = profiles(nobody)
    assert (cabinet.items, cabinet.rate) == ((), None)


def test_where_no_group_differs_the_sentence_says_so() -> None:
    same = profiles(cube_of(scored({"cabinet": [0, 0, 0, 2, 0]})))
    assert summing.furthest(same, {"1": "Culture"}) == (
        "No group's mean differs from that of the whole panel."
    )
    silent = cube_of(scored({"cabinet": [0, 0, 0, 2, 0]}))
    empty = replace(silent, cells=((Cell(2, (0,) * 5, (2, 0, 0)),),))
    assert profiles(empty)[0].items[0].apart is None
