"""The list of commitments, their pages and forms, and the file."""

import csv
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.models import (
    Code,
    CodeLineage,
    Commitment,
    CommitmentStatus,
    CommitmentVoice,
    LineageKind,
    RoleName,
)
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts, words_in
from tests.survey.house import House
from tests.survey.spoken import OUTCOME, PROMISE, SAID, add_code, let_say, promised, settle

pytestmark = pytest.mark.holds("a closed quarter")
LIST, NEW, ONE = "/analyse/commitments/", "/analyse/commitments/new", "/analyse/commitments/1"
CHANGE, STATUS, COUNT = f"{ONE}/change", f"{ONE}/status", f"{ONE}/count"
TYPED = {
    "said": SAID, "promise": PROMISE, "lead": "City Solicitor", "due": "September 2098",
    "item": "1.1",
}  # fmt: skip


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST, email="anna@staff.example")


@pytest.fixture
def code(house: House) -> int:
    """The id of a code of which four people spoke, three about theme 1."""
    with house.session() as session:
        made = add_code(session, "Training is late", "It begins after the work")
        let_say(session, made, 3)
        let_say(session, made, 1, item="", first=3)
        return made.id or 0


@pytest.fixture
def made(house: House, code: int) -> int:
    """A commitment that answers the code, due in September 2018."""
    with house.session() as session:
        return promised(session, session.get_one(Code, code)).id or 0


def stored(house: House) -> list[Commitment]:
    return list(house.rows(Commitment))


def test_from_a_code_it_takes_what_will_be_done_the_lead_and_the_month(
    analyst: CheckingClient, house: House, code: int
) -> None:
    page = analyst.get(f"{NEW}?code={code}")
    assert words_in(page.text, "said") == "Training is late: It begins after the work"
    assert "4 people" in page.text
    assert chosen(page.text) == {("codes", str(code))}
    selected = parsed(page.text).find(".//select[@id='item']/option[@selected]")
    assert selected is not None
    assert selected.get("value") == "1"
    sent = hidden_fields(parsed(page.text), NEW) | {
        "said": words_in(page.text, "said"), "codes": code, "item": "1",
        "promise": PROMISE, "lead": "City Solicitor", "due": "9/2098",
    }  # fmt: skip
    saved = analyst.post(NEW, data=sent)
    assert saved.location == f"{ONE}?done=made"
    (commitment,) = stored(house)
    assert (commitment.people, commitment.due_month, commitment.item) == (4, "2098-09", "1")
    assert len(house.rows(CommitmentVoice)) == 4
    assert "The commitment is made." in analyst.get(saved.location).text


def test_a_code_that_was_merged_fills_in_what_it_became(
    analyst: CheckingClient, house: House, code: int
) -> None:
    with house.session() as session:
        new = add_code(session, "Training")
        session.get_one(Code, code).until = 1
        session.add(
            CodeLineage(
                version=1, kind=LineageKind.MERGED, old_id=code, new_id=new.id or 0,
                old_name="Training is late", new_name="Training",
            )
        )  # fmt: skip
    page = analyst.get(f"{NEW}?code={code}").text
    assert words_in(page, "said") == "Training"
    assert chosen(page) == {("codes", str(code + 1))}


@pytest.mark.parametrize("asked", ["999", "x", "0", "99999999999999999999", "1' OR 1=1"])
def test_an_unknown_code_is_not_found(analyst: CheckingClient, asked: str) -> None:
    assert analyst.get(NEW, query_string={"code": asked}).status_code == 404


