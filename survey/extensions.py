"""Extensions, unbound until `create_app` binds them, and the unit of work."""

import sqlite3
from typing import Any

from flask import Flask, g, has_request_context, request
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import scoped_session, sessionmaker
from sqlmodel import Session

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LOCK_WAIT_SECONDS = 5


class UnitOfWork:
    """One session for a request, a command or a piece of the worker's work.

    Whoever began it commits it, once. What is not committed when the application context ends
    is rolled back. On SQLite all that may write takes the write lock at its first statement
    (BEGIN IMMEDIATE), so that it waits for its turn instead of failing half-way.
    """

    def __init__(self) -> None:
        self.scoped: scoped_session[Session] = scoped_session(
            sessionmaker(class_=Session, expire_on_commit=False), scopefunc=context_id
        )

    def init_app(self, app: Flask, database_url: str) -> None:
        app.extensions["engine"] = engine(database_url)
        app.teardown_appcontext(self.close)

    @property
    def session(self) -> Session:
        """The session of this application context."""
        if not self.scoped.registry.has():
            from flask import current_app

            self.scoped(bind=bind(current_app.extensions["engine"]))
        return self.scoped()

    def close(self, _error: BaseException | None = None) -> None:
        self.scoped.remove()


def context_id() -> int:
    return id(g._get_current_object())


def bind(database: Engine) -> Engine:
    reading = has_request_context() and request.method in SAFE_METHODS
    return database if reading else database.execution_options(immediate=True)


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
