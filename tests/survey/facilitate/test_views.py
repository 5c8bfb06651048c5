"""The screen of a conversation without scripts, from the first theme to the receipt."""

from datetime import date

import pytest
from flask import Flask
from sqlmodel import select

from survey.facilitate.parts import MOST_NOTES
from survey.models import (
    Answer,
    Clash,
    Comment,
    CommentKind,
    Interview,
    InterviewDraft,
    Invitation,
    Mode,
    OutboxItem,
    OutboxKind,
    Permission,
    Response,
    RoleName,
    Round,
)
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, texts, words_in
from tests.survey.facilitate.talking import (
    END,
    PAGE,
    assign,
    drafted,
    facilitator_of,
    interviewed,
    record,
    save,
    section,
    sent,
    standing,
    talk,
)
from tests.survey.house import ANSWERS, House

pytestmark = pytest.mark.holds("a council's july")
BESIDE = {"day": "2018-07-19", "attendees": "Her officer", "place": "Room <3>"}
NOTES = {"theme-1-notes": "[14:05]\r\nShe nods\r\n> It is better now\r\n> than in May\r\nA pause"}


@pytest.fixture
def facilitator(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


def test_a_conversation_is_stored_as_an_interview(
    app: Flask, house: House, facilitator: CheckingClient
) -> None:
    said = {"theme-1-comment": "Better", "theme-1-comment-permission": "block"}
    answer = interviewed(facilitator, ANSWERS | said | BESIDE | NOTES)
    assert answer.status_code == 303
    with house.session() as session:
        response = session.exec(select(Response)).one()
        assert (response.invitation_id, response.mode) == (1, Mode.INTERVIEW)
        kept = session.exec(select(Interview)).one()
        assert (kept.held_on, kept.attendees) == (date(2018, 7, 19), "Her officer")
        assert kept.place == "Room <3>"
        assert kept.facilitator_id is not None
        scores = [(a.item, a.measure, a.score) for a in session.exec(select(Answer))]
        assert scores == [
            ("1", "progress", 3),
            ("1", "maturity", 2),
            ("2", "progress", None),
            ("2", "maturity", 5),
        ]
        assert not session.exec(select(InterviewDraft)).all()
    assert [(each.kind, each.field, each.item, each.text) for each in house.rows(Comment)] == [
        (CommentKind.COMMENT, "theme-1-comment", "1", "Better"),
        (CommentKind.PASSAGE, "theme-1-passage-1", "1", "It is better now\nthan in May"),
        (CommentKind.NOTES, "theme-1-notes", "1", "[14:05]\nShe nods\n[passage 1]\nA pause"),
    ]
    last = events(app)[-1]
    assert (last.action, last.subject) == ("interview recorded", "invitation 1")
    assert last.actor == "sam@staff.example"
    receipt = facilitator.get(answer.location)
    assert texts(receipt, "h1") == ["Interview recorded"]
    assert "19 July 2018" in receipt.get_data(as_text=True)


def test_the_end_asks_who_may_quote_each_passage_and_comment(
    house: House, facilitator: CheckingClient
) -> None:
    more = {"theme-2-notes": "> First\n\n> Second", "theme-1-comment": "Mine"}
    talk(facilitator, ANSWERS | NOTES | more)
    form = standing(facilitator.get(END), END)
    asked = [key for key in form if key.endswith("-permission")]
    assert len(asked) == 4
    assert {form[key] for key in asked} == {"team"}
    first = next(key for key in asked if "theme-2-passage" in key)
    chosen = {first: "unattributed", "theme-1-comment-permission": "internal"}
    assert record(facilitator, chosen).status_code == 303
    found = {each.field: each.permission for each in house.rows(Comment)}
    assert found == {
        "theme-1-comment": Permission.INTERNAL,
        "theme-1-passage-1": Permission.TEAM,
        "theme-1-notes": Permission.TEAM,
        "theme-2-passage-1": Permission.UNATTRIBUTED,
        "theme-2-passage-2": Permission.TEAM,
    }


def test_who_may_quote_is_kept_when_one_goes_back_and_other_notes_come_before(
    house: House, facilitator: CheckingClient
) -> None:
    talk(facilitator, ANSWERS | {"theme-1-notes": "> Second"})
    key = next(key for key in standing(facilitator.get(END), END) if "passage" in key)
    back = sent(facilitator, END, {"then": "back", key: "block"}, END)
    assert (back.status_code, back.location) == (303, PAGE)
    save(facilitator, "theme-1", {"theme-1-notes": "> First\nand\n> Second"})
    assert record(facilitator, {}).status_code == 303
    passages = [(c.text, c.permission) for c in house.rows(Comment) if c.kind == "passage"]
    assert passages == [("First", Permission.TEAM), ("Second", Permission.BLOCK)]


def test_a_missing_score_is_linked_to_and_all_that_was_typed_is_kept(
    house: House, facilitator: CheckingClient
) -> None:
    typed = {"theme-1-progress": "4", "theme-2-comment": "مرحبا <b>", **BESIDE, **NOTES}
    talk(facilitator, typed)
    before = facilitator.get(END).get_data(as_text=True)
    assert "There is a problem" not in before
    assert "Before it can be recorded:" in before
    answer = record(facilitator, {})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    for missing in ("theme-1-maturity", "theme-2-progress", "theme-2-maturity"):
        assert f'<a class="govuk-link" href="{PAGE}#{missing}">Choose a score for' in page
    assert f"{PAGE}#theme-1-progress" not in page
    assert "مرحبا &lt;b&gt;" in page
    assert not house.rows(Response)
    screen = facilitator.get(PAGE).get_data(as_text=True)
    assert 'id="theme-1-progress-4" name="theme-1-progress" value="4"' in screen
    assert words_in(screen, "theme-2-comment") == "مرحبا <b>"
    assert words_in(screen, "theme-1-notes") == NOTES["theme-1-notes"].replace("\r\n", "\n")
    assert 'value="2018-07-19"' in screen


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("yesterday", "Enter the day of the conversation"),
        ("", "Enter the day of the conversation"),
        ("2999-01-01", "The day of the conversation is still to come"),
    ],
)
def test_a_day_that_cannot_be_is_asked_again(
    house: House, facilitator: CheckingClient, day: str, words: str
) -> None:
    talk(facilitator, ANSWERS | BESIDE | {"day": day})
    answer = record(facilitator, {})
    assert answer.status_code == 400
    assert f'<a class="govuk-link" href="{PAGE}#day">{words}' in answer.get_data(as_text=True)
    assert drafted(house)["day"] == day


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"theme-1-notes": "x" * (MOST_NOTES + 1)}, "theme-1-notes", "Shorten your text to 20,000"),
        ({"theme-1-notes": "a\0b"}, "theme-1-notes", "What you wrote held characters"),
        ({"theme-1-progress": "6"}, "theme-1-progress", "Choose one of the answers"),
        ({"theme-1-comment": "x" * 4001}, "theme-1-comment", "Shorten your text to 4,000"),
        ({"theme-1-comment-permission": "all"}, "theme-1-comment-permission", "Choose one of"),
        ({"mode": "form"}, "main", "The page sent something that it does not ask for"),
        ({"theme-2-progress": "3"}, "main", "The page sent something that it does not ask for"),
    ],
)
def test_what_cannot_be_used_is_named_beside_its_field(
    house: House, facilitator: CheckingClient, typed: dict[str, str], field: str, words: str
) -> None:
    answer = save(facilitator, "theme-1", {"theme-1-comment": "Kept"} | typed)
    assert answer.status_code == 400
    summary = answer.get_data(as_text=True).partition('class="govuk-error-summary"')[2]
    assert f'<a href="#{field}">{words}' in summary
    assert not house.rows(InterviewDraft)
    if "theme-1-comment" not in typed:
        assert words_in(answer.get_data(as_text=True), "theme-1-comment") == "Kept"


