"""The closed quarter, in a session that may write and is never committed unasked."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session


@pytest.fixture
def writing(app: Flask) -> Iterator[Session]:
    engine = app.extensions["engine"].execution_options(immediate=True)
    with app.app_context(), Session(engine, expire_on_commit=False) as session:
        yield session
