"""Every page and state that a stakeholder meets, in a language that nobody speaks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.actions.revoke_links import revoke_links
from survey.actions.send_code import MOST_A_DAY
from survey.models import Edition, EditionState, Invitation, OutboxItem, OutboxKind, Person
from survey.respond.guessing import MISSES
from survey.tokens import six_digits
from tests.survey.client import CheckingClient, hidden_fields, parsed
from tests.survey.council import SECRET
from tests.survey.house import ANSWERS, OPENS, House, answer, answer_all, begin
from tests.survey.spoken import add_code, let_say, promised, settle
from tests.survey.tongue import (
    Listener,
    left_over,
    speak_it,
    spoken_from,
    unmarked,
)

JULY, EVERYTHING = "a council's july", "a council's july of everything"
QUARTER = "a published quarter"
THEME, CHECK, RECEIPT, CODE = (
    "/respond/theme-1",
    "/respond/check",
    "/respond/receipt",
    "/respond/code",
)
FORM = "/respond/form"
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.1"}
SCRIPT = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def tongue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with spoken_from(tmp_path_factory.mktemp("locale")):
        yield


@pytest.fixture
def links(house: House) -> list[str]:
    """The tokens of July's links, once everything is asked in the made-up language."""
    speak_it(house)
    return house.tokens()


@pytest.fixture
def reader(app: Flask) -> Listener:
    return Listener(app)


@pytest.fixture
def leader(reader: Listener, links: list[str]) -> Listener:
    assert begin(reader, links[0]).status_code == 303
    return reader


def submitted(browser: CheckingClient, comment: str = "«Mine»") -> None:
    answer_all(browser, comment)
    assert browser.fill(CHECK, {"copy": "yes"}, "/respond/submit").location == RECEIPT


def press(browser: CheckingClient, page: str, to: str, **values: str) -> Any:
    return browser.post(to, data=hidden_fields(parsed(browser.get(page).text), to) | values)


def digits(house: House) -> str:
    rows = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.CODE]
    return six_digits(rows[-1].key, SECRET)


def test_a_word_that_nobody_marked_is_found() -> None:
    page = "<!doctype html><title>⟦All⟧</title><p>⟦Until ⟧«May» 12 <b aria-label='Here'>or</b>"
    assert unmarked(parsed(page)) == ["or", "Here"]
    assert list(left_over("⟦a⟧ b «c ⟦d⟧»")) == ["b"]


@pytest.mark.holds(JULY)
def test_at_the_door(reader: Listener, links: list[str]) -> None:
    door = f"/take/{links[0]}"
    for page in (door, f"{door}/decline", f"{door}/talk"):
        reader.get(page)
        assert reader.post(page).status_code == 400
    reader.fill(f"{door}/decline", {})
    for page in (door, f"{door}/decline"):
        reader.get(page)
    reader.fill(f"{door}/talk", {})
    for page in (door, f"{door}/talk"):
        reader.get(page)
    begin(reader, links[0])
    answer(reader, "theme-1", progress="3")
    reader.get(door)
    reader.get(f"{door}/decline")
    submitted(reader)
    for page in (door, f"{door}/decline", f"{door}/talk"):
        reader.get(page)
    press(reader, RECEIPT, "/respond/change")
    reader.get(door)


@pytest.mark.holds(JULY)
def test_who_talks_and_is_asked_for_no_scores(
    reader: Listener, links: list[str], house: House
) -> None:
    with house.session() as session:
        invitation = session.get_one(Invitation, 1)
        invitation.scores = False
        deputy = Person(email="deputy@council.example")
        session.add(deputy)
        session.flush()
        invitation.deputy_id = deputy.id
    door = f"/take/{links[0]}"
    reader.get(door)
    reader.fill(f"{door}/talk", {})
    reader.get(door)
    reader.get(f"{door}/talk")
    begin(reader, links[0])
    for page in ("/respond/", THEME, CHECK):
        reader.get(page)
    answer(reader, "theme-1", comment="«Mine»")
    reader.fill(CHECK, {}, "/respond/submit")
    reader.get(RECEIPT)


