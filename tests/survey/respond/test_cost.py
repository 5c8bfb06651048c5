from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.conversation import record
from tests.survey.house import House, answer, answer_all

pytestmark = pytest.mark.holds("a council's july")
THEME = "/respond/theme-1"


@contextmanager
def statements(house: House) -> Iterator[list[str]]:
    """The first word of every statement that reaches the database meanwhile, BEGIN included."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement.split()[0])

    def begun(_connection: Any) -> None:
        seen.append("BEGIN")

    engine = house.app.extensions["engine"]
    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "begin", begun)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
        event.remove(engine, "begin", begun)


def test_a_theme_costs_one_query(holder: CheckingClient, house: House) -> None:
    answer(holder, "theme-1", progress="3")
    with statements(house) as seen:
        holder.get(THEME)
    assert seen == ["BEGIN", "SELECT"]


def test_a_save_costs_one_query_and_one_small_write(holder: CheckingClient, house: House) -> None:
    answer(holder, "theme-1", progress="3")
    form = hidden_fields(parsed(holder.get(THEME).text))
    with statements(house) as seen:
        holder.post(THEME, data=form | {"theme-1-progress": "4"})
    assert seen == ["BEGIN", "SELECT", "UPDATE"]


# What the database is asked at most for a page; who answers is always one question.
BEFORE = {
    "/respond/": 2,
    "/respond/opening": 1,
    "/respond/theme-1": 1,
    "/respond/overall": 1,
    "/respond/later": 1,
    "/respond/check": 1,
}
AT_THE_DOOR = {"": 1, "/decline": 1, "/talk": 1}


def asked_of_the_database(house: House, holder: CheckingClient, address: str) -> int:
    """How many statements the page at `address` takes, once it has been shown before."""
    assert holder.get(address).status_code == 200
    with statements(house) as seen:
        holder.get(address)
    assert set(seen) <= {"BEGIN", "SELECT"}, "Opening a page writes nothing."
    assert seen.count("BEGIN") == 1
    return seen.count("SELECT")


def test_every_page_before_submitting_costs_a_query_or_two(
    holder: CheckingClient, house: House
) -> None:
    answer(holder, "theme-1", progress="3")
    assert {page: asked_of_the_database(house, holder, page) for page in BEFORE} == BEFORE


def test_the_door_costs_one_query(client: CheckingClient, house: House, tokens: list[str]) -> None:
    found = {
        page: asked_of_the_database(house, client, f"/take/{tokens[0]}{page}")
        for page in AT_THE_DOOR
    }
    assert found == AT_THE_DOOR


def test_submitting_takes_as_many_statements_for_every_answer_as_for_one(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder, "Words")
    answer(holder, "overall", comment="More of them")
    form = hidden_fields(parsed(holder.get("/respond/check").text), "/respond/submit")
    with statements(house) as seen:
        assert holder.post("/respond/submit", data=form).status_code == 303
    # One for all answers and one for all comments, in whichever theme they are.
    assert seen.count("INSERT") == 4
    assert len(seen) <= 10


def test_where_an_interview_stands_submitting_takes_a_few_statements_more(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder, "Words")
    form = hidden_fields(parsed(holder.get("/respond/check").text), "/respond/submit")
    record(house)
    with statements(house) as seen:
        assert holder.post("/respond/submit", data=form).status_code == 303
    # The clash, its event, what was made of words that stay the same, and of the others that they
    # wait for no analyst any more.
    assert (seen.count("INSERT"), seen.count("UPDATE")) == (7, 4)
    assert len(seen) <= 17
