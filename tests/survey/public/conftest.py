from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session

from survey.cli.publishing import run
from survey.config import Settings
from tests.survey.client import CheckingClient
from tests.survey.quarter import PUBLISHED, REF, closed_quarter


@pytest.fixture
def client(app: Flask) -> Iterator[CheckingClient]:
    app.test_client_class = CheckingClient
    with app.test_client() as made:
        assert isinstance(made, CheckingClient)
        yield made


@pytest.fixture
def published(app: Flask, settings: Settings) -> str:
    """The ref of a quarter whose first edition is published."""
    with app.app_context():
        publish(app, settings, first=True)
    return REF


def publish(app: Flask, settings: Settings, *, first: bool = False) -> None:
    engine = app.extensions["engine"].execution_options(immediate=True)
    with Session(engine, expire_on_commit=False) as session:
        if first:
            closed_quarter(session)
        run(
            session,
            settings,
            period=REF,
            drafted_by="analyst@staff.example",
            approved_by="publisher@staff.example",
            now=PUBLISHED,
        )