@pytest.mark.holds(EVERYTHING)
@pytest.mark.parametrize("place", [0, 2])
def test_all_that_is_asked(reader: Listener, links: list[str], place: int) -> None:
    begin(reader, links[place])
    pages = [a.get("href", "") for a in parsed(reader.get("/respond/").text).iter("a")]
    for page in {p for p in pages if p.startswith("/respond/")}:
        reader.get(page)
        if page not in {"/respond/opening", CHECK}:
            form = hidden_fields(parsed(reader.get(page).text))
            assert reader.post(page, data=form | {"no such field": "x"}).status_code == 400
            reader.post(page, data=form)
    for page in ("/respond/", "/respond/later", "/respond/opening", CHECK):
        reader.get(page)
    assert reader.fill(CHECK, {}, "/respond/submit").status_code == 400


@pytest.mark.holds(EVERYTHING)
def test_the_single_page(reader: Listener, house: House) -> None:
    speak_it(house, "single")
    begin(reader, house.tokens()[2])
    form = hidden_fields(parsed(reader.get(FORM).text), FORM)
    wrong = {"theme-1-progress": "9", "theme-1-comment": f"«{'x' * 5000}»", "then": "submit"}
    assert reader.post(FORM, data=form | wrong).status_code == 400
    assert reader.post(FORM, data=form | {"then": "submit"}).status_code == 400
    assert reader.post(FORM, data=form | {"then": "submit"}, headers=SCRIPT).status_code == 400
    form = hidden_fields(parsed(reader.get(FORM).text), FORM)
    saved = reader.post(FORM, data=form | ANSWERS | {"then": "later"})
    assert saved.location == "/respond/later"
    reader.get(saved.location)
    form = hidden_fields(parsed(reader.get(FORM).text), FORM)
    reader.post(FORM, data=form | ANSWERS | {"then": "submit"})
    reader.get(RECEIPT)
    reader.get("/respond/")


@pytest.mark.holds(JULY)
@pytest.mark.parametrize(
    "typed",
    [
        {"theme-1-progress": "9"},
        {"theme-1-comment": f"«{'x' * 5000}»"},
        {"theme-1-comment": "«a\0b»"},
        {"theme-1-comment": ["«a»", "«b»"]},
        {"theme-1-comment-permission": "everybody"},
        {"other": "1"},
    ],
)
def test_what_is_wrong_on_a_page(leader: Listener, typed: dict[str, Any]) -> None:
    form = hidden_fields(parsed(leader.get(THEME).text))
    assert leader.post(THEME, data=form | typed).status_code == 400
    assert leader.post(THEME, data=form | typed, headers=SCRIPT).status_code == 400
    forged = form | {"csrf_token": "x", "theme-1-comment": "«Mine»"}
    assert leader.post(THEME, data=forged).status_code == 400
    assert leader.post(THEME, data=forged, headers=SCRIPT).status_code == 400


@pytest.mark.holds(JULY)
def test_two_windows(leader: Listener, links: list[str]) -> None:
    stale = hidden_fields(parsed(leader.get(THEME).text))
    answer(leader, "theme-1", progress="5", comment="«Of the other»")
    mine = stale | {"theme-1-progress": "1", "theme-1-comment": "«Mine»"}
    assert leader.post(THEME, data=mine).status_code == 409
    assert leader.post(THEME, data=mine, headers=SCRIPT).status_code == 409
    answer(leader, "theme-1", progress="5")
    assert leader.post(THEME, data=mine).status_code == 409
    submitted(leader)
    assert leader.post(THEME, data=mine).status_code == 409
    assert leader.post(THEME, data=mine, headers=SCRIPT).status_code == 409
    begin(leader, links[1])
    assert leader.post(THEME, data=mine).status_code == 409


