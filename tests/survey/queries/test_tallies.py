"""The database counts as one would by hand, one voice a person."""

from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlmodel import Session

from analysis.periods import parse_period
from survey.queries.tallies import moves, tally
from tests.survey.queries.random_panel import counted_by_hand, moved_by_hand, random_panel

PAIRS = (
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
    panel = random_panel(session, seed)
    for pair in PAIRS:
        before, later = map(parse_period, pair)
        for live in (False, True):
            for period in (before, later):
                expected = counted_by_hand(panel, period, live=live)
                assert tally(session, period, panel.asked, live=live) == expected
            expected_moves = moved_by_hand(panel, before, later, live=live)
            assert moves(session, before, later, panel.asked, live=live) == expected_moves
    session.rollback()