def test_a_choice_that_is_none_is_refused_at_the_end(
    house: House, facilitator: CheckingClient
) -> None:
    talk(facilitator, ANSWERS | NOTES)
    key = next(key for key in standing(facilitator.get(END), END) if "passage" in key)
    for wrong in ({key: "everybody"}, {"theme-1-progress": "5"}, {"round": "2"}):
        answer = record(facilitator, wrong)
        assert answer.status_code == 400
        assert "There is a problem" in answer.get_data(as_text=True)
    assert not house.rows(Response)


def test_a_second_click_gives_the_same_receipt(
    app: Flask, house: House, facilitator: CheckingClient
) -> None:
    assign(house, "sam@staff.example", 3)
    for each in (1, 3):
        talk(facilitator, ANSWERS, each)
    form = standing(facilitator.get(END), END) | {"then": "record", "key": "k"}
    first = facilitator.post(END, data=form)
    other = record(facilitator, {"key": "k"}, 3)
    assert other.status_code == 303
    assert other.location != first.location
    assert facilitator.post(END, data=form).location == first.location
    assert len(house.rows(Interview)) == 2
    assert [event.action for event in events(app)].count("interview recorded") == 2


def test_nothing_said_is_nothing_to_record(house: House, facilitator: CheckingClient) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    save(facilitator, "theme-1", {"theme-1-notes": " \u200b"})
    answer = record(facilitator, {})
    assert answer.status_code == 400
    assert "Nothing is written yet" in answer.get_data(as_text=True)


