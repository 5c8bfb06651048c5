"""Hostile words in the plan, the panel and the figures: inert in all that is published of them."""

import csv
import io
import json

import pytest
from flask import Flask
from sqlmodel import select

from survey.models import Aim, Comment, GroupBlock, Indicator, Permission, Response, Theme
from survey.queries.organisation import organisation
from tests.survey.client import CheckingClient, parsed
from tests.survey.house import House
from tests.survey.quarter import REF, publish

pytestmark = pytest.mark.holds("a closed quarter")
SCRIPT = "=1+1 </title><script>alert(1)</script>{{7*7}}{% x %}\"'&amp; \u202e🌡️ שבת\u200b"
SPOKEN = "Words that somebody typed"
PAGE = f"/publications/{REF}/"


@pytest.fixture
def published(app: Flask, house: House) -> Flask:
    """The quarter, all of whose names are hostile and one of whose people wrote a comment."""
    with house.session() as session:
        for row in [*session.exec(select(Theme)), *session.exec(select(Indicator))]:
            name = "name" if isinstance(row, Theme) else "measure"
            setattr(row, name, SCRIPT)
        for aim in session.exec(select(Aim)):
            if not aim.exempt:
                aim.aim = SCRIPT
        for block in session.exec(select(GroupBlock)):
            block.block_name = f"{block.block} {SCRIPT}"
        standing = organisation(session)
        assert standing is not None
        standing.name = SCRIPT
        heard = session.exec(select(Response)).first()
        assert heard is not None
        session.add(
            Comment(
                response_id=heard.id or 0,
                field="theme-1-comment",
                item="1",
                text=SPOKEN,
                permission=Permission.BLOCK,
            )
        )
    publish(app)
    return app


@pytest.mark.usefixtures("published")
def test_hostile_26_names_are_inert_in_what_is_published(client: CheckingClient) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    tree = parsed(page.text)
    assert [each for each in tree.iter("script") if not each.get("src", "").startswith("/")] == []
    headings = ["".join(each.itertext()).strip() for each in tree.iter("h3")]
    assert f"1. {SCRIPT}" in headings
    assert SCRIPT in (tree.findtext("head/title") or "")
    assert "49" not in headings
    for drawn in tree.iter("svg"):
        assert not list(drawn.iter("script"))


@pytest.mark.usefixtures("published")
def test_hostile_26_names_are_text_in_the_table_and_the_data(client: CheckingClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"{PAGE}data.csv").text)))
    cells = [cell for row in rows for cell in row if "alert(1)" in cell]
    assert cells
    assert all(cell[0] not in "=+-@\t\r" for cell in cells)
    data = json.loads(client.get(f"{PAGE}summary.json").text)
    assert SCRIPT in json.dumps(data, ensure_ascii=False).replace('\\"', '"')


@pytest.mark.usefixtures("published")
def test_what_somebody_typed_is_nowhere_in_it(client: CheckingClient) -> None:
    for address in (PAGE, f"{PAGE}data.csv", f"{PAGE}summary.json", "/", "/publications/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert SPOKEN not in answer.text
