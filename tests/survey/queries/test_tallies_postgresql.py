"""A real PostgreSQL counts as one would by hand."""

from datetime import datetime

import pytest
from hypothesis import given
from sqlmodel import Session, col, select

from analysis.periods import parse_period
from survey.actions.freeze_tallies import freeze_tallies
from survey.config import Settings
from survey.extensions import engine
from survey.models import Response
from survey.queries.summaries import cube_of
from tests.survey.quarter import REF, closed_quarter
from tests.survey.queries.test_tallies import SEEDS, agrees, often
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
QUARTER = parse_period(REF)


@often
@given(seed=SEEDS)
@pytest.mark.usefixtures("migrated")
def test_any_panel_is_counted_as_by_hand(settings: Settings, seed: int) -> None:
    made = engine(settings.database_url)
    with Session(made) as session:
        agrees(session, seed)
    made.dispose()


@pytest.mark.usefixtures("migrated")
def test_what_was_counted_once_is_read_again(settings: Settings, now: datetime) -> None:
    made = engine(settings.database_url)
    with Session(made) as session:
        closed_quarter(session)
        afresh = cube_of(session, QUARTER, inside=True)
        assert freeze_tallies(session, now=now) == 6
        assert freeze_tallies(session, now=now) == 0
        assert cube_of(session, QUARTER, inside=True) == afresh
        last = session.exec(select(Response).order_by(col(Response.id).desc())).first()
        assert last is not None
        last.revision = 0
        session.flush()
        assert freeze_tallies(session, now=now) > 0
        assert cube_of(session, QUARTER, inside=True) != afresh
    made.dispose()
