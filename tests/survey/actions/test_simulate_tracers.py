import pytest
from sqlmodel import Session, select

from survey.actions.simulate_tracers import simulate_tracers
from survey.errors import Refused
from survey.models import Indicator
from survey.queries.organisation import organisation
from tests.survey.sample import NOW, bring_indicators, bring_plan

QUARTERS = ["2018-19-q2", "2018-19-q3"]


@pytest.fixture
def reported(session: Session) -> Session:
    found = organisation(session)
    assert found is not None
    found.demonstration = True
    bring_plan(session)
    bring_indicators(session)
    return session


def test_missing_figures_are_filled_once_and_marked(reported: Session) -> None:
    filled = simulate_tracers(reported, periods=QUARTERS, seed=3, now=NOW)
    assert {row.period for row in filled} == set(QUARTERS)
    assert len(filled) == 5 * 2
    for row in filled:
        assert float(row.value) > 0
        assert row.unit
        assert (row.note, row.simulated, row.kind) == ("simulated", True, "tracer")
    before = [(row.ref, row.value) for row in filled]
    assert simulate_tracers(reported, periods=QUARTERS, seed=4, now=NOW) == []
    assert [(row.ref, row.value) for row in filled] == before


def test_figures_as_printed_are_left_alone(reported: Session) -> None:
    simulate_tracers(reported, periods=["2017-18", "2018-19-q2"], seed=3, now=NOW)
    reserves = reported.exec(select(Indicator).where(Indicator.ref == "reserves-used")).one()
    assert (reserves.value, reserves.simulated) == ("63.1", False)


def test_nothing_is_made_up_about_equal_pay(reported: Session) -> None:
    simulate_tracers(reported, periods=QUARTERS, seed=3, now=NOW)
    row = reported.exec(select(Indicator).where(Indicator.ref == "tracer-equal-pay")).one()
    assert (row.period, row.value, row.simulated) == ("2018-19-q2", "", False)


def test_the_same_import_does_not_take_them_away(reported: Session) -> None:
    simulate_tracers(reported, periods=QUARTERS, seed=3, now=NOW)
    changes = bring_indicators(reported)
    assert not changes
    assert len(changes.kept) == 5


def test_a_real_report_is_never_filled(reported: Session) -> None:
    found = organisation(reported)
    assert found is not None
    found.demonstration = False
    with pytest.raises(Refused):
        simulate_tracers(reported, periods=QUARTERS, seed=3, now=NOW)
