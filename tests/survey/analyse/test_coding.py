"""One comment at a time, without scripts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlmodel import Session, col, select

from survey.actions.codebook.retire_code import retire_code
from survey.actions.codebook.split_code import split_code
from survey.models import (
    Code,
    CodeFamily,
    Coding,
    Comment,
    CommentKind,
    Mode,
    Permission,
    Response,
    RoleName,
)
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, texts
from tests.survey.coding import a_code, is_coded, says, step
from tests.survey.house import OPENS, House
from tests.survey.respond.test_cost import statements

pytestmark = pytest.mark.holds("a council's july")
QUEUE = "/analyse/coding/"
HOSTILE = "<script>alert(1)</script> {{7*7}} \u202eright to left\u202c \U0001f600"


@pytest.fixture
def analyst(app: Flask) -> CheckingClient:
    return browser(app, RoleName.ANALYST, email="analyst@staff.example")


@pytest.fixture
def codes(house: House) -> dict[str, int]:
    """{name: id} of a small codebook, the families' own codes among them."""
    with house.session() as session:
        a_code(session, "Training", meaning="Too little of it, or too late")
        a_code(session, "Pace")
        a_code(session, "Openness", CodeFamily.PRAISE)
        return {code.name: code.id or 0 for code in session.exec(select(Code))}


@contextmanager
def changing(house: House) -> Iterator[Session]:
    with house.session() as session:
        yield session


def save(
    client: CheckingClient, address: str, *ids: int | str, then: str = "save", **more: Any
) -> Any:
    """Send the form at `address` with the codes `ids` ticked."""
    to = target(client, address)
    form = hidden_fields(parsed(client.get(address).text), to)
    return client.post(to, data=form | {"code": [*map(str, ids)], "then": then} | more)


def target(client: CheckingClient, address: str) -> str:
    page = parsed(client.get(address).text)
    actions = [form.get("action", "") for form in page.iter("form")]
    return next(action for action in actions if action.startswith("/analyse/coding/"))


def codings(house: House) -> set[tuple[int, int]]:
    return {(row.comment_id, row.code_id) for row in house.rows(Coding)}


