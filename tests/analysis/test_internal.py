from fractions import Fraction

from hypothesis import given, settings

from analysis.bounds import Bounds
from analysis.change import GroupEffect
from analysis.counting import count
from analysis.groups import Segment
from analysis.internal import InternalFigures, internal
from analysis.measures import NoViewShares
from analysis.significance import Lopsided
from tests.analysis.panels import (
    GROUPS,
    Q1,
    Q2,
    Row,
    answers_of,
    cube_of,
    panels,
    roster_of,
    scored,
)


def compared(points: int, people: int = 8, item: str = "1") -> list[Row]:
    """People of the audit group who all move from 3 by so many points on one item."""
    return [
        (month, f"p{place}", "audit", item, "progress", score, None)
        for place in range(people)
        for month, score in (("2018-05", 3), ("2018-07", 3 + points))
    ]


def test_the_figures_are_exact() -> None:
    silent: list[Row] = [("2018-07", "s", "audit", "1", "progress", None, "too-early")]
    result = internal(cube_of([*scored({"audit": [1, 2, 3, 4, 2]}), *silent]))
    overall = result.items[0].overall
    assert (overall.eligible, overall.n, overall.counts) == (13, 12, (1, 2, 3, 4, 2))
    assert (overall.rate, overall.median, overall.mean, overall.net) == (
        Fraction(12, 13),
        Fraction(7, 2),
        Fraction(10, 3),
        Fraction(25),
    )
    assert (overall.agreement, overall.agreement_word) == (Fraction(7, 24), "mixed")
    assert overall.no_view == NoViewShares(Fraction(1, 13), Fraction(1, 13), Fraction(0))
    assert (result.eligible, result.answered, result.against) == (13, 13, None)
    assert result.items[0].change is None


def test_a_group_in_which_nobody_scored_has_no_measures() -> None:
    rows = scored({"audit": [0, 0, 1, 0, 0]})
    asked = roster_of([*rows, ("2018-08", "q", "cabinet")])
    cabinet = internal(count(answers_of(rows), asked, GROUPS, Q2)).items[0].groups[0]
    assert cabinet.segment == Segment("cabinet", "Cabinet", "executive", "Executive", "executive")
    scale = Bounds(Fraction(1), Fraction(5))
    unknown = scale, Bounds(Fraction(0), Fraction(1)), scale
    assert cabinet.figures == InternalFigures(
        1, 0, (0, 0, 0, 0, 0), Fraction(0), None, None, None, None, None, None, None, *unknown
    )


def test_nobody_eligible_has_no_rate() -> None:
    rows: list[Row] = [
        ("2018-07", "p", "audit", "1", "progress", 3, None),
        ("2018-08", "p", "cabinet", "2", "progress", 3, None),
    ]
    first = internal(cube_of(rows)).items[0]
    assert [(each.segment.ref, each.figures.eligible) for each in first.groups] == [
        ("cabinet", 0),
        ("audit", 1),
    ]
    assert first.groups[0].figures.rate is None


def test_change_carries_both_tests_and_the_groups() -> None:
    change = internal(cube_of(compared(1), compared=True)).items[0].change
    assert change is not None
    assert (change.matched_n, change.up, change.down, change.same) == (8, 8, 0, 0)
    assert change.sign_flip == change.sign == Lopsided(Fraction(1, 128), exact=True)
    assert change.decomposition is not None
    assert change.decomposition.total == 1
    assert change.groups == (GroupEffect("audit", Fraction(0), Fraction(1)),)
    assert (change.adjusted_p, change.verdict, change.strength) == (
        Fraction(1, 128),
        "improved",
        "firm",
    )


def test_holm_runs_over_all_items_and_tells_firm_from_indicative() -> None:
    rows = [row for item in range(1, 8) for row in compared(-1, item=str(item))]
    changes = [item.change for item in internal(cube_of(rows, compared=True)).items]
    assert {(change.adjusted_p, change.strength) for change in changes if change} == {
        (Fraction(7, 128), "indicative")
    }
    assert {change.verdict for change in changes if change} == {"declined"}


def test_an_item_nobody_is_matched_on_is_still_described() -> None:
    rows = [
        *scored({"audit": [0, 0, 3, 0, 0]}, "2018-05", first=50),
        *scored({"audit": [0, 0, 2, 0, 0]}),
    ]
    change = internal(cube_of(rows, compared=True)).items[0].change
    assert change is not None
    assert (change.matched_n, change.decomposition, change.sign_flip.p) == (0, None, 1)
    assert (change.verdict, change.strength) == ("too few changes to call", None)


@settings(max_examples=40)
@given(panels())
def test_any_panel_adds_up(panel: tuple[list[Row], list[tuple[str, str, str]]]) -> None:
    rows, asked = panel
    result = internal(count(answers_of(rows), roster_of(asked), GROUPS, Q2, Q1))
    for item in result.items:
        assert item.overall.n == sum(each.figures.n for each in item.groups)
        assert item.overall.eligible == sum(each.figures.eligible for each in item.groups)
        assert item.overall.eligible == result.eligible
        assert item.change is not None
        parts = item.change.decomposition
        if parts is not None:
            assert parts.total == sum(each.composition + each.within for each in item.change.groups)
