"""What the log holds of an unexpected error: enough to mend it, and nobody's link or words."""

import logging

import pytest
from flask import Flask
from sqlmodel import Session, select

from survey.extensions import db
from survey.models import Person

TOKEN = "a-raw-token-that-opens-somebodys-answers"


def test_an_unexpected_error_names_the_endpoint_not_the_address(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_given: str) -> str:
        raise ZeroDivisionError

    app.testing = False  # as it is served: errors are logged, not passed on
    monkeypatch.setitem(app.view_functions, "respond.landing", broken)
    with caplog.at_level(logging.DEBUG):
        assert app.test_client().get(f"/take/{TOKEN}").status_code == 500
    (record,) = [found for found in caplog.records if found.exc_info]
    assert record.getMessage() == "Unexpected error in respond.landing [GET]"
    assert "ZeroDivisionError" in caplog.text
    assert TOKEN not in caplog.text


def test_an_error_of_the_database_does_not_tell_what_was_typed(
    app: Flask, session: Session, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.add(Person(email="somebody@panel.example"))
    session.commit()

    def same_again() -> str:
        db.session.add(Person(email="somebody@panel.example"))
        db.session.flush()
        return "never reached"

    app.testing = False
    monkeypatch.setitem(app.view_functions, "public.home", same_again)
    assert app.test_client().get("/").status_code == 500
    assert "IntegrityError" in caplog.text
    assert "somebody@" not in caplog.text
    assert len(session.exec(select(Person)).all()) == 1
