"""SQL, NUL and other rubbish in every parameter of every stakeholder's route."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlmodel import SQLModel, select

from survey.models import Response
from tests.survey.client import CheckingClient
from tests.survey.house import House, answer, answer_all, begin
from tests.survey.respond.parameters import names_read, routes, walk

pytestmark = pytest.mark.holds("a council's july")
SQL = "1'); DROP TABLE response; UPDATE person SET email = 'x'; -- \" OR '1'='1"
MINE = 1
# What somebody may change by answering for themself, and what only tells of it.
OWN = {"audit_event", "draft", "outbox_item", "link_token"}


def nothing(_client: CheckingClient) -> None:
    """The link was opened, and no more."""


def half_way(client: CheckingClient) -> None:
    answer(client, "theme-1", progress="3", comment="Words of mine")


def submitted(client: CheckingClient) -> None:
    answer_all(client, "Words of mine")
    client.fill("/respond/check", {}, "/respond/submit")


def others(house: House) -> dict[str, list[Any]]:
    """Every row of every table that is not the visitor's own."""
    found = {}
    with house.session() as session:
        mine = set(session.exec(select(Response.id).where(Response.invitation_id == MINE)))
        for name, table in SQLModel.metadata.tables.items():
            if name not in OWN:
                rows = [row._asdict() for row in session.execute(table.select())]
                found[name] = [row for row in rows if not is_mine(name, row, mine)]
    return found


def is_mine(table: str, row: dict[str, Any], responses: set[int | None]) -> bool:
    if table in {"invitation", "person"}:
        return bool(row["id"] == MINE)
    if table == "response":
        return bool(row["invitation_id"] == MINE)
    return row.get("response_id") in responses


def test_the_walk_knows_every_route_and_what_its_code_reads(app: Flask) -> None:
    assert len(list(routes(app))) > 20
    assert {"then", "version", "key", "from", "to", "code", "comment"} <= names_read()


@pytest.mark.parametrize("state", [nothing, half_way, submitted])
def test_hostile_27_sql_in_every_parameter_changes_nothing(
    client: CheckingClient,
    house: House,
    tokens: list[str],
    state: Callable[[CheckingClient], None],
) -> None:
    house.hear(2, theme_1_comment="Of somebody else")
    begin(client, tokens[0])
    state(client)
    before = others(house)
    answers = walk(house.app, tokens[0], SQL)
    assert {about: found for about, found in answers.items() if found >= 500} == {}
    assert others(house) == before
    with house.session() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert set(inspect(session.connection()).get_table_names()) >= set(SQLModel.metadata.tables)


@pytest.mark.parametrize("hostile", ["a\x00b", "\u202e\u200b\ufffe🌡", "9" * 3000, "%ED%A0%80"])
def test_hostile_24_rubbish_in_every_parameter_breaks_no_page(
    client: CheckingClient, house: House, tokens: list[str], hostile: str
) -> None:
    begin(client, tokens[0])
    half_way(client)
    answers = walk(house.app, tokens[0], hostile)
    assert {about: found for about, found in answers.items() if found >= 500} == {}


@pytest.mark.parametrize("page", ["theme-9", "a%00b", "null"])
def test_a_forged_form_for_no_page_is_answered_like_an_unknown_page(
    holder: CheckingClient, page: str
) -> None:
    assert holder.post(f"/respond/{page}", data={"theme-1-progress": "3"}).status_code == 404