@pytest.mark.holds(JULY)
def test_from_the_check_to_the_receipt_and_back(
    leader: Listener, links: list[str], app: Flask, house: House
) -> None:
    leader.get(CHECK)
    assert leader.fill(CHECK, {}, "/respond/submit").status_code == 400
    answer(leader, "theme-1", progress="3", maturity="2", comment="«Mine»")
    leader.get("/respond/")
    assert leader.fill(CHECK, {}, "/respond/submit").status_code == 400
    assert leader.post("/respond/submit").status_code == 400
    submitted(leader)
    for page in (RECEIPT, "/respond/past", "/respond/past/2018-07"):
        leader.get(page)
    press(leader, RECEIPT, "/respond/change")
    for page in ("/respond/", CHECK, THEME, RECEIPT):
        leader.get(page)
    other = Listener(app)
    begin(other, links[0])
    for page in (RECEIPT, "/respond/past"):
        other.get(page)
    press(other, RECEIPT, CODE)
    other.get(CODE)
    enter = f"{CODE}/enter"
    assert press(other, CODE, enter, code="000000").status_code == 400
    for _ in range(MOST_A_DAY):
        press(other, CODE, CODE)
        with house.session() as session:
            for row in session.exec(select(OutboxItem).where(OutboxItem.kind == OutboxKind.CODE)):
                row.created_at -= timedelta(minutes=2)
    assert press(other, CODE, CODE).status_code == 429
    press(other, CODE, enter, code=digits(house))
    other.get(RECEIPT)


@pytest.mark.holds(JULY)
def test_the_record(leader: Listener, links: list[str], app: Flask, house: House) -> None:
    door = f"/record/{links[0]}"
    leader.get(door)
    answer_all(leader)
    answer(
        leader, "theme-1", progress="3", maturity="2", comment="«Mine»", comment_permission="block"
    )
    leader.fill(CHECK, {}, "/respond/submit")
    leader.get(door)
    assert leader.post(door).status_code == 400
    leader.fill(door, {})
    tighten = "/record/tighten"
    wish = {"comment": "theme-1-comment"}
    for permission in ("", "public", "block", "internal"):
        press(leader, "/record/", tighten, **wish, **{"theme-1-comment-permission": permission})
    none = {"comment": "theme-2-comment", "theme-2-comment-permission": "team"}
    assert press(leader, "/record/", tighten, **none).status_code == 404
    assert leader.post(tighten).status_code == 400
    leader.get("/record/?saved=theme-1-comment")
    other = Listener(app)
    other.fill(door, {})
    other.get("/record/")
    press(other, "/record/", "/record/code")
    other.get("/record/code")
    house.run_out()
    leader.get("/record/")
    with house.session() as session:
        session.add(
            Edition(
                period="2018-19-q2",
                number=1,
                state=EditionState.PUBLISHED,
                drafted_by="analyst@council.example",
                drafted_at=OPENS,
                published_at=OPENS,
            )
        )
    assert leader.get("/record/").status_code == 410


@pytest.mark.holds(JULY)
def test_the_month_before(reader: Listener, house: House, app: Flask) -> None:
    leader = reader
    house.open_month("2018-08")
    speak_it(house)
    begin(leader, house.tokens()[0])
    submitted(leader)
    token = house.tokens("2018-08")[0]
    begin(leader, token)
    for show in ("yes", "no", "yes"):
        press(leader, "/respond/", "/respond/last-month", show=show)
        leader.get("/respond/")
        leader.get(THEME)
    leader.get("/respond/past")
    other = Listener(app)
    begin(other, token)
    other.get("/respond/")
    other.get("/respond/past")


@pytest.mark.holds(QUARTER)
def test_what_the_panel_said(reader: Listener, house: House) -> None:
    house.open_month("2018-10")
    speak_it(house)
    begin(reader, house.tokens("2018-10")[0])
    page = "/respond/past"
    press(reader, page, f"{CODE}?to=past")
    press(reader, f"{CODE}?to=past", f"{CODE}/enter?to=past", code=digits(house))
    reader.get(page)
    reader.get(f"{page}/2018-07")


