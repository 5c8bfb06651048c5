"""A conversation read back to its speaker, who confirms or corrects what was written down."""

from datetime import timedelta
from typing import Any

import pytest

from survey.clock import now
from survey.models import (
    Answer,
    AuditEvent,
    Comment,
    CommentKind,
    Edition,
    EditionState,
    Interview,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Permission,
    Response,
)
from survey.respond.known import name as known
from survey.tokens import six_digits, unseal
from tests.survey.client import CheckingClient, chosen, hidden_fields, parsed, words_in
from tests.survey.conversation import NOTES, PASSAGE, SAID, interview, record
from tests.survey.council import SECRET
from tests.survey.house import ANSWERS, OPENS, House

pytestmark = pytest.mark.holds("a council's july")
RECORD, CONFIRM, CORRECT = "/record/", "/record/confirm", "/record/correct"
MY_WORDS = {PASSAGE: "It came too late", f"{PASSAGE}-permission": "block"}


@pytest.fixture
def speaker(client: CheckingClient, house: House) -> CheckingClient:
    """The Leader's browser with the record of their conversation open, the code typed in."""
    record(house, said={"theme-1-comment": "Better", "theme-1-comment-permission": "internal"})
    return proved(client, house)


def link(house: House) -> str:
    """The address in the message that reads the record back."""
    (row,) = [each for each in house.rows(OutboxItem) if each.kind is OutboxKind.READ_BACK]
    return f"/record/{unseal(row.sealed_token, SECRET)}"


def proved(client: CheckingClient, house: House) -> CheckingClient:
    assert client.fill(link(house), {}).location == RECORD
    client.post("/record/code", data=hidden_fields(parsed(client.get(RECORD).text)))
    row = [each for each in house.rows(OutboxItem) if each.kind is OutboxKind.CODE][-1]
    code = {"code": six_digits(row.key, SECRET)}
    assert client.fill("/record/code", code, "/record/code/enter").location == RECORD
    return client


def correct(speaker: CheckingClient, **typed: str) -> Any:
    form = hidden_fields(parsed(speaker.get(CORRECT).text), CORRECT)
    return speaker.post(CORRECT, data=form | ANSWERS | MY_WORDS | typed)


def publish(house: House) -> None:
    house.close()
    with house.session() as session:
        session.add(
            Edition(
                period="2018-19-q2",
                number=1,
                state=EditionState.PUBLISHED,
                drafted_by="a",
                drafted_at=OPENS,
                published_at=OPENS,
            )
        )


def test_the_record_is_shown_with_its_passages_and_without_the_notes(
    speaker: CheckingClient,
) -> None:
    page = speaker.get(RECORD).text
    for words in (SAID, "Better", "3 On track", "You have not confirmed it yet", "Not confirmed"):
        assert words in page
    assert NOTES not in page
    assert "change what you said" not in page


def test_a_record_is_confirmed_once(speaker: CheckingClient, house: House) -> None:
    form = hidden_fields(parsed(speaker.get(RECORD).text), CONFIRM)
    for _ in range(2):
        answer = speaker.post(CONFIRM, data=form)
        assert (answer.status_code, answer.location) == (303, "/record/?done=confirmed")
    page = speaker.get("/record/?done=confirmed").text
    assert "Thank you. The record with the reference TT-" in page
    assert "You confirmed it on" in page
    assert "This is what I said" not in page
    assert interview(house, 1).confirmed_at is not None
    told = [each.action for each in house.rows(AuditEvent)]
    assert told.count("interview confirmed") == 1
    (mail,) = [each for each in house.rows(OutboxItem) if each.kind is OutboxKind.READ_BACK]
    assert (mail.state, mail.sealed_token) == (OutboxState.DROPPED, "")


def test_everything_that_was_recorded_stands_in_the_boxes(speaker: CheckingClient) -> None:
    page = speaker.get(CORRECT).text
    assert words_in(page, PASSAGE) == SAID
    assert words_in(page, "theme-1-comment") == "Better"
    assert NOTES not in page
    assert {
        ("theme-1-progress", "3"),
        ("theme-1-comment-permission", "internal"),
        (f"{PASSAGE}-permission", "unattributed"),
    } <= chosen(page)


