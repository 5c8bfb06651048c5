"""A real installation for every test: its own data folder, a copy of one migrated database."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session

from survey import create_app
from survey.actions.init_database import init_database
from survey.config import Settings
from survey.extensions import db, engine
from tests.survey.client import CheckingClient
from tests.survey.house import House


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "survey.sqlite"
    made = engine(f"sqlite:///{file}")
    with Session(made.execution_options(immediate=True)) as session:
        init_database(session, name="Sample City Council", contact_email="take@council.example")
        session.commit()
    made.dispose()
    return file


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    shutil.copy(migrated, tmp_path / "survey.sqlite")
    return Settings.from_env({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 48})


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser without scripts; it fails the test at the first page that is not sound."""
    return CheckingClient(app)


@pytest.fixture
def house(app: Flask, settings: Settings) -> House:
    """The installation with a plan of two themes and a panel of two, and no round yet."""
    return House(app, settings)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A writing session of its own; what a request must see has to be committed."""
    with app.app_context():
        yield db.session


@pytest.fixture
def now() -> datetime:
    return datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