def links_to_what_was_done(house: House) -> list[str]:
    """Of two people in October, about whose wish something was done in September."""
    with house.session() as session:
        code = add_code(session)
        let_say(session, code, 2)
        made = settle(session, promised(session, code))
        made.said, made.promise, made.outcome = "«Late»", "«Soon»", "«Done»"
    house.open_month("2018-10")
    speak_it(house)
    return house.tokens("2018-10")[:2]


@pytest.mark.holds("a closed quarter")
def test_whether_it_worked(reader: Listener, house: House, app: Flask) -> None:
    first, second = links_to_what_was_done(house)
    page, one = "/respond/raised", "/respond/raised/1"
    begin(reader, first)
    reader.get("/respond/")
    reader.get(page)
    answer(reader, "theme-1", progress="3", maturity="3")
    reader.fill(CHECK, {}, "/respond/submit")
    reader.get(RECEIPT)
    reader.get(page)
    stale = hidden_fields(parsed(reader.get(page).text), one)
    assert reader.post(one, data=stale | {"worked": ""}).status_code == 400
    assert reader.post(one, data={"worked": "no"}).status_code == 400
    missing = f"{page}/9"
    assert reader.post(missing, data=stale | {"worked": "no"}).status_code == 404
    press(reader, RECEIPT, "/respond/change")
    reader.get("/respond/")
    assert reader.post(one, data=stale | {"worked": "no"}).location == f"{page}?saved=yes"
    reader.get(f"{page}?saved=yes")
    other = Listener(app)
    begin(other, second)
    answer(other, "theme-1", progress="3", maturity="3")
    other.fill(CHECK, {}, "/respond/submit")
    other.get(page)
    forged = hidden_fields(parsed(other.get(RECEIPT).text)) | {"worked": "no", "about": "2018-09"}
    assert other.post(one, data=forged).status_code == 409


@pytest.mark.holds(JULY)
def test_ways_that_end(reader: Listener, links: list[str], house: House) -> None:
    assert reader.get("/take/no-such-link").status_code == 404
    assert reader.get(f"/take/{'x' * 3000}").status_code == 414
    for _ in range(MISSES.amount):
        reader.get("/take/no-such-link", environ_overrides=ELSEWHERE)
    assert reader.get("/take/no-such-link", environ_overrides=ELSEWHERE).status_code == 429
    assert reader.get("/respond/").status_code == 403
    assert reader.post(THEME, data={"theme-1-comment": "x" * 3_000_000}).status_code == 413
    assert reader.get("/record/").status_code == 403
    begin(reader, links[0])
    form = hidden_fields(parsed(reader.get(THEME).text)) | {"theme-1-comment": "«Mine»"}
    other = {"theme-1-progress": "3", "overall-comment": "«Too»"}
    assert reader.get("/respond/no-such-page").status_code == 404
    assert reader.get("/respond/submit").status_code == 405
    assert reader.post(THEME, data=form | {"theme-1-comment": "x" * 3_000_000}).status_code == 413
    house.pause(OPENS)
    assert reader.get("/respond/").status_code == 409
    assert reader.post(THEME, data=form | other).status_code == 409
    assert reader.get(f"/take/{links[0]}").status_code == 409
    house.pause(None)
    begin(reader, links[1])
    submitted(reader)
    begin(reader, links[0])
    house.run_out()
    assert reader.get("/respond/").status_code == 410
    assert reader.post(THEME, data=form | other).status_code == 409
    assert reader.post(THEME, data=form, headers=SCRIPT).status_code == 409
    for token in links:
        for way in ("", "/decline", "/talk"):
            assert reader.get(f"/take/{token}{way}").status_code == 410
    with house.session() as session:
        revoke_links(session, invitation_id=1, now=OPENS)
    assert reader.get(f"/take/{links[0]}").status_code == 410


@pytest.mark.holds(JULY)
def test_when_the_house_itself_fails(leader: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(leader.application.view_functions, "respond.tasks", fail)
    leader.application.testing = False
    leader.application.config["PROPAGATE_EXCEPTIONS"] = False
    assert leader.get("/respond/").status_code == 500
