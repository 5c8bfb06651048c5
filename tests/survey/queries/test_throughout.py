"""The database finds who was there throughout, as one would by hand."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from sqlmodel import Session

from analysis.periods import Period, parse_period
from analysis.tally import Item
from analysis.trends.throughout import Throughout, ThroughoutTally
from survey.queries.throughout import throughout
from tests.survey.queries.random_panel import Panel, Voice, counting, newest, random_panel
from tests.survey.queries.test_tallies import SEEDS, often

STRETCHES = (
    ("2018-07",),
    ("2018-06", "2018-07", "2018-08"),
    ("2018-06", "2018-08"),
    ("2017-18-q4", "2018-19-q1", "2018-19-q2"),
    ("2017-18-h2", "2018-19-h1"),
)
LONG, SHORT = Item("1", "progress"), Item("2", "progress")


@often
@given(seed=SEEDS)
def test_any_panel_s_constant_people_are_found_as_by_hand(session: Session, seed: int) -> None:
    agrees(session, seed)


def test_items_of_other_stretches_are_counted_each_over_its_own(session: Session) -> None:
    panel = random_panel(session, 3)
    periods = {LONG: parsed(["2018-19"]), SHORT: parsed(["2018-19-h1"]), Item("9", "x"): []}
    found = throughout(session, periods, live=True, asked=panel.asked).people
    alone = [
        dict(throughout(session, {item: each}, live=True, asked=panel.asked).people)
        for item, each in periods.items()
    ]
    assert found == alone[0] | alone[1]
    assert alone[2] == {}
    assert {each.item for each in found} == {LONG, SHORT}


def agrees(session: Session, seed: int) -> None:
    panel = random_panel(session, seed)
    items = {Item(each.item or "the plan", each.measure) for each in panel.asked}
    for refs in STRETCHES:
        periods = parsed(refs)
        for live in (False, True):
            stretches = dict.fromkeys(items, periods)
            expected = by_hand(panel, items, periods, live=live)
            assert throughout(session, stretches, live=live, asked=panel.asked) == expected
    session.rollback()


def parsed(refs: Sequence[str]) -> list[Period]:
    return [parse_period(ref) for ref in refs]


def by_hand(
    panel: Panel, items: set[Item], periods: Sequence[Period], *, live: bool
) -> ThroughoutTally:
    found: dict[Throughout, int] = {}
    for item in items:
        for person in {row[1] for row in panel.roster}:
            scores = [score_in(panel, person, item, each, live=live) for each in periods]
            if None not in scores:
                key = Throughout(item, scores[0] or 0, scores[-1] or 0)
                found[key] = found.get(key, 0) + 1
    return ThroughoutTally(found)


def score_in(panel: Panel, person: int, item: Item, period: Period, *, live: bool) -> int | None:
    voices: list[Voice] = [
        replace(each)
        for each in counting(panel, period, live=live)
        if each.person == person and each.item == item and each.score is not None
    ]
    last = newest(voices)
    return last.score if last else None
