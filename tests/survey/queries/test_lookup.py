import pytest
from flask import Flask
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from survey.extensions import engine
from survey.models import Person, Seat
from survey.queries.lookup import Lookup

pytestmark = pytest.mark.holds("a council")
STATEMENT = (
    select(col(Seat.position), col(Seat.role))
    .where(col(Seat.position) >= bindparam("least"))
    .order_by(col(Seat.position))
    .limit(2)
)


def test_the_short_way_finds_what_the_long_way_finds(app: Flask, session: Session) -> None:
    lookup = Lookup(STATEMENT)
    for least in (0, 1, 9):
        found = lookup.rows(app.extensions["engine"], {"least": least})
        assert found == [tuple(row) for row in session.execute(STATEMENT, {"least": least})]
    assert len(lookup.compiled) == 1


def test_its_errors_are_those_of_any_statement_and_tell_no_value() -> None:
    empty = engine("sqlite://")
    person = select(col(Person.id)).where(col(Person.email) == bindparam("email"))
    with pytest.raises(OperationalError, match="no such table: person") as met:
        Lookup(person).rows(empty, {"email": "leader@council.example"})
    assert "leader@council.example" not in str(met.value)
    empty.dispose()


def test_its_connection_goes_back_without_a_transaction(app: Flask, session: Session) -> None:
    Lookup(STATEMENT).rows(app.extensions["engine"], {"least": 0})
    session.execute(text("UPDATE seat SET role = 'Changed' WHERE position = 0"))
    session.commit()
    assert Lookup(STATEMENT).rows(app.extensions["engine"], {"least": 0})[0][1] == "Changed"
