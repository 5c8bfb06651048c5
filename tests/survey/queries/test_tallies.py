"""The database counts as one would by hand, one voice a person."""

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import Session

from analysis.periods import Period, parse_period
from survey.queries.tallies import counted, moves, tally
from survey.queries.tally_documents import read, written
from tests.survey.queries.random_panel import (
    Panel,
    counted_by_hand,
    moved_by_hand,
    random_panel,
)

PAIRS = (
    ("2018-03", "2018-04"),
    ("2018-05", "2018-06"),
    ("2018-07", "2018-08"),
    ("2018-19-q1", "2018-19-q2"),
    ("2017-18-h2", "2018-19-h1"),
    ("2017-18", "2018-19"),
)
SEEDS = st.integers(0, 2**32)
often = examples(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@often
@given(seed=SEEDS)
def test_any_panel_is_counted_as_by_hand(session: Session, seed: int) -> None:
    agrees(session, seed)


def agrees(session: Session, seed: int) -> None:
    try:
        panel = random_panel(session, seed)
        for pair in PAIRS:
            for live in (False, True):
                compare(session, panel, *map(parse_period, pair), live=live)
    finally:
        session.rollback()


def compare(session: Session, panel: Panel, before: Period, later: Period, *, live: bool) -> None:
    for period in (before, later):
        found = tally(session, period, panel.asked, live=live)
        assert found == counted_by_hand(panel, period, live=live)
    moved = moves(session, before, later, panel.asked, live=live)
    assert moved == moved_by_hand(panel, before, later, live=live)


@often
@given(seed=SEEDS)
def test_what_was_counted_is_read_again_as_it_was_written(session: Session, seed: int) -> None:
    try:
        panel = random_panel(session, seed)
        for before, later in (map(parse_period, pair) for pair in PAIRS):
            for against in (before, None):
                found = counted(session, later, against, panel.asked, live=True)
                document = written(found)
                assert read(document, later, against) == found
                assert written(read(document, later, against)) == document
    finally:
        session.rollback()
