from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.lineage import Lineage, Step
from analysis.periods import parse_period
from analysis.scale import Scale
from analysis.tally import Item
from analysis.trends import telling
from analysis.trends.breaks import RESCALED, REWORDED, UNSAID, Break
from analysis.trends.series import Series, series
from tests.analysis.panels import Row
from tests.analysis.trends.rows import PROGRESS, QUARTERS, along, cubes, mean, one, voice

MONTHS = ("2018-04", "2018-05", "2018-07", "2018-10", "2019-01", "2019-02")


@st.composite
def panels(draw: st.DrawFn) -> list[Row]:
    """A few people over four quarters; some months and quarters are left out."""
    said = draw(
        st.dictionaries(
            st.tuples(st.sampled_from("abcde"), st.sampled_from(MONTHS)),
            st.one_of(st.none(), st.integers(1, 5)),
            min_size=1,
            max_size=24,
        )
    )
    return [row for (person, month), score in said.items() for row in along(person, {month: score})]


@settings(max_examples=20)
@given(panels())
def test_every_point_is_what_the_rows_say(rows: list[Row]) -> None:
    found = one(rows)
    people = sorted({row[1] for row in rows})
    for point in found.points:
        held = any(row[0] in point.period.months for row in rows)
        assert (point.figures is not None) is held
        now = {who: voice(rows, who, PROGRESS, point.period) for who in people}
        scored = [score for score in now.values() if score is not None]
        if point.figures is not None:
            assert point.figures.n == len(scored)
            assert point.figures.mean == mean(scored)
        before = {who: voice(rows, who, PROGRESS, point.period.previous()) for who in people}
        changes = [
            after - old
            for who in people
            if (after := now[who]) is not None and (old := before[who]) is not None
        ]
        if point.moved is not None:
            assert (point.moved.matched_n, point.moved.mean) == (len(changes), mean(changes))
            ups = (point.moved.up, point.moved.down, point.moved.same)
            assert ups == (
                sum(each > 0 for each in changes),
                sum(each < 0 for each in changes),
                sum(each == 0 for each in changes),
            )
        else:
            assert not changes


def test_a_quarter_without_a_round_is_a_gap_and_nothing_is_compared_across_it() -> None:
    found = one(along("a", {"2018-04": 3, "2018-10": 4, "2019-01": 5}))
    assert [point.figures is None for point in found.points] == [False, True, False, False]
    assert [point.moved is None for point in found.points] == [True, True, True, False]
    assert len(found.asked) == len(found.stretch) == 3


def test_an_item_that_was_not_asked_in_a_quarter_is_a_gap_too() -> None:
    rows = [
        *along("a", dict.fromkeys(MONTHS, 3)),
        *along("a", {"2018-04": 2, "2018-10": 4, "2019-01": 4}, item="2"),
    ]
    first, second = series(cubes(rows))
    assert (first.item.ref, second.item.ref) == ("1", "2")
    assert [point.figures is None for point in second.points] == [False, True, False, False]
    assert [point.moved is None for point in second.points] == [True, True, True, False]


def test_without_cubes_there_is_no_series() -> None:
    assert series([]) == ()


def test_holm_s_adjustment_is_over_all_items_of_the_same_period() -> None:
    def people(items: int) -> list[Row]:
        rows = [
            row for n in range(6) for row in along(f"p{n}", {"2018-05": 3, "2018-07": 4}, item="1")
        ]
        rows += [
            row
            for item in range(2, items + 1)
            for row in along("p0", {"2018-05": 3, "2018-07": 3}, item=str(item))
        ]
        return rows

    alone, among = series(cubes(people(1)))[0], series(cubes(people(2)))[0]
    assert alone.points[1].moved is not None
    assert among.points[1].moved is not None
    assert (alone.points[1].moved.verdict, alone.points[1].moved.strength) == ("improved", "firm")
    assert among.points[1].moved.strength == "indicative"


def broken(step: Step, **rest: object) -> Series:
    rows = along("a", {"2018-04": 3, "2018-07": 4, "2018-10": 5, "2019-01": 5})
    return series(cubes(rows), Lineage((step,)), **rest)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["renamed", "split", "merged"])
def test_a_step_of_lineage_breaks_the_series_and_takes_the_comparison_away(kind: str) -> None:
    found = broken(Step("2018-10", kind, "1", "1" if kind == "renamed" else "9"))
    assert [len(point.breaks) for point in found.points] == [0, 0, 1, 0]
    assert found.points[2].moved is None
    assert found.points[3].moved is not None
    assert [point.period.ref for point in found.stretch] == ["2018-19-q3", "2018-19-q4"]


def test_a_step_within_a_quarter_breaks_it_from_both_its_neighbours() -> None:
    found = broken(Step("2018-08", "renamed", "1", "1"))
    assert [len(point.breaks) for point in found.points] == [0, 1, 1, 0]


