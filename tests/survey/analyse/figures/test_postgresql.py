"""The workbench's figures on a real PostgreSQL: by group, by side and by mode."""

from collections.abc import Iterator

import pytest
from flask import Flask

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.client import texts
from tests.survey.quarter import closed_quarter
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    made.testing = True
    with made.app_context():
        closed_quarter(db.session)
    yield made
    made.extensions["engine"].dispose()


def test_figures_are_the_same_by_mode_and_group(app: Flask) -> None:
    analyst = browser(app, RoleName.ANALYST)
    for query, told in (
        ("", "Everybody: 12 of 12 answered."),
        ("?mode=form&side=assurance", "Assurance side, form only: 2 of 2 answered."),
        ("?mode=interview", "Everybody, interview only: 0 of 12 answered."),
    ):
        page = analyst.get(f"/analyse/figures/2018-19-q2{query}")
        assert told in texts(page, "p")
    assert analyst.get("/analyse/").status_code == 200
