"""/record/<token>: what one said, read again, and who may see it, which can only be fewer."""

import json
import re
from typing import Any

import pytest

from survey.actions.revoke_links import revoke_links
from survey.config import Settings
from survey.mail.writing import message
from survey.models import (
    AuditEvent,
    Comment,
    Draft,
    Edition,
    EditionState,
    Invitation,
    Mode,
    OutboxItem,
    OutboxKind,
    Permission,
)
from survey.respond.guessing import MISSES
from survey.tokens import six_digits
from tests.survey.client import CheckingClient, hidden_fields, parsed, texts
from tests.survey.council import SECRET, answered
from tests.survey.house import OPENS, House, answer, answer_all, begin

pytestmark = pytest.mark.holds("a council's july")
RECORD, TIGHTEN = "/record/", "/record/tighten"
FIELD = "theme-1-comment"
OPEN_TO_ALL = {
    "theme_1_comment": "A secret of mine",
    "theme_1_comment_permission": "block",
}


@pytest.fixture
def record(holder: CheckingClient, tokens: list[str]) -> CheckingClient:
    """The browser in which the Leader has submitted, with the record open."""
    answer_all(holder, "A secret of mine")
    answer(
        holder,
        "theme-1",
        progress="3",
        maturity="2",
        comment="A secret of mine",
        comment_permission="unattributed",
    )
    holder.fill("/respond/check", {}, "/respond/submit")
    return reopen(holder, tokens[0])


def reopen(client: CheckingClient, token: str) -> CheckingClient:
    opened = client.fill(f"/record/{token}", {})
    assert (opened.status_code, opened.location) == (303, RECORD)
    return client


def permission(house: House) -> Permission:
    return house.rows(Comment)[-1].permission  # type: ignore[no-any-return]


def tighten(client: CheckingClient, wish: str, field: str = FIELD) -> Any:
    form = hidden_fields(parsed(client.get(RECORD).text), TIGHTEN)
    return client.post(TIGHTEN, data=form | {"comment": field, f"{field}-permission": wish})


def events(house: House) -> list[tuple[str, dict[str, Any]]]:
    rows = [row for row in house.rows(AuditEvent) if row.action == "permission tightened"]
    return [(row.actor, json.loads(row.detail)) for row in rows]


def publish(house: House, state: EditionState = EditionState.PUBLISHED) -> None:
    with house.session() as session:
        session.add(
            Edition(
                period="2018-19-q2",
                number=1,
                state=state,
                drafted_by="analyst@council.example",
                drafted_at=OPENS,
                published_at=OPENS if state is EditionState.PUBLISHED else None,
            )
        )


def test_it_shows_what_was_said_and_who_may_see_it(record: CheckingClient) -> None:
    page = record.get(RECORD)
    values = texts(page, "dd")
    assert "3 On track" in values
    assert "A secret of mine Who may see it: Publish unattributed" in " ".join(values)
    assert "Too early to judge" in values
    assert "Not answered" not in page.text
    assert "Until the summary of July to September 2018 is published" in page.text


def test_only_more_private_answers_are_offered(record: CheckingClient) -> None:
    radios = [
        control.get("value")
        for control in parsed(record.get(RECORD).text).iter("input")
        if control.get("type") == "radio"
    ]
    assert radios == ["team", "internal"]


def test_a_permission_is_tightened_and_the_event_tells_before_and_after(
    record: CheckingClient, house: House
) -> None:
    done = tighten(record, "internal")
    assert done.status_code == 303
    assert "is now: Internal, not quoted" in " ".join(texts(record.get(done.location), "p"))
    assert permission(house) is Permission.INTERNAL
    assert events(house) == [
        ("invitation 1", {"comment": 1, "before": "unattributed", "after": "internal"})
    ]
    tighten(record, "internal")
    assert len(events(house)) == 1
    tighten(record, "team")
    assert len(events(house)) == 2
    assert "A secret" not in json.dumps(events(house))
    assert "theme" not in json.dumps(events(house))
    page = record.get(RECORD).text
    assert "Let fewer people see this comment" not in page


@pytest.mark.parametrize("wish", ["block", "unknown", "", "team\x00"])
def test_what_would_not_be_tighter_is_refused_and_changes_nothing(
    record: CheckingClient, house: House, wish: str
) -> None:
    refused = tighten(record, wish)
    assert refused.status_code == 400
    assert "There is a problem" in refused.text
    assert permission(house) is Permission.UNATTRIBUTED
    assert events(house) == []


@pytest.mark.parametrize("field", ["theme-2-comment", "nothing", "theme-1-progress", "\x00"])
def test_a_comment_that_was_never_written_is_not_found(
    record: CheckingClient, house: House, field: str
) -> None:
    assert tighten(record, "team", field).status_code == 404
    assert events(house) == []


