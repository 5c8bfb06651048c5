"""The installation that a command acts on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from sqlmodel import Session

from survey.application import create_app
from survey.config import Settings
from survey.extensions import db


@dataclass(frozen=True, slots=True)
class Installation:
    """What a command works with, inside the application's context.

    `session` is the unit of work: a command that changes something commits it once, at its end.
    """

    settings: Settings
    app: Flask
    session: Session


@contextmanager
def installation(settings: Settings | None = None) -> Iterator[Installation]:
    """Open an installation for the length of one command: by default the environment's.

    What was not committed is rolled back. Raises ConfigError where it is not set up.
    """
    named = settings or Settings.from_env()
    app = create_app(named)
    try:
        with app.app_context():
            yield Installation(named, app, db.session)
    finally:
        app.extensions["engine"].dispose()