def test_a_correction_is_a_new_revision_and_both_are_kept(
    speaker: CheckingClient, house: House
) -> None:
    assert correct(speaker).location == "/record/?done=corrected"
    first, second = house.rows(Response)
    assert (first.revision, second.revision) == (1, 2)
    assert (second.mode, second.invitation_id) == (Mode.INTERVIEW, 1)
    before, after = house.rows(Interview)
    assert (after.corrects_id, after.facilitator_id, after.held_on) == (
        before.id,
        before.facilitator_id,
        before.held_on,
    )
    assert after.confirmed_at == second.submitted_at
    assert before.confirmed_at is None
    kept = {(each.response_id, each.kind): each for each in house.rows(Comment)}
    assert kept[1, CommentKind.PASSAGE].text == SAID
    said = kept[2, CommentKind.PASSAGE]
    assert (said.text, said.permission, said.item) == ("It came too late", Permission.BLOCK, "1")
    assert kept[2, CommentKind.NOTES].text == NOTES
    assert (2, CommentKind.COMMENT) not in kept
    assert {each.to_code for each in kept.values() if each.response_id == 1} == {False}
    assert {each.to_code for each in kept.values() if each.response_id == 2} == {True}
    scores = [(a.measure, a.score) for a in house.rows(Answer) if a.response_id == 2]
    assert scores == [("progress", 3), ("maturity", 2), ("progress", None), ("maturity", 5)]
    told = house.rows(AuditEvent)[-1]
    assert (told.action, told.detail) == ("interview corrected", '{"revision": 2}')
    page = speaker.get("/record/?done=corrected").text
    assert f"with the reference {second.reference}" in page
    assert "You corrected it on" in page
    assert "It came too late" in page


def test_the_same_correction_twice_is_one(speaker: CheckingClient, house: House) -> None:
    form = hidden_fields(parsed(speaker.get(CORRECT).text), CORRECT) | ANSWERS | MY_WORDS
    for _ in range(2):
        assert speaker.post(CORRECT, data=form).status_code == 303
    assert len(house.rows(Response)) == 2


def test_a_passage_that_is_emptied_is_left_out(speaker: CheckingClient, house: House) -> None:
    assert correct(speaker, **{PASSAGE: " \u200b"}).status_code == 303
    kinds = [each.kind for each in house.rows(Comment) if each.response_id == 2]
    assert kinds == [CommentKind.NOTES]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"theme-1-progress": ""}, "theme-1-progress", "Choose an answer for Progress"),
        ({"theme-1-progress": "9"}, "theme-1-progress", "Choose one of the answers"),
        ({PASSAGE: "x" * 20_001}, PASSAGE, "Shorten your text to 20,000 characters"),
        ({PASSAGE: "a\x0bb"}, PASSAGE, "What you wrote held characters that cannot be stored"),
        ({f"{PASSAGE}-permission": "all"}, f"{PASSAGE}-permission", "Choose one of the answers"),
    ],
)
def test_what_cannot_be_used_is_named_and_all_that_was_typed_is_kept(
    speaker: CheckingClient, house: House, typed: dict[str, str], field: str, words: str
) -> None:
    answer = correct(speaker, **({"theme-2-comment": "Mine ‏مرحبا 🙂"} | typed))
    assert answer.status_code == 400
    assert f'<a href="#{field}">{words}' in answer.text
    assert words_in(answer.text, "theme-2-comment") == "Mine ‏مرحبا 🙂"
    assert words_in(answer.text, PASSAGE) == typed.get(PASSAGE, MY_WORDS[PASSAGE]).replace(
        "\x0b", ""
    )
    assert len(house.rows(Response)) == 1


def test_hostile_20_a_correction_from_elsewhere_is_shown_again(
    speaker: CheckingClient, house: House
) -> None:
    form = hidden_fields(parsed(speaker.get(CORRECT).text), CORRECT) | ANSWERS | MY_WORDS
    answer = speaker.post(CORRECT, data=form | {"csrf_token": "x"})
    assert answer.status_code == 400
    assert words_in(answer.text, PASSAGE) == "It came too late"
    assert "send it once more" in answer.text
    assert len(house.rows(Response)) == 1
    again = hidden_fields(parsed(answer.text), CORRECT)
    assert speaker.post(CORRECT, data=again | ANSWERS | MY_WORDS).status_code == 303


def test_a_correction_of_what_stands_no_more_keeps_both_texts(
    speaker: CheckingClient, house: House
) -> None:
    form = hidden_fields(parsed(speaker.get(CORRECT).text), CORRECT) | ANSWERS | MY_WORDS
    assert correct(speaker, **{PASSAGE: ""}).status_code == 303
    late = speaker.post(CORRECT, data=form | {"key": "another"})
    assert late.status_code == 409
    assert "It came too late" in late.text
    assert "The record was changed after this page was opened" in late.text
    assert len(house.rows(Response)) == 2
    again = hidden_fields(parsed(late.text), CORRECT)
    assert speaker.post(CORRECT, data=again | ANSWERS).status_code == 303
    wrong = speaker.post(CONFIRM, data=form)
    assert wrong.status_code == 409


