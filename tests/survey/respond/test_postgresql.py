"""Submitting and reading again on a real PostgreSQL."""

import json
import threading
from collections.abc import Iterator

import pytest
from flask import Flask

from survey import create_app
from survey.config import Settings
from survey.extensions import db
from survey.models import Comment, Draft, Permission, Response
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.house import House, add_council, answer, answer_all, begin, open_july
from tests.survey.worker.test_postgresql import migrated, settings

__all__ = ["migrated", "settings"]
CHECK, SUBMIT, RECEIPT = "/respond/check", "/respond/submit", "/respond/receipt"
TOGETHER, TURNS = 50, 15


@pytest.fixture
def app(settings: Settings, migrated: None) -> Iterator[Flask]:  # noqa: ARG001 - its order
    made = create_app(settings)
    with made.app_context():
        add_council(db.session)
        open_july(db.session)
        db.session.commit()
    yield made
    made.extensions["engine"].dispose()


def test_hostile_14_fifty_submits_at_the_same_moment_make_one_response(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder, "Mine")
    form = hidden_fields(parsed(holder.get(CHECK).text), SUBMIT)
    cookie = holder.get_cookie("take")
    assert cookie is not None
    together = threading.Barrier(TOGETHER)
    found: list[str] = []

    def click() -> None:
        browser = CheckingClient(holder.application)
        browser.set_cookie("take", cookie.value)
        together.wait(30)
        found.append(browser.post(SUBMIT, data=form).location)

    clicking = [threading.Thread(target=click) for _ in range(TOGETHER)]
    for thread in clicking:
        thread.start()
    for thread in clicking:
        thread.join(60)
    assert found == [RECEIPT] * TOGETHER
    (response,) = house.rows(Response)
    assert response.reference in holder.get(RECEIPT).text
    assert house.count()["answer"] == 4


def test_what_was_said_is_read_again_and_tightened(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer_all(holder)
    answer(
        holder,
        "theme-1",
        progress="3",
        maturity="2",
        comment="Mine",
        comment_permission="block",
    )
    holder.fill(CHECK, {}, SUBMIT)
    assert "July 2018" in " ".join(texts(holder.get("/respond/past"), "th"))
    house.close()
    assert holder.fill(f"/record/{tokens[0]}", {}).location == "/record/"
    form = hidden_fields(parsed(holder.get("/record/").text), "/record/tighten")
    wish = {"theme-1-comment-permission": "internal"}
    assert holder.post("/record/tighten", data=form | wish).status_code == 303
    assert [row.permission for row in house.rows(Comment)] == [Permission.INTERNAL]


def test_a_code_opens_what_was_said(holder: CheckingClient, house: House) -> None:
    house.hear(1)
    assert "Send me a code" in holder.get("/respond/past").text
    form = hidden_fields(parsed(holder.get("/respond/past").text), "/respond/code?to=past")
    assert holder.post("/respond/code?to=past", data=form).location == "/respond/code?to=past"


def test_what_was_said_last_month_stands_beside_the_score(
    holder: CheckingClient, house: House
) -> None:
    answer_all(holder)
    holder.fill(CHECK, {}, SUBMIT)
    house.open_month("2018-08")
    begin(holder, house.tokens("2018-08")[0])
    wish = "/respond/last-month"
    form = hidden_fields(parsed(holder.get("/respond/").text), wish) | {"show": "yes"}
    assert holder.post(wish, data=form).status_code == 303
    assert "Last month you said 3" in texts(holder.get("/respond/theme-1"), "p")


def test_two_themes_saved_at_the_same_moment_are_both_kept(
    holder: CheckingClient, house: House
) -> None:
    cookie = holder.get_cookie("take")
    assert cookie is not None
    together, found = threading.Barrier(2), list[int]()

    def write(theme: str) -> None:
        browser = CheckingClient(holder.application)
        browser.set_cookie("take", cookie.value)
        page = f"/respond/{theme}"
        form = hidden_fields(parsed(browser.get(page).text))
        for turn in range(TURNS):
            together.wait(30)
            form[f"{theme}-comment"] = f"{theme} {turn}"
            sent = browser.post(page, data=form, headers={"Accept": "application/json"})
            found.append(sent.status_code)
            form["version"] = sent.get_json()["version"]

    writing = [threading.Thread(target=write, args=(theme,)) for theme in ("theme-1", "theme-2")]
    for thread in writing:
        thread.start()
    for thread in writing:
        thread.join(60)
    assert found == [200] * 2 * TURNS
    (draft,) = house.rows(Draft)
    kept = json.loads(draft.document)
    assert {kept[f"{theme}-comment"] for theme in ("theme-1", "theme-2")} == {
        f"theme-1 {TURNS - 1}",
        f"theme-2 {TURNS - 1}",
    }