def test_another_persons_comment_cannot_be_reached(record: CheckingClient, house: House) -> None:
    house.hear(2, theme_2_comment="Of somebody else", theme_2_comment_permission="block")
    assert tighten(record, "team", "theme-2-comment").status_code == 404
    assert house.rows(Comment)[-1].permission is Permission.BLOCK


def test_it_works_after_the_month_has_closed(
    record: CheckingClient, house: House, tokens: list[str]
) -> None:
    house.close()
    closed = record.get(f"/take/{tokens[0]}")
    assert closed.status_code == 410
    assert f"/record/{tokens[0]}" in [a.get("href") for a in parsed(closed.text).iter("a")]
    assert tighten(record, "team").status_code == 303
    assert permission(house) is Permission.TEAM
    assert "change what you said" not in record.get(RECORD).text


def test_the_closed_form_leads_to_it(record: CheckingClient, house: House) -> None:
    house.close()
    closed = record.get("/respond/receipt")
    assert closed.status_code == 410
    assert RECORD in [a.get("href") for a in parsed(closed.text).iter("a")]


def test_the_closed_form_leads_nowhere_who_has_said_nothing(
    holder: CheckingClient, house: House, tokens: list[str]
) -> None:
    answer(holder, "theme-1", comment="Never submitted")
    house.close()
    assert "/record/" not in holder.get(f"/take/{tokens[0]}").text
    refused = holder.get(f"/record/{tokens[0]}")
    assert refused.status_code == 404
    assert "Nothing was submitted for July 2018" in refused.text
    assert holder.get(RECORD).status_code == 404


def test_it_ends_when_the_summary_is_published(
    record: CheckingClient, house: House, tokens: list[str]
) -> None:
    publish(house, EditionState.APPROVED)
    assert record.get(RECORD).status_code == 200
    house.app.extensions["engine"].dispose()
    with house.session() as session:
        session.get_one(Edition, 1).state = EditionState.PUBLISHED
        session.get_one(Edition, 1).published_at = OPENS
    form = {"comment": FIELD, f"{FIELD}-permission": "team"}
    for response in (
        record.get(RECORD),
        record.get(f"/record/{tokens[0]}"),
        record.post(
            TIGHTEN, data=form | hidden_fields(parsed(record.get("/respond/receipt").text))
        ),
    ):
        assert response.status_code == 410
        assert "A secret of mine" not in response.text
        links = [a.get("href") for a in parsed(response.text).iter("a")]
        assert "/publications/2018-19-q2/" in links
    assert permission(house) is Permission.UNATTRIBUTED


def test_whoever_changes_their_answers_meanwhile_does_not_loosen_it_again(
    record: CheckingClient, house: House
) -> None:
    record.fill("/respond/receipt", {}, "/respond/change")
    assert house.drafted()[f"{FIELD}-permission"] == "unattributed"
    tighten(record, "team")
    assert house.drafted()[f"{FIELD}-permission"] == "team"
    record.fill("/respond/check", {}, "/respond/submit")
    assert house.rows(Draft) == []
    assert [row.permission for row in house.rows(Comment)] == [Permission.TEAM, Permission.TEAM]


def test_the_mail_that_thanks_leads_to_it(
    holder: CheckingClient, house: House, settings: Settings
) -> None:
    answer_all(holder, "A secret of mine")
    holder.fill("/respond/check", {"copy": "yes"}, "/respond/submit")
    (thanks,) = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.THANKS]
    with house.session() as session:
        plain = message(session, item=thanks, settings=settings, now=OPENS).get_body(("plain",))
    assert plain is not None
    found = re.search(rf"{settings.base_url}(/record/[\w-]+)", plain.get_content())
    assert found is not None
    assert found[1] == f"/record/{house.tokens()[-1]}"
    house.close()
    assert holder.get(found[1]).status_code == 200


@pytest.mark.parametrize(
    ("mode", "words"),
    [(Mode.INTERVIEW, "in a conversation, which was written down"), (Mode.PAPER, "on paper")],
)
def test_what_somebody_else_typed_is_shown_and_tightened_too(
    client: CheckingClient, house: House, tokens: list[str], mode: Mode, words: str
) -> None:
    with house.session() as session:
        invitation = session.get_one(Invitation, 1)
        answered(session, invitation, OPENS, mode, **OPEN_TO_ALL)
    prove(reopen(client, tokens[0]), house)
    page = client.get(RECORD)
    assert words in page.text
    assert "A secret of mine" in page.text
    assert tighten(client, "team").status_code == 303
    assert permission(house) is Permission.TEAM


def prove(client: CheckingClient, house: House) -> None:
    """Have a code mailed, and type it in."""
    asked = client.post("/record/code", data=hidden_fields(parsed(client.get(RECORD).text)))
    assert asked.location == "/record/code"
    (row,) = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.CODE]
    code = {"code": six_digits(row.key, SECRET)}
    assert client.fill("/record/code", code, "/record/code/enter").location == RECORD