def test_a_passage_is_tightened_and_notes_are_not_found(
    speaker: CheckingClient, house: House
) -> None:
    form = hidden_fields(parsed(speaker.get(RECORD).text), "/record/tighten")
    wish = {"comment": PASSAGE, f"{PASSAGE}-permission": "team"}
    answer = speaker.post("/record/tighten", data=form | wish)
    assert answer.location == f"/record/?saved={PASSAGE}"
    assert "is now: " in speaker.get(answer.location).text
    allowed = {each.field: each.permission for each in house.rows(Comment)}
    assert allowed[PASSAGE] is Permission.TEAM
    notes = {"comment": "notes", "notes-permission": "team"}
    assert speaker.post("/record/tighten", data=form | notes).status_code == 404


def test_both_work_after_the_month_has_closed(speaker: CheckingClient, house: House) -> None:
    house.close()
    assert speaker.fill(RECORD, {}, CONFIRM).status_code == 303
    assert correct(speaker).status_code == 303
    assert [each.revision for each in house.rows(Response)] == [1, 2]


def test_published_it_is_shown_and_a_correction_reaches_the_next_edition(
    speaker: CheckingClient, house: House
) -> None:
    address = link(house)
    publish(house)
    landing = CheckingClient(speaker.application).get(address)
    assert landing.status_code == 200
    page = speaker.get(RECORD).text
    assert SAID in page
    assert "A correction will reach its next edition" in page
    assert "Let fewer people see" not in page
    wish = {"comment": PASSAGE, f"{PASSAGE}-permission": "team"}
    form = hidden_fields(parsed(page), CONFIRM)
    assert speaker.post("/record/tighten", data=form | wish).status_code == 410
    assert "will reach its next edition" in speaker.get(CORRECT).text
    assert correct(speaker).status_code == 303
    told = house.rows(AuditEvent)[-1]
    assert told.action == "interview corrected"
    assert '"after_edition": "2018-19-q2/1"' in told.detail


@pytest.mark.parametrize(
    ("days_ago", "words"),
    [(1, "If we hear nothing until"), (8, "Your scores count as not contradicted since")],
)
def test_the_state_is_told_plainly(
    speaker: CheckingClient, house: House, days_ago: int, words: str
) -> None:
    with house.session() as session:
        session.get_one(Interview, 1).read_back_at = now() - timedelta(days=days_ago)
    assert words in speaker.get(RECORD).text


def test_hostile_09_a_forwarded_link_confirms_and_corrects_nothing(
    speaker: CheckingClient, house: House
) -> None:
    page = speaker.get(RECORD).text
    stranger = CheckingClient(speaker.application)
    assert stranger.fill(link(house), {}).location == RECORD
    assert stranger.get_cookie(known(speaker.application.extensions["settings"])) is None
    form = hidden_fields(parsed(stranger.get(RECORD).text)) | ANSWERS | MY_WORDS
    form["record"] = hidden_fields(parsed(page), CONFIRM)["record"]
    for address in (CONFIRM, CORRECT):
        assert stranger.post(address, data=form).location == RECORD
    assert stranger.get(CORRECT).location == RECORD
    assert len(house.rows(Response)) == 1
    assert interview(house, 1).confirmed_at is None


def test_a_form_has_nothing_to_correct(client: CheckingClient, house: House) -> None:
    house.hear(1)
    assert client.fill(f"/record/{house.tokens()[0]}", {}).location == RECORD
    proving = hidden_fields(parsed(client.get(RECORD).text))
    client.post("/record/code", data=proving)
    (row,) = [each for each in house.rows(OutboxItem) if each.kind is OutboxKind.CODE]
    client.fill("/record/code", {"code": six_digits(row.key, SECRET)}, "/record/code/enter")
    assert client.get(CORRECT).status_code == 404
    assert client.post(CORRECT, data=proving).status_code == 404
    assert client.post(CONFIRM, data=proving).status_code == 404


def test_a_later_record_is_read_back_instead(house: House, client: CheckingClient) -> None:
    """The link in an older mail shows what stands: the record as its speaker corrected it."""
    record(house)
    address = link(house)
    proved(client, house)
    assert correct(client).status_code == 303
    assert client.fill(address, {}).location == RECORD
    assert "It came too late" in client.get(RECORD).text


def test_what_was_said_in_a_conversation_is_read_in_later_months_too(
    speaker: CheckingClient, house: House
) -> None:
    take = link(house).replace("/record/", "/take/")
    assert speaker.fill(take, {}).status_code == 303
    page = speaker.get("/respond/past/2018-07").text
    assert SAID in page
    assert NOTES not in page