def test_whoever_was_heard_is_not_interviewed(house: House, facilitator: CheckingClient) -> None:
    house.hear(1)
    for address in (PAGE, END):
        answer = facilitator.get(address)
        assert answer.status_code == 409
        words = answer.get_data(as_text=True)
        assert "answered the form this month, on Monday 2 July 2018 at 09:00" in words


def test_hostile_29_answered_while_the_interview_was_typed_keeps_the_words_and_counts_one(
    house: House, facilitator: CheckingClient
) -> None:
    talk(facilitator, ANSWERS | {"theme-1-comment": "Only in the interview"})
    form = standing(facilitator.get(END), END) | {"then": "record"}
    house.hear(1)
    assert "answered the form this month" in facilitator.get(PAGE).get_data(as_text=True)
    late = save(facilitator, "theme-2", {"theme-2-notes": "Said after that"})
    assert late.status_code == 303
    form["whole"] = standing(facilitator.get(END), END)["whole"]
    assert facilitator.post(END, data=form).status_code == 303
    counted, kept = house.rows(Response)
    assert (counted.mode, counted.revision) == (Mode.FORM, 1)
    assert (kept.mode, kept.revision) == (Mode.INTERVIEW, 0)
    receipt = facilitator.get(f"/facilitate/receipts/{kept.reference}").get_data(as_text=True)
    assert "You or the manager decide which of the two counts" in receipt
    assert [(each.counted_id, each.kept_id) for each in house.rows(Clash)] == [(1, 2)]
    assert "Said after that" in [each.text for each in house.rows(Comment)]
    assert not [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.READ_BACK]


def test_what_was_typed_after_the_end_was_read_is_not_recorded_unread(
    house: House, facilitator: CheckingClient
) -> None:
    talk(facilitator, ANSWERS)
    form = standing(facilitator.get(END), END) | {"then": "record"}
    save(facilitator, "overall", {"overall-notes": "One more thing"})
    answer = facilitator.post(END, data=form)
    assert answer.status_code == 409
    assert "Read it again" in answer.get_data(as_text=True)
    assert "One more thing" in answer.get_data(as_text=True)
    assert not house.rows(Response)
    assert record(facilitator, {}).status_code == 303


