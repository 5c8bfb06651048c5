"""Quotes on a real PostgreSQL, where two people act at the same moment."""

import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from survey import create_app
from survey.actions.sign_quote import sign_quote
from survey.actions.take_out_quotes import take_out_quotes
from survey.actions.tighten_permission import tighten_permission
from survey.config import Settings
from survey.errors import Conflict
from survey.extensions import db
from survey.models import Comment, CommentKind, Edition, Permission, Quote
from survey.queries.quotable import months_offering, offered, redacted, spoken
from tests.survey.quoting import (
    BEN,
    LATER,
    drafted,
    heard_quarter,
    invitation_of,
    quotes_of,
    redact,
    say,
    signed,
)
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
A_MOMENT = 0.3


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    with made.app_context():
        heard_quarter(db.session)
    yield made
    made.extensions["engine"].dispose()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session


def test_a_quote_is_found_signed_placed_and_taken_out(session: Session) -> None:
    comment = say(session, 0, "It is slow", item="", permission=Permission.BLOCK)
    say(session, 1, "Notes", kind=CommentKind.NOTES)
    signed(session, comment)
    assert months_offering(session) == {"2018-07": 1}
    assert [each.comment.id for each in offered(session, "2018-07")] == [comment.id]
    assert [each.signed for each in redacted(session)] == [True]
    edition = drafted(session)
    assert quotes_of(edition) == {"": [("It is slow", "Executive")]}
    tighten_permission(
        session, invitation=invitation_of(session, comment), field=comment.field,
        permission=Permission.INTERNAL, now=LATER,
    )  # fmt: skip
    session.commit()
    assert quotes_of(edition) == {}
    assert take_out_quotes(session, now=LATER) == 0


def test_whoever_signs_waits_for_whoever_redacts_and_then_sees_what_changed(
    app: Flask, session: Session
) -> None:
    comment = say(session, 0, "It is slow")
    redact(session, comment)
    session.commit()
    number, refused = comment.id or 0, []
    engine: Engine = app.extensions["engine"]

    def sign() -> None:
        with Session(engine) as other:
            seen = "a fingerprint of what stood before"
            said = spoken(other, number, locked=True)
            try:
                sign_quote(other, said=said, seen=seen, actor=BEN, now=LATER)
            except Conflict:
                refused.append(said.quote.words if said.quote else "")

    spoken(session, number, locked=True)
    redact(session, comment, "It is […]")
    signing = threading.Thread(target=sign)
    signing.start()
    time.sleep(A_MOMENT)
    assert refused == [], "it waits"
    session.commit()
    signing.join(30)
    assert refused == ["It is […]"]
    assert session.get_one(Quote, 1).signed_by == ""


def test_who_tightens_while_an_edition_is_frozen_waits_and_then_takes_it_out(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment = say(session, 0, "It is slow")
    signed(session, comment)
    session.commit()
    number, engine = comment.id or 0, app.extensions["engine"]
    done: list[bool] = []

    def tighten() -> None:
        with Session(engine) as other:
            own = other.get_one(Comment, number)
            tighten_permission(
                other, invitation=invitation_of(other, own), field=own.field,
                permission=Permission.TEAM, now=LATER,
            )  # fmt: skip
            other.commit()
            done.append(True)

    tightening = threading.Thread(target=tighten)

    def while_frozen(*_given: object, **_named: object) -> None:
        tightening.start()
        time.sleep(A_MOMENT)
        assert done == [], "it waits"

    # The last thing that freezing does, with the comments locked.
    monkeypatch.setattr("survey.actions.draft_edition.record_event", while_frozen)
    edition = drafted(session)
    assert quotes_of(edition) == {"1": [("It is slow", None)]}
    tightening.join(30)
    assert done
    session.expire_all()
    assert quotes_of(session.get_one(Edition, edition.id)) == {}