def test_comments_come_one_after_the_other_until_none_is_left(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late", overall_comment="Open now")
    house.hear(3, theme_2_comment="Slow")
    page = analyst.get(QUEUE)
    assert texts(page, "h1") == ["Political leadership"]
    facts = " ".join(texts(page, "p"))
    assert "Cabinet · July 2018 · Comment · The panel team only" in facts
    assert "3 left to code" in facts
    answer = save(analyst, QUEUE, codes["Training"], codes["Pace"])
    assert (answer.status_code, answer.location) == (303, f"{QUEUE}?after=1")
    page = analyst.get(answer.location)
    assert texts(page, "h1") == ["Overall"]
    answer = save(analyst, answer.location, codes["Openness"])
    page = analyst.get(answer.location)
    assert "Audit · July 2018" in " ".join(texts(page, "p"))
    answer = save(analyst, answer.location, then="nothing")
    assert texts(analyst.get(answer.location), "h1") == ["Everything is coded"]
    assert codings(house) == {(1, codes["Training"]), (1, codes["Pace"]), (2, codes["Openness"])}
    assert not any(comment.to_code for comment in house.rows(Comment))


def test_coding_again_replaces_what_was_coded_and_tells_no_words(
    app: Flask, house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late")
    save(analyst, QUEUE, codes["Training"])
    page = analyst.get(f"{QUEUE}1")
    assert ("code", str(codes["Training"])) in chosen(page.text)
    save(analyst, f"{QUEUE}1", codes["Pace"])
    assert codings(house) == {(1, codes["Pace"])}
    last = events(app)[-1]
    assert (last.actor, last.action, last.subject) == (
        "analyst@staff.example",
        "comment coded",
        "comment 1",
    )
    assert json.loads(last.detail) == {"codebook": 4, "codes": 1}


def test_a_comment_can_be_skipped_and_gone_back_to(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="First", theme_2_comment="Second")
    page = analyst.get(QUEUE)
    assert f'href="{QUEUE}?after=1"' in page.text
    second = analyst.get(f"{QUEUE}?after=1")
    assert "Second" in texts(second, "p")
    back = analyst.get(f"{QUEUE}2/before")
    assert back.location == f"{QUEUE}1"
    assert analyst.get(f"{QUEUE}1/before").location == f"{QUEUE}1"
    answer = save(analyst, f"{QUEUE}2", codes["Pace"])
    assert "First" in texts(analyst.get(answer.location), "p"), "What was skipped comes again."


def test_a_part_of_the_queue_is_gone_through_by_itself(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="One", theme_2_comment="Two", overall_comment="All")
    house.hear(3, theme_1_comment="Three")
    assert texts(analyst.get("/analyse/"), "tr")[1:4] == [
        "July 2018 The plan as a whole, July 2018 1 to code".replace(
            "The plan as a whole", "Overall"
        ),
        "July 2018 Political leadership, July 2018 2 to code",
        "July 2018 Culture & protocol, July 2018 1 to code",
    ]
    part = f"{QUEUE}?month=2018-07&theme=1"
    answer = save(analyst, part, codes["Pace"])
    assert answer.location == f"{QUEUE}?after=1&month=2018-07&theme=1"
    assert "Three" in texts(analyst.get(answer.location), "p")
    answer = save(analyst, answer.location, codes["Pace"])
    assert texts(analyst.get(answer.location), "h1") == ["Nothing is left in this part"]
    assert "All" in texts(analyst.get(f"{QUEUE}?theme=-"), "p")
    assert "Nothing is left" in texts(analyst.get(f"{QUEUE}?theme=99"), "h1")[0]
    assert "Nothing is left" in texts(analyst.get(f"{QUEUE}?month=2031-01"), "h1")[0]


def test_a_code_is_added_without_leaving_the_comment_or_its_choice(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late")
    new = {"new-name": "  Induction  of members ", "new-family": "concern", "new-meaning": ""}
    answer = save(analyst, QUEUE, codes["Pace"], then="add", **new)
    assert answer.status_code == 303
    page = analyst.get(answer.location)
    made = max(code.id for code in house.rows(Code))
    assert {int(value) for name, value in chosen(page.text) if name == "code"} == {
        codes["Pace"],
        made,
    }
    assert house.rows(Code)[-1].name == "Induction of members"
    again = save(analyst, QUEUE, codes["Pace"], then="add", **new)
    assert again.status_code == 400
    assert "already; choose another name" in again.text
    assert 'value="Induction of members"' in again.text or "Induction  of members" in again.text
    assert ("code", str(codes["Pace"])) in chosen(again.text)


@pytest.mark.parametrize(
    ("ids", "more", "words"),
    [
        ((), {}, "Choose at least one code"),
        ((), {"then": "anything"}, "Choose at least one code"),
        ((999,), {}, "The codebook has no such code"),
        (("x",), {}, "The codebook has no such code"),
        ((2**40,), {}, "The codebook has no such code"),
        (("2",), {"then": "nothing"}, "You have chosen codes"),
        (("2",), {"new-name": "Typed"}, "The new code &#39;Typed&#39; is not added yet"),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_choice_kept(
    house: House,
    analyst: CheckingClient,
    codes: dict[str, int],
    ids: tuple[Any, ...],
    more: dict[str, str],
    words: str,
) -> None:
    house.hear(1, theme_1_comment="Late")
    form = {"then": "save"} | more
    answer = (
        save(analyst, QUEUE, codes["Pace"], *ids, **form) if ids else save(analyst, QUEUE, **form)
    )
    assert answer.status_code == 400
    assert words in answer.text
    if ids:
        assert ("code", str(codes["Pace"])) in chosen(answer.text)
    assert not codings(house)
    assert house.rows(Comment)[0].to_code


def test_two_analysts_on_one_comment_lose_nothing_unseen(
    app: Flask, house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late")
    form = hidden_fields(parsed(analyst.get(QUEUE).text), f"{QUEUE}1")
    other = browser(app, RoleName.ANALYST)
    save(other, QUEUE, codes["Training"])
    mine = form | {"code": [str(codes["Pace"])], "then": "save"}
    answer = analyst.post(f"{QUEUE}1", data=mine)
    assert answer.status_code == 409
    assert "coded this meanwhile, with &#39;Training&#39;" in answer.text
    assert ("code", str(codes["Pace"])) in chosen(answer.text)
    form = hidden_fields(parsed(answer.text), f"{QUEUE}1")
    assert analyst.post(f"{QUEUE}1", data=form | mine | {"seen": form["seen"]}).status_code == 303
    assert codings(house) == {(1, codes["Pace"])}


def test_a_code_that_leaves_meanwhile_is_told(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late")
    form = hidden_fields(parsed(analyst.get(QUEUE).text), f"{QUEUE}1")
    with changing(house) as session:
        retire_code(session, step(session), code_id=codes["Training"])
    wish = {"code": [str(codes["Training"]), str(codes["Pace"])], "then": "save"}
    answer = analyst.post(f"{QUEUE}1", data=form | wish)
    assert answer.status_code == 409
    assert "&#39;Training&#39; has left the codebook meanwhile" in answer.text
    assert ("code", str(codes["Pace"])) in chosen(answer.text)
    added = {"new-name": "Skills", "new-family": "concern", "then": "add"}
    answer = analyst.post(f"{QUEUE}1", data=form | added)
    assert answer.status_code == 409
    assert "was changed meanwhile" in answer.text
    assert 'value="Skills"' in answer.text


def test_after_a_split_the_old_code_is_a_hint_and_a_retired_one_may_stay(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    with changing(house) as session:
        (comment,) = says(session, 1, theme_1_comment="Late")
        training, pace = (session.get_one(Code, codes[name]) for name in ("Training", "Pace"))
        is_coded(session, comment, training, pace)
        split_code(session, step(session), code_id=codes["Training"], parts=[("A", ""), ("B", "")])
        retire_code(session, step(session), code_id=codes["Pace"])
    page = analyst.get(QUEUE)
    assert "It was coded with Training, which is A or B now." in texts(page, "p")
    assert chosen(page.text) == {("code", str(codes["Pace"])), *singles(page.text)}
    assert "closed for new words" in page.text
    part = max(code.id for code in house.rows(Code))
    assert save(analyst, QUEUE, codes["Pace"], part).status_code == 303
    assert codings(house) == {(1, codes["Pace"]), (1, part)}


def singles(page: str) -> set[tuple[str, str]]:
    """What is ticked beside the codes."""
    return {each for each in chosen(page) if each[0] != "code"}


def test_words_are_shown_inert_whatever_they_hold(house: House, analyst: CheckingClient) -> None:
    house.hear(1, theme_1_comment=HOSTILE)
    page = analyst.get(QUEUE)
    assert HOSTILE in texts(page, "p")
    assert "<script>alert" not in page.text
    assert 'class="take-words" dir="auto"' in page.text


def test_notes_of_a_conversation_are_coded_too(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1)
    long = "Pasted from Word\u2026 " * 1000
    with changing(house) as session:
        for kind, field, item in (
            (CommentKind.NOTES, "notes", ""),
            (CommentKind.PASSAGE, "theme-2-passage", "2"),
        ):
            session.add(
                Comment(
                    response_id=1,
                    field=field,
                    item=item,
                    text=long,
                    permission=Permission.TEAM,
                    kind=kind,
                )
            )
    page = analyst.get(QUEUE)
    assert texts(page, "h1") == ["The plan as a whole"]
    assert "Facilitator's notes" in " ".join(texts(page, "p"))
    page = analyst.get(save(analyst, QUEUE, codes["Pace"]).location)
    assert texts(page, "h1") == ["Culture & protocol"]
    assert "Said in a conversation" in " ".join(texts(page, "p"))
    month = analyst.get("/analyse/rounds/2018-07/comments")
    told = [" ".join(each.split()) for each in texts(month, "h2")]
    assert [each for each in told if "plan" in each] == ["The plan as a whole"]
    assert len(texts(month, "article")) == 2


def test_a_month_shows_what_its_words_were_coded_with(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late", theme_2_comment="Open")
    save(analyst, QUEUE, codes["Training"], codes["Pace"])
    page = analyst.get("/analyse/rounds/2018-07/comments")
    first, second = texts(page, "article")
    assert "Training Pace Code it again" in first
    assert "Code it: Culture" in second
    assert "1 is not coded yet: code it" in texts(page, "p")


def test_what_does_not_count_is_neither_shown_nor_coded(
    house: House, analyst: CheckingClient
) -> None:
    house.hear(1, theme_1_comment="First thought")
    form = hidden_fields(parsed(analyst.get(QUEUE).text), f"{QUEUE}1")
    house.hear(1, theme_1_comment="Second thought")
    answer = analyst.post(f"{QUEUE}1", data=form | {"code": ["2"], "then": "save"})
    assert answer.status_code == 410
    assert "taken back or changed by their speaker" in answer.text
    assert analyst.get(f"{QUEUE}1").status_code == 410
    assert "Second thought" in texts(analyst.get(QUEUE), "p")
    for address in (f"{QUEUE}999", f"{QUEUE}{2**31}"):
        assert analyst.get(address).status_code == 404
    assert analyst.post(f"{QUEUE}999", data=form | {"code": ["2"]}).status_code == 404


def test_words_that_were_kept_aside_never_wait(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="What counts")
    with changing(house) as session:
        kept = Response(
            invitation_id=1,
            revision=0,
            mode=Mode.INTERVIEW,
            reference="TT-0",
            idempotency_key="kept",
            submitted_at=OPENS,
        )
        session.add(kept)
        session.flush()
        session.add(
            Comment(
                response_id=kept.id or 0,
                field="theme-1-comment",
                item="1",
                text="What was kept aside",
                permission=Permission.BLOCK,
            )
        )
    answer = save(analyst, QUEUE, codes["Pace"])
    assert texts(analyst.get(answer.location), "h1") == ["Everything is coded"]


def test_erased_words_wait_no_longer_and_are_called_so(
    house: House, analyst: CheckingClient
) -> None:
    house.hear(1, theme_1_comment="Gone", theme_2_comment="Here")
    with changing(house) as session:
        session.exec(select(Comment).where(col(Comment.id) == 1)).one().text = ""
    assert "Here" in texts(analyst.get(QUEUE), "p")
    assert "1 left to code" in texts(analyst.get(QUEUE), "p")
    page = analyst.get(f"{QUEUE}1")
    assert "Erased" in texts(page, "p")
    assert "Save and next" not in page.text
    assert "Erased Cabinet · The panel team only" in texts(
        analyst.get("/analyse/rounds/2018-07/comments"), "article"
    )


def test_looking_is_recorded_once_a_day(app: Flask, house: House, analyst: CheckingClient) -> None:
    house.hear(1, theme_1_comment="Late", theme_2_comment="Slow")
    for address in (QUEUE, f"{QUEUE}1", f"{QUEUE}2", QUEUE):
        analyst.get(address)
    read = [event.subject for event in events(app) if event.action == "comments read"]
    assert read == ["coding"]
    browser(app, RoleName.ANALYST).get(QUEUE)
    read = [event.subject for event in events(app) if event.action == "comments read"]
    assert read == ["coding", "coding"]


def test_the_next_comment_costs_the_same_however_many_there_are(
    house: House, analyst: CheckingClient, codes: dict[str, int]
) -> None:
    house.hear(1, theme_1_comment="Late", theme_2_comment="Slow")
    analyst.get(QUEUE)
    with statements(house) as seen:
        analyst.get(f"{QUEUE}?after=1")
    # The account, its roles and its seat; the comment, its codes, the codebook, its version, what
    # is left.
    assert seen == ["BEGIN", *["SELECT"] * 7]
    form = hidden_fields(parsed(analyst.get(QUEUE).text), f"{QUEUE}1")
    with statements(house) as seen:
        analyst.post(
            f"{QUEUE}1",
            data=form | {"code": [str(codes["Pace"]), str(codes["Training"])], "then": "save"},
        )
    assert seen.count("SELECT") <= 7
    assert [each for each in seen if each not in {"BEGIN", "SELECT"}] == [
        "DELETE", "INSERT", "UPDATE", "INSERT",
    ]  # fmt: skip


def test_the_queue_is_read_through_its_index(house: House) -> None:
    queries: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        queries.append((statement, parameters))

    analyst = browser(house.app, RoleName.ANALYST)
    house.hear(1, theme_1_comment="Late")
    engine = house.app.extensions["engine"]
    event.listen(engine, "before_cursor_execute", note)
    analyst.get(QUEUE)
    analyst.get("/analyse/")
    event.remove(engine, "before_cursor_execute", note)
    waiting = [each for each in queries if "to_code AND" in each[0]]
    assert len(waiting) == 3
    with engine.connect() as connection:
        for statement, parameters in waiting:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            told = [row[3] for row in plan]
            assert any("comment USING INDEX ix_comment_to_code" in line for line in told), told
