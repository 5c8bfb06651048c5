import pytest
from flask import Flask

from survey.extensions import db
from tests.survey.almanac import plan


@pytest.fixture
def planned(app: Flask) -> Flask:
    """July 2018 is in the calendar: opening, two reminders, closing."""
    with app.app_context():
        plan(db.session)
    return app
