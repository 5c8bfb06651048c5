from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from sqlmodel import Session

from survey import create_app
from survey.config import Settings
from survey.errors import ConfigError


def test_sqlite_keeps_foreign_keys_and_every_commit(session: Session) -> None:
    def pragma(name: str) -> object:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()

    assert pragma("foreign_keys") == 1
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL


def test_an_empty_database_is_refused_not_filled(tmp_path: Path) -> None:
    settings = Settings.from_env({"DATA_DIR": str(tmp_path), "SECRET_KEY": "k" * 48})
    with pytest.raises(ConfigError, match="temperature-take init"):
        create_app(settings)


def test_a_corrupt_database_is_refused(settings: Settings) -> None:
    (settings.data_dir / "survey.sqlite").write_bytes(b"not a database, " * 512)
    with pytest.raises(ConfigError, match="cannot be read"):
        create_app(settings)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "80a", "PORT is '80a'"),
        ("PORT", "70000", "from 1 to 65535"),
        ("BASE_URL", "take.example", "is no web address"),
        ("SMTP_URL", "mail", "SMTP_URL is not of the form"),
        ("SECRET_KEY", "short", "has 5 characters"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        Settings.from_env({name: value})


def test_naive_moments_are_refused(session: Session) -> None:
    from survey.actions.record_event import record_event

    naive = datetime(2018, 7, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a time zone"):
        record_event(session, actor="a", action="b", subject="c", now=naive)
    session.rollback()


def test_the_database_survives_an_integrity_check(session: Session, app: Flask) -> None:
    assert app.config["SESSION_COOKIE_HTTPONLY"]
    assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
