"""A real installation for every test: its own data folder, a copy of one that was prepared.

The mark `holds` names one of `tests.survey.prepared.STEPS`; without it there is no council yet.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlmodel import Session

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from tests.survey.client import CheckingClient
from tests.survey.house import House
from tests.survey.prepared import BEGUN, prepared, settings_of

__all__ = ["prepared"]


@pytest.fixture
def settings(
    request: pytest.FixtureRequest, tmp_path: Path, prepared: Callable[[str], Path]
) -> Settings:
    mark = request.node.get_closest_marker("holds")
    held = prepared(mark.args[0] if mark else "no council")
    shutil.copytree(held, tmp_path, dirs_exist_ok=True)
    return settings_of(tmp_path)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each page's template is compiled once for all applications under test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    made = create_app(settings)
    made.testing = True
    made.jinja_env.bytecode_cache = templates
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def client(app: Flask) -> CheckingClient:
    """A browser without scripts; it fails the test at the first page that is not sound."""
    return CheckingClient(app)


@pytest.fixture
def house(app: Flask) -> House:
    """The installation seen from behind."""
    return House(app)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A writing session of its own; what a request must see has to be committed."""
    with app.app_context():
        yield db.session


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command reads to find the installation."""
    monkeypatch.setenv("DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)


@pytest.fixture
def now() -> datetime:
    return BEGUN
