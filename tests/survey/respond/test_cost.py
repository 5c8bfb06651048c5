from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.house import House, answer

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


def test_the_check_costs_one_query(holder: CheckingClient, house: House) -> None:
    answer(holder, "theme-1", progress="3")
    with statements(house) as seen:
        holder.get("/respond/check")
    assert seen == ["BEGIN", "SELECT"]