def test_a_series_begins_with_what_it_came_from() -> None:
    found = broken(Step("2018-04", "split", "0", "1"))
    assert found.points[0].breaks == (Break("2018-04", "split", "0", "1"),)
    assert len(found.stretch) == 4
    assert broken(Step("2018-03", "renamed", "1", "1")).points[0].breaks == ()
    assert broken(Step("2019-05", "split", "0", "1")).points[0].breaks == ()
    assert broken(Step("2018-10", "split", "7", "8")).points[2].breaks == ()


def test_a_question_in_other_words_begins_anew_at_the_period_that_first_asks_it() -> None:
    rows = along("a", {"2018-04": 3, "2018-07": 4, "2018-10": 5})
    (found,) = series(cubes(rows), reworded={PROGRESS: ["2018-08"]})
    assert [point.breaks for point in found.points] == [
        (),
        (Break("2018-08", REWORDED, "1", "1"),),
        (),
    ]


def test_another_scale_begins_anew_and_so_does_what_the_cube_calls_broken() -> None:
    first, second = cubes(along("a", {"2018-04": 3, "2018-07": 4}))
    cell = replace(second.cells[0][0], scores=(0, 0, 0, 1))
    shorter = replace(second, scale=Scale(1, 4), cells=((cell,),), earlier=None, flows=None)
    assert series([first, shorter])[0].points[1].breaks == (Break("2018-07", RESCALED, "1", "1"),)
    anew = replace(second, broken={"1": Step("2018-07", "renamed", "1", "1")})
    assert series([first, anew])[0].points[1].breaks == (Break("2018-07", UNSAID, "1", "1"),)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Break("2018-10", "renamed", "1", "1"), "Renamed in October 2018"),
        (Break("2018-10", "split", "1", "8"), "1 split into 8 in October 2018"),
        (Break("2018-10", "merged", "1", "8"), "1 merged with others into 8 in October 2018"),
        (Break("2018-10", REWORDED, "1", "1"), "Asked in other words from October 2018"),
        (Break("2018-10", RESCALED, "1", "1"), "Scored on another scale from October 2018"),
        (Break("2018-10", UNSAID, "1", "1"), "Begun anew in October 2018"),
    ],
)
def test_a_break_is_told_with_its_month(found: Break, said: str) -> None:
    assert telling.broke(found) == said


def test_the_latest_period_is_told_with_its_base_and_what_the_matched_did() -> None:
    rows = [row for n in range(6) for row in along(f"p{n}", {"2018-05": 3, "2018-07": 4})]
    assert telling.latest(one(rows), "progress") == (
        "In July to September 2018 the median for progress was 4 (6 of 6 scored it). "
        "Since April to June 2018: improved (+1.00 among the 6 who scored it in both)."
    )
    more = [*rows, *along("p0", {"2018-10": 4}), *along("p1", {"2018-10": 2})]
    assert telling.latest(one(more), "progress").endswith(
        "too few changes to call (\N{MINUS SIGN}1.00 among the 2 who scored it in both); "
        "of 2 comparisons so far, 1 improved."
    )


def test_where_nothing_is_compared_the_sentence_says_why() -> None:
    alone = one(along("a", {"2018-07": 4}))
    assert telling.latest(alone, "progress") == (
        "In July to September 2018 the median for progress was 4 (1 of 1 scored it)."
    )
    silent = one(along("a", {"2018-07": None}))
    assert telling.latest(silent, "progress") == "Nobody scored progress in July to September 2018."
    others = one([*along("a", {"2018-05": 3}), *along("b", {"2018-07": 3})])
    assert telling.latest(others, "progress").endswith(
        "Nobody scored it in April to June 2018 as well."
    )
    renamed = broken(Step("2019-01", "renamed", "1", "1"))
    assert telling.latest(renamed, "progress").endswith(
        "Renamed in January 2019, so it is not compared with what came before."
    )
    assert telling.breaks(renamed) == (
        "Renamed in January 2019; figures before and after are not compared.",
    )
    nothing = Series(Item("1", "progress"), ())
    assert telling.latest(nothing, "progress") == "Nobody has been asked about progress."


def test_several_comparisons_without_a_direction_are_told_as_such() -> None:
    rows = along("a", {"2018-05": 3, "2018-07": 3, "2018-10": 3})
    assert telling.latest(one(rows), "progress").endswith(
        "too few changes to call (0.00 among the 1 who scored it in both); "
        "of 2 comparisons so far, none shows a reliable change."
    )


def test_a_mean_of_the_matched_is_exact() -> None:
    rows = [
        row
        for n, end in enumerate((4, 4, 3))
        for row in along(f"p{n}", {"2018-05": 3, "2018-07": end})
    ]
    moved = one(rows).points[1].moved
    assert moved is not None
    assert moved.mean == Fraction(2, 3)
    assert QUARTERS[1] == parse_period("2018-19-q2")
