"""One comment on its way: typed by whoever may, and read wherever it is shown."""

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from sqlalchemy import delete

from survey.clock import now
from survey.extensions import db
from survey.mail.writing import message
from survey.models import Answer, Comment, Draft, OutboxItem, OutboxKind, Response, RoleName
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, parsed, words_in
from tests.survey.facilitate.talking import facilitator_of, record, talk
from tests.survey.house import ANSWERS, House
from tests.survey.mail.reading import part, received

COMMENT = "theme-1-comment"
THEME, CHECK, RECEIPT = "/respond/theme-1", "/respond/check", "/respond/receipt"
PAPER = "/manage/rounds/2018-07/paper/1/enter"
RECEIVED = {"received-on": "2018-07-09"}


def by_form(holder: CheckingClient, text: str) -> Any:
    """Type `text` into the first theme's form beside every score, not submitted yet."""
    second = {name: value for name, value in ANSWERS.items() if name.startswith("theme-2")}
    first = {name: value for name, value in ANSWERS.items() if name.startswith("theme-1")}
    holder.fill("/respond/theme-2", dict(second))
    return holder.fill(THEME, first | {COMMENT: text})


def submit(holder: CheckingClient) -> Any:
    return holder.fill(CHECK, {"copy": "yes"}, "/respond/submit")


def by_interview(app: Flask, text: str) -> Any:
    """The first answer that is refused, else that to recording it."""
    facilitator = facilitator_of(app, 1, email=f"{secrets.token_hex(4)}@staff.example")
    typed = talk(facilitator, ANSWERS | {COMMENT: text})
    return typed if typed.status_code == 400 else record(facilitator, {})


def by_paper(app: Flask, text: str) -> Any:
    manager = browser(app, RoleName.MANAGER)
    return manager.fill(PAPER, ANSWERS | RECEIVED | {COMMENT: text}, PAPER)


def spoken(page: str) -> list[Element]:
    """The elements of `page` that hold somebody's own words."""
    return [each for each in parsed(page).iter() if "take-words" in each.get("class", "").split()]


def said(page: str) -> list[str]:
    """Those words, each isolated from the direction in which the page is written."""
    found = spoken(page)
    assert all(each.get("dir") == "auto" for each in found)
    return ["".join(each.itertext()) for each in found]


def read_back(holder: CheckingClient) -> Iterator[tuple[str, str]]:
    """Where, and what is read there, on each page that shows the comment to its speaker.

    From the draft over the check and the receipt to the record and the form that changes it.
    """
    yield "form", words_in(holder.get(THEME).text, COMMENT)
    yield "check", only(said(holder.get(CHECK).text))
    submit(holder)
    yield "receipt", only(said(holder.get(RECEIPT).text))
    yield "record", only(said(holder.get("/record/").text))
    holder.fill(RECEIPT, {}, "/respond/change")
    yield "change", words_in(holder.get(THEME).text, COMMENT)
    yield "changed check", only(said(holder.get(CHECK).text))


def read_by_the_analyst(app: Flask) -> str:
    analyst = browser(app, RoleName.ANALYST)
    return only(said(analyst.get("/analyse/rounds/2018-07/comments").text))


def mailed(house: House) -> tuple[str, Element]:
    """The copy of their answers that was mailed: the plain part, and the HTML part's tree."""
    item = next(row for row in house.rows(OutboxItem) if row.kind is OutboxKind.THANKS)
    settings = house.app.extensions["settings"]
    with house.app.app_context():
        made = message(db.session, item=item, settings=settings, now=now() + timedelta(seconds=1))
    arrived = received(made)
    tree: Element = html5lib.parse(part(arrived, "html"), namespaceHTMLElements=False)
    return part(arrived, "plain"), tree


def forget(house: House) -> None:
    """Take back all that was typed and submitted, as if nobody had answered yet."""
    with house.session() as session:
        for table in (Answer, Comment, Response, Draft):
            session.execute(delete(table))


def only(found: list[str]) -> str:
    (one,) = found
    return one
