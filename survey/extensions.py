"""Extensions, unbound until `create_app` binds them, and the unit of work."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LOCK_WAIT_SECONDS = 5
# Under this name the application context has its session.
SESSION = "session of the unit of work"


class UnitOfWork:
    """One session for a request, a command or a piece of the worker's work.

    Whoever began it commits it, once. What is not committed when the application context ends
    is rolled back. On SQLite all that may write takes the write lock at its first statement
    (BEGIN IMMEDIATE), so that it waits for its turn instead of failing half-way.
    """

    def init_app(self, app: Flask, database_url: str) -> None:
        made = engine(database_url)
        app.extensions["engine"] = made
        # Made once: an engine with an option of its own costs as much as a small query.
        app.extensions["engine that writes"] = made.execution_options(immediate=True)
        app.teardown_appcontext(self.close)

    @property
    def session(self) -> Session:
        """The session of this application context."""
        found: Session | None = g.get(SESSION)
        if found is None:
            found = Session(bind(), expire_on_commit=False)
            setattr(g, SESSION, found)
        return found

    def close(self, _error: BaseException | None = None) -> None:
        found: Session | None = g.pop(SESSION, None)
        if found is not None:
            found.close()


def bind() -> Engine:
    reading = has_request_context() and request.method in SAFE_METHODS
    found: Engine = current_app.extensions["engine" if reading else "engine that writes"]
    return found


@contextmanager
def reading(session: Session) -> Iterator[Session]:
    """A session beside `session` that sees what is committed and never holds the write lock."""
    bound = session.get_bind()
    found = bound if isinstance(bound, Engine) else bound.engine
    with Session(found.execution_options(immediate=False), expire_on_commit=False) as reader:
        yield reader


def engine(database_url: str) -> Engine:
    """An engine for `database_url`; SQLite with foreign keys, WAL and every commit on disk."""
    # An error of the database tells its statement, never what people typed into it.
    made = create_engine(database_url, hide_parameters=True)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", prepare_sqlite)
        event.listen(made, "begin", begin_sqlite)
    return made


def prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, in begin_sqlite
    for pragma in (
        f"busy_timeout = {LOCK_WAIT_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    # The driver itself: going through SQLAlchemy costs a third of a small request's query.
    driver = connection.connection.driver_connection
    if options.get("migrating"):
        # A table that is made anew is dropped in between, and only here can that be allowed.
        driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN")


db = UnitOfWork()
csrf = CSRFProtect()