def test_hostile_09_a_forwarded_link_needs_a_code(
    record: CheckingClient, house: House, tokens: list[str]
) -> None:
    other = reopen(CheckingClient(record.application), tokens[0])
    page = other.get(RECORD).text
    assert "A secret of mine" not in page
    assert "3 On track" not in page
    form = hidden_fields(parsed(page)) | {"comment": FIELD, f"{FIELD}-permission": "team"}
    assert other.post(TIGHTEN, data=form).location == RECORD
    assert permission(house) is Permission.UNATTRIBUTED
    wrong = other.post("/record/code/enter", data=form | {"code": "000000x"})
    assert wrong.status_code == 400
    house.close()
    prove(other, house)
    assert "A secret of mine" in other.get(RECORD).text


def test_hostile_01_scanners_open_it_and_nothing_happens(
    client: CheckingClient, house: House, tokens: list[str]
) -> None:
    house.hear(1)
    rows = house.count()
    for _ in range(5):
        assert client.head(f"/record/{tokens[0]}").status_code == 200
        assert client.get(f"/record/{tokens[0]}").status_code == 200
    assert house.count() == rows
    assert client.get(RECORD).status_code == 403


@pytest.mark.parametrize("wrong", ["x", "a%00b", "x" * 2048, "%ED%A0%80", "null", "1"])
def test_hostile_04_a_broken_token_has_the_same_page_as_of_any_link(
    client: CheckingClient, tokens: list[str], wrong: str
) -> None:
    usual = client.get(f"/take/{tokens[0][:-1]}")
    response = client.get(f"/record/{wrong}")
    assert (response.status_code, response.data) == (404, usual.data)
    form = hidden_fields(parsed(client.get(f"/take/{tokens[0]}").text))
    assert client.post(f"/record/{wrong}", data=form).status_code == 404


def test_hostile_04_a_longer_token_is_too_long(client: CheckingClient) -> None:
    assert client.get(f"/record/{'x' * 2049}").status_code == 414


def test_hostile_05_guesses_are_counted(client: CheckingClient, tokens: list[str]) -> None:
    there = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.1"}}
    for number in range(MISSES.amount):
        assert client.get(f"/record/guess-{number}", **there).status_code == 404
    for way in ("record", "take"):
        assert client.get(f"/{way}/{tokens[0]}", **there).status_code == 429


def test_hostile_08_a_replaced_link_opens_nothing(
    record: CheckingClient, house: House, tokens: list[str]
) -> None:
    with house.session() as session:
        revoke_links(session, 1, OPENS)
    for address in (f"/record/{tokens[0]}", RECORD):
        response = record.get(address)
        assert response.status_code == 410
        assert "has been replaced" in response.text
        assert "A secret of mine" not in response.text


def test_hostile_10_the_token_travels_no_further(record: CheckingClient, tokens: list[str]) -> None:
    landing, page = record.get(f"/record/{tokens[0]}"), record.get(RECORD)
    for response in (landing, page):
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
    assert tokens[0] not in page.text


def test_hostile_20_a_form_from_elsewhere_changes_nothing(
    record: CheckingClient, house: House, tokens: list[str]
) -> None:
    forged = record.post(TIGHTEN, data={"comment": FIELD, f"{FIELD}-permission": "team"})
    assert forged.status_code == 400
    assert "press the button again" in forged.text
    assert permission(house) is Permission.UNATTRIBUTED
    begun = CheckingClient(record.application).post(f"/record/{tokens[0]}")
    assert begun.status_code == 400
    assert "press the button again" in begun.text


def test_opening_it_leaves_a_form_that_is_open_in_the_same_browser_good(
    holder: CheckingClient, tokens: list[str]
) -> None:
    answer_all(holder, "Mine")
    holder.fill("/respond/check", {}, "/respond/submit")
    holder.fill("/respond/receipt", {}, "/respond/change")
    form = hidden_fields(parsed(holder.get("/respond/theme-1").text))
    reopen(holder, tokens[0])
    saved = holder.post("/respond/theme-1", data=form | {"theme-1-comment": "Still mine"})
    assert saved.status_code == 303


def test_before_its_day_receipt_and_record_say_when_the_summary_is_expected(
    client: CheckingClient, house: House
) -> None:
    house.open_month("2090-07")
    with house.session() as session:
        answered(session, session.get_one(Invitation, 4), OPENS)
    token = house.tokens("2090-07")[0]
    begin(client, token)
    receipt = client.get("/respond/receipt").text
    assert "The summary of July to September 2090 is expected on" in receipt
    assert "Friday 20 October 2090" in receipt
    prove(reopen(client, token), house)
    assert "which is expected on 20 October 2090" in client.get(RECORD).text
