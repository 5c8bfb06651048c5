"""A real PostgreSQL finds the same people."""

import pytest
from hypothesis import given
from sqlmodel import Session

from survey.config import Settings
from survey.extensions import engine
from tests.survey.queries.test_tallies import SEEDS, often
from tests.survey.queries.test_throughout import agrees
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]


@often
@given(seed=SEEDS)
@pytest.mark.usefixtures("migrated")
def test_the_same_people_stay(settings: Settings, seed: int) -> None:
    made = engine(settings.database_url)
    with Session(made) as session:
        agrees(session, seed)
    made.dispose()