def test_what_comes_after_recording_is_shown_and_not_lost(
    house: House, facilitator: CheckingClient
) -> None:
    late = standing(facilitator.get(PAGE), section("theme-1")) | {"theme-1-notes": "Too late <b>"}
    interviewed(facilitator, ANSWERS)
    answer = facilitator.post(section("theme-1"), data=late)
    assert answer.status_code == 409
    assert texts(answer, "h1") == ["This interview has been recorded"]
    assert "Too late &lt;b&gt;" in answer.get_data(as_text=True)
    assert not house.rows(InterviewDraft)


def test_a_closed_month_is_gone(house: House, facilitator: CheckingClient) -> None:
    form = standing(facilitator.get(PAGE), section("theme-1")) | {"theme-1-notes": "Too late"}
    house.close()
    assert facilitator.get(PAGE).status_code == 410
    answer = facilitator.post(section("theme-1"), data=form)
    assert answer.status_code == 410
    assert "July 2018 is closed" in answer.get_data(as_text=True)
    assert "Too late" in answer.get_data(as_text=True)
    assert "No month is open" in facilitator.get("/facilitate/").get_data(as_text=True)


def test_a_facilitator_who_was_given_a_seat_sees_nobody_any_more(app: Flask) -> None:
    client = browser(app, RoleName.FACILITATOR, email="audit@council.example")
    answer = client.get("/facilitate/")
    assert answer.status_code == 403
    assert "You hold a seat of the panel (Chair, Audit Committee)" in answer.get_data(as_text=True)


def test_whoever_talks_without_scoring_is_asked_for_no_score(
    house: House, facilitator: CheckingClient
) -> None:
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    page = facilitator.get(PAGE).get_data(as_text=True)
    assert "talks without scoring" in page
    assert "theme-1-progress" not in page
    refused = save(facilitator, "theme-1", {"theme-1-progress": "3"})
    assert refused.status_code == 400
    said = {"theme-1-comment": "Better", "overall-notes": "> Thanks\nShe smiles"}
    assert interviewed(facilitator, said).status_code == 303
    assert not house.rows(Answer)
    assert [(comment.kind, comment.text) for comment in house.rows(Comment)] == [
        (CommentKind.COMMENT, "Better"),
        (CommentKind.PASSAGE, "Thanks"),
        (CommentKind.NOTES, "[passage 1]\nShe smiles"),
    ]
    listed = texts(facilitator.get("/facilitate/"), "tr")[1]
    assert "talks without scoring" in listed
    assert "Recorded, awaiting the speaker" in listed


def test_what_is_asked_no_more_is_not_recorded(house: House, facilitator: CheckingClient) -> None:
    talk(facilitator, ANSWERS | {"theme-1-comment": "Better"})
    with house.session() as session:
        session.get_one(Invitation, 1).scores = False
    assert record(facilitator, {}).status_code == 303
    assert not house.rows(Answer)


@pytest.mark.parametrize("thanks", [False, True])
def test_whoever_was_interviewed_gets_one_message_and_it_reads_the_record_back(
    house: House, facilitator: CheckingClient, *, thanks: bool
) -> None:
    with house.session() as session:
        session.exec(select(Round)).one().thanks = thanks
    talk(facilitator, ANSWERS)
    form = standing(facilitator.get(END), END) | {"then": "record"}
    before = len(house.rows(OutboxItem))
    for _ in range(2):
        assert facilitator.post(END, data=form).status_code == 303
    (sent,) = house.rows(OutboxItem)[before:]
    assert (sent.kind, sent.detail) == (OutboxKind.READ_BACK, '{"response_id": 1}')
    assert sent.sealed_token


def test_opening_the_screen_is_recorded(app: Flask, facilitator: CheckingClient) -> None:
    facilitator.get(PAGE)
    last = events(app)[-1]
    assert (last.actor, last.action) == ("sam@staff.example", "interview opened")
    assert last.subject == "invitation 1"
