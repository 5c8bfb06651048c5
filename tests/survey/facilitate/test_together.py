"""Hostile 29 on SQLite."""

import pytest
from flask import Flask

from tests.survey.facilitate.together import recorded_while_submitting
from tests.survey.house import House

pytestmark = pytest.mark.holds("a council's july")


@pytest.mark.parametrize("_time", range(5))
def test_hostile_29_an_interview_is_recorded_while_the_stakeholder_submits(
    app: Flask, house: House, _time: int
) -> None:
    recorded_while_submitting(app, house)
