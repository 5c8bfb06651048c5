"""A quarter and the one after it, in which the panel's view of progress improved.

In October all twelve answer again: progress is 4 from eight people and 5 from four, so that of
those matched three go up by two points, six by one, and one goes down by one. Of the 1,024 patterns
of signs of these ten moves 16 are as lopsided: one in 64.
"""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from flask import Flask
from sqlmodel import Session

from survey.extensions import db
from survey.models import RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient
from tests.survey.house import House
from tests.survey.quarter import hold

OCTOBER = "444444445555"


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session


@pytest.fixture
def improved(house: House) -> None:
    with house.session() as session:
        hold(session, "2018-10", OCTOBER)


Rows = list[dict[str, str]]


@pytest.fixture
def file(analyst: CheckingClient) -> Callable[[str], Rows]:
    """The rows of the file at an address."""

    def read(address: str) -> Rows:
        answer = analyst.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "text/csv"
        return list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))

    return read