@pytest.mark.parametrize("address", ["/analyse/commitments/99", "/analyse/commitments/99/change"])
def test_an_unknown_commitment_is_not_found(analyst: CheckingClient, address: str) -> None:
    assert analyst.get(address).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("said", "", "Enter what was said"),
        ("said", "\N{ZERO WIDTH SPACE} ", "Enter what was said"),
        ("said", "x" * 2001, "Shorten what was said to 2,000 characters; it has 2,001"),
        ("promise", "x" * 2001, "Shorten what will be done to 2,000 characters"),
        ("promise", "As the holder of Seat 7 wished", "is a seat of the panel"),
        ("said", "Ask person-7@panel.example", "is an address of the panel"),
        ("lead", "", "Enter who leads it"),
        ("lead", "x" * 201, "Shorten the lead to 200 characters"),
        ("lead", "a@b.example", "without an address"),
        ("due", "soon", "Enter the month in which it is due"),
        ("due", "2018-13", "Enter the month in which it is due"),
        ("due", "0218-07", "Enter the month in which it is due"),
        ("item", "9.9", "Choose an aim or theme that the plan has"),
        ("codes", "", "Choose the code that it answers"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(
    analyst: CheckingClient, house: House, code: int, field: str, typed: str, sentence: str
) -> None:
    page = analyst.fill(NEW, {**TYPED, "codes": code, field: typed})
    assert page.status_code == 400
    (alert,) = (e for e in parsed(page.text).iter() if e.get("role") == "alert")
    assert sentence in "".join(alert.itertext())
    kept = {**TYPED, field: typed}
    assert words_in(page.text, "promise") == kept["promise"].strip()
    assert f'value="{kept["due"]}"' in page.text
    assert not stored(house)


def test_script_and_other_scripts_are_inert(
    analyst: CheckingClient, house: House, code: int
) -> None:
    words = "<script>alert(1)</script> {{7*7}} \N{RIGHT-TO-LEFT OVERRIDE}שלום 🙂"
    sent = {**TYPED, "said": words, "promise": words, "lead": words, "codes": code}
    assert analyst.fill(NEW, sent).status_code == 302
    for address in (LIST, ONE, CHANGE):
        page = analyst.get(address).text
        assert "&lt;script&gt;alert(1)" in page
        assert "49" not in "".join(texts_of(page))
        assert words in "".join(parsed(page).itertext())
    (commitment,) = stored(house)
    assert commitment.promise == words


def texts_of(page: str) -> list[str]:
    return ["".join(e.itertext()) for e in parsed(page).iter("main")]


def test_a_month_that_is_past_is_taken_and_stands_as_overdue(
    analyst: CheckingClient, code: int
) -> None:
    saved = analyst.fill(NEW, {**TYPED, "codes": code, "due": "2018-06"})
    page = analyst.get(saved.location).text
    assert "It was due in June 2018." in page
    assert "1 commitment is overdue." in analyst.get(LIST).text


def test_the_list_opens_on_what_needs_somebody(analyst: CheckingClient, house: House) -> None:
    with house.session() as session:
        code = add_code(session)
        let_say(session, code, 2)
        promised(session, code, said="Late", due_month="2018-09")
        promised(session, code, said="Far away", due_month="2099-01")
        settle(session, promised(session, code, said="Was done"))
        settle(session, promised(session, code, said="Was dropped"), CommitmentStatus.DROPPED)
        again = promised(session, code, said="Again", due_month="2099-01")
        again.status, again.reopened_at = CommitmentStatus.UNDER_WAY, again.made_at
    page = analyst.get(LIST)
    headings = [text.rsplit(" ", 1)[0] for text in texts(page, "h2")]
    assert headings == ["Reopened", "Overdue", "Still to come", "Done", "Dropped"]
    assert "it did not work for somebody who had raised it" in page.text
    assert "panel.example" not in page.text
    assert "Seat " not in page.text


def test_the_list_is_filtered_and_so_is_its_file(
    analyst: CheckingClient, house: House, code: int
) -> None:
    with house.session() as session:
        found = session.get_one(Code, code)
        promised(session, found, said="Mine", lead="A & B", item="1.1")
        settle(session, promised(session, found, said="Other", lead="C", item=""))
    for query, expected in (
        ({}, {"Mine", "Other"}),
        ({"theme": "1"}, {"Mine"}),
        ({"lead": "C"}, {"Other"}),
        ({"lead": "A & B"}, {"Mine"}),
        ({"status": "done"}, {"Other"}),
        ({"theme": "1", "status": "done"}, set()),
        ({"status": "' OR 1=1 --"}, set()),
    ):
        links = set(texts(analyst.get(LIST, query_string=query), "a")) & {"Mine", "Other"}
        assert links == expected
        assert {row["said"] for row in file(analyst, query)} == expected


def file(browser_: CheckingClient, query: dict[str, str] | None = None) -> list[dict[str, str]]:
    answer = browser_.get("/analyse/commitments.csv", query_string=query or {})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="commitments.csv"'
    return list(csv.DictReader(answer.data.decode("utf-8-sig").splitlines()))


def test_hostile_57_the_file_holds_no_formula(
    analyst: CheckingClient, house: House, code: int
) -> None:
    with house.session() as session:
        found = session.get_one(Code, code)
        promised(session, found, said="=1+1", promise="@SUM(A1)", lead="-2+3")
    (row,) = file(analyst)
    assert (row["said"], row["promise"], row["lead"]) == ("'=1+1", "'@SUM(A1)", "'-2+3")
    assert (row["people"], row["codes"]) == ("4", "Training is late")


@pytest.mark.usefixtures("made")
def test_of_two_who_change_it_the_second_reads_both(
    app: Flask, analyst: CheckingClient, house: House, code: int
) -> None:
    other = browser(app, RoleName.ANALYST)
    stale = hidden_fields(parsed(other.get(CHANGE).text), CHANGE)
    analyst.fill(CHANGE, {**TYPED, "promise": "The first's", "codes": code}, CHANGE)
    refused = other.post(CHANGE, data=stale | {**TYPED, "promise": "The second's", "codes": code})
    assert refused.status_code == 409
    assert words_in(refused.text, "promise") == "The second's"
    assert "The first&#39;s" in refused.text
    fresh = hidden_fields(parsed(refused.text), CHANGE)
    again = other.post(CHANGE, data=fresh | {**TYPED, "promise": "Both's", "codes": code})
    assert again.status_code == 302
    assert stored(house)[0].promise == "Both's"


@pytest.mark.usefixtures("made")
def test_it_is_settled_with_what_came_of_it(analyst: CheckingClient, house: House) -> None:
    refused = analyst.fill(ONE, {"status": "done", "outcome": " "}, STATUS)
    assert refused.status_code == 400
    assert "Enter what came of it" in refused.text
    refused = analyst.fill(ONE, {"status": "done", "outcome": "Seat 2 is pleased"}, STATUS)
    assert refused.status_code == 400
    assert words_in(refused.text, "outcome") == "Seat 2 is pleased"
    assert analyst.fill(ONE, {"status": "ended", "outcome": "x"}, STATUS).status_code == 400
    assert stored(house)[0].status is CommitmentStatus.PLANNED
    stale = hidden_fields(parsed(analyst.get(ONE).text), STATUS)
    assert analyst.fill(ONE, {"status": "done", "outcome": OUTCOME}, STATUS).status_code == 302
    page = analyst.get(ONE).text
    assert "Planned, then Done" in page
    assert "What they say stands here once ten have answered" in page
    late = analyst.post(STATUS, data=stale | {"status": "planned", "outcome": "Mine"})
    assert late.status_code == 409
    assert words_in(late.text, "outcome") == "Mine"
    assert stored(house)[0].status is CommitmentStatus.DONE


@pytest.mark.usefixtures("made")
def test_those_who_raised_it_are_counted_again_while_it_is_open(
    analyst: CheckingClient, house: House, code: int
) -> None:
    with house.session() as session:
        let_say(session, session.get_one(Code, code), 3, first=6)
    assert analyst.fill(ONE, {}, COUNT).location == f"{ONE}?done=counted"
    assert stored(house)[0].people == 7
    page = analyst.get(ONE).text
    assert "Counted again: 7 people, before 4" in page
    analyst.fill(ONE, {"status": "done", "outcome": OUTCOME}, STATUS)
    assert "Count again" not in analyst.get(ONE).text
    form = hidden_fields(parsed(analyst.get(ONE).text), STATUS)
    assert analyst.post(COUNT, data=form).status_code == 409


def test_the_tick_decides_whether_it_leaves_the_team(
    analyst: CheckingClient, house: House, code: int
) -> None:
    page = analyst.get(f"{NEW}?code={code}").text
    assert "(exempt: never published)" in page
    analyst.fill(NEW, {**TYPED, "codes": code})
    assert "No, and nobody is asked about it." in analyst.get(ONE).text
    analyst.fill(CHANGE, {**TYPED, "codes": code, "clear": "yes"}, CHANGE)
    assert "With the next summary of a quarter." in analyst.get(ONE).text
    assert stored(house)[0].clear_of_exempt_by == "anna@staff.example"
    analyst.fill(CHANGE, {**TYPED, "codes": code, "clear": "yes", "item": "1.2"}, CHANGE)
    assert "It is about an exempt aim." in analyst.get(ONE).text


@pytest.mark.usefixtures("made")
def test_a_manager_reads_the_list_and_settles_but_changes_no_words(
    app: Flask, house: House
) -> None:
    manager = browser(app, RoleName.MANAGER)
    assert "1 commitment is overdue" in manager.get(LIST).text
    page = manager.get(ONE).text
    assert "Change it" not in page
    assert "Make a commitment" not in manager.get(LIST).text
    assert manager.fill(ONE, {"status": "under-way", "outcome": ""}, STATUS).status_code == 302
    assert stored(house)[0].status is CommitmentStatus.UNDER_WAY
    for address in (NEW, CHANGE):
        assert manager.get(address).status_code == 403
    assert len(file(manager)) == 1


@pytest.mark.usefixtures("made")
def test_a_manager_sees_this_month_that_something_is_overdue(app: Flask, house: House) -> None:
    page = browser(app, RoleName.MANAGER).get("/manage/").text
    assert '<a class="govuk-link" href="/analyse/commitments/">1 commitment is overdue</a>' in page
    with house.session() as session:
        settle(session, session.exec(select(Commitment)).one())
    assert "overdue" not in browser(app, RoleName.MANAGER).get("/manage/").text


@pytest.mark.usefixtures("made")
def test_the_events_never_hold_the_words(app: Flask, analyst: CheckingClient, code: int) -> None:
    analyst.fill(CHANGE, {**TYPED, "said": "Other words", "codes": code}, CHANGE)
    analyst.fill(ONE, {"status": "done", "outcome": OUTCOME}, STATUS)
    told: list[Any] = [each for each in events(app) if each.subject == "commitment 1"]
    assert [each.action for each in told] == [
        "commitment made", "commitment changed", "commitment settled",
    ]  # fmt: skip
    for each in told:
        assert not any(words in each.detail for words in (SAID, "Other words", OUTCOME, PROMISE))
