"""Commitments on a real PostgreSQL: made, settled, asked about, reopened, told and listed."""

from collections.abc import Iterator

import pytest
from flask import Flask

from analysis.periods import parse_period
from survey import create_app
from survey.actions.reckon_voices import reckon_voices
from survey.actions.say_whether_it_worked import Judgement, say_whether_it_worked
from survey.config import Settings
from survey.extensions import db
from survey.models import CommitmentStatus, RoleName, Worked
from survey.queries.raised import asked_whether_it_worked
from survey.queries.reported_commitments import reported_commitments
from survey.queries.theme_spoken_of import theme_spoken_of
from tests.survey.accounts import browser
from tests.survey.quarter import REF, closed_quarter, open_month
from tests.survey.spoken import ANALYST, MADE, add_code, let_say, promised, settle
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    with made.app_context():
        closed_quarter(db.session)
    yield made
    made.extensions["engine"].dispose()


def test_a_commitment_from_its_code_to_a_no(app: Flask) -> None:
    with app.app_context():
        session = db.session
        code = add_code(session)
        let_say(session, code, 10)
        made = promised(session, code)
        reckon_voices(session, commitment_id=made.id or 0, actor=ANALYST, now=MADE)
        settle(session, made)
        round_ = open_month(session, "2018-10")
        assert theme_spoken_of(session, [code.id or 0]) == "1"
        assert [each["people"] for each in reported_commitments(session, parse_period(REF), "1")]
        assert len(asked_whether_it_worked(session, 1, round_)) == 1
        say_whether_it_worked(
            session, judgement=Judgement(made.id or 0, "2018-09", Worked.NO), person_id=1,
            round_=round_, now=round_.opens_at,
        )  # fmt: skip
        assert made.status is CommitmentStatus.UNDER_WAY
        session.commit()
    analyst = browser(app, RoleName.ANALYST)
    pages = ("", "new?code=5", "1", "1/change")
    answers = [analyst.get(f"/analyse/commitments/{page}").status_code for page in pages]
    assert answers == [200] * len(pages)
    assert analyst.get("/analyse/commitments.csv").status_code == 200
