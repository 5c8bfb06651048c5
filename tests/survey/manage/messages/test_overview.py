import json

import pytest
from flask import Flask

from survey.mail.shipped import shipped
from survey.models import MessageTemplate, OutboxItem, OutboxKind, RoleName
from tests.survey.accounts import browser, events
from tests.survey.client import CheckingClient, parsed, texts, words_in
from tests.survey.house import House

PAGE = "/manage/messages/reminder"
WORDS = shipped("reminder").text
TYPED = {"subject": "Hello", "words": WORDS, "seat": "seat-0"}
PANEL = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER, email="mira@staff.example")


def frame(page: str) -> str:
    """The HTML part as the page shows it."""
    shown = parsed(page).find(".//iframe")
    assert shown is not None
    assert shown.get("sandbox") == "allow-same-origin"
    return shown.get("srcdoc", "")


def trials(house: House) -> list[OutboxItem]:
    return [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.TEST]


def test_every_message_is_listed_with_what_is_sent(manager: CheckingClient) -> None:
    page = manager.get("/manage/messages/")
    assert texts(page, "dt") == [
        "Invitation",
        "Reminder",
        "Reminder, half-way",
        "Last day",
        "Thanks",
        "Conversation",
        "Read-back",
    ]
    assert page.get_data(as_text=True).count("Shipped words") == 7


@PANEL
@pytest.mark.parametrize(
    "kind",
    ["invitation", "reminder", "half-way", "last-day", "thanks", "interview", "read-back"],
)
def test_each_opens_with_its_words_and_as_somebody_will_read_it(
    manager: CheckingClient, kind: str
) -> None:
    page = manager.get(f"/manage/messages/{kind}").get_data(as_text=True)
    assert words_in(page, "words").strip() == shipped(kind).text.strip()
    assert "Dear Leader of the Council" in frame(page)
    assert "style=" not in frame(page)
    assert "/manage/messages/mail.css" in frame(page)


def test_without_a_panel_there_is_nobody_to_read_it_as(manager: CheckingClient) -> None:
    page = manager.get(PAGE).get_data(as_text=True)
    assert "Import the panel first" in page
    assert "iframe" not in page


@PANEL
def test_a_preview_saves_nothing_and_keeps_what_was_typed(
    manager: CheckingClient, house: House
) -> None:
    words = WORDS.replace("Three minutes", "<b>Ten</b> {{ month }}; minutes")
    typed = TYPED | {"words": words, "seat": "seat-2", "deputy": "yes", "do": "preview"}
    page = manager.fill(PAGE, typed, to=PAGE).get_data(as_text=True)
    assert words_in(page, "words").strip() == words.strip()
    assert "Dear Deputy for Chair, Audit Committee" in frame(page)
    assert "&lt;b&gt;Ten&lt;/b&gt; July 2018; minutes" in frame(page)
    assert not house.rows(MessageTemplate)
    assert "/take/the-personal-link-stands-here" in page
    assert not trials(house)


@PANEL
def test_saved_words_are_a_version_that_can_be_taken_back(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    for subject in ("First", "Second"):
        typed = TYPED | {"subject": subject, "do": "save"}
        assert manager.fill(PAGE, typed, to=PAGE).location == f"{PAGE}?done=saved"
    page = manager.get(f"{PAGE}?done=saved").get_data(as_text=True)
    assert "The words are saved" in page
    assert "Version 2, saved by mira@staff.example" in page
    first = manager.get(f"{PAGE}/versions/1").get_data(as_text=True)
    assert 'value="First"' in first
    assert manager.fill(PAGE, {}, to=f"{PAGE}/reset").location == f"{PAGE}?done=reset"
    assert "back to the shipped words" in manager.get(PAGE).get_data(as_text=True)
    assert [row.version for row in house.rows(MessageTemplate)] == [1, 2, 3]
    assert [event.action for event in events(app)][-3:] == [
        "words saved",
        "words saved",
        "words reset",
    ]
    assert manager.get(f"{PAGE}/versions/3").status_code == 404
    assert manager.get(f"{PAGE}/versions/9").status_code == 404


@PANEL
@pytest.mark.parametrize("do", ["preview", "save", "test"])
def test_words_that_could_not_be_sent_are_refused_and_kept(
    manager: CheckingClient, house: House, do: str
) -> None:
    typed = TYPED | {"words": "Dear {{ name }}, {{7*7}} <script>", "subject": "", "do": do}
    answer = manager.fill(PAGE, typed, to=PAGE)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert '<a href="#words">This message has no field {{ name }}' in page
    assert '<a href="#subject">Enter a subject.</a>' in page
    assert words_in(page, "words") == typed["words"]
    assert not house.rows(MessageTemplate)
    assert not trials(house)


@PANEL
def test_a_test_goes_to_whoever_is_signed_in_alone(
    app: Flask, manager: CheckingClient, house: House
) -> None:
    typed = TYPED | {"do": "test", "to": "all@council.example"}
    page = manager.fill(PAGE, typed, to=PAGE).get_data(as_text=True)
    assert "A test is on its way to mira@staff.example" in page
    (item,) = trials(house)
    assert json.loads(item.detail)["to"] == "mira@staff.example"
    assert not house.rows(MessageTemplate)
    assert events(app)[-1].action == "test sent"


@PANEL
def test_a_seat_that_is_not_of_the_panel_shows_no_preview(manager: CheckingClient) -> None:
    typed = TYPED | {"seat": "../etc", "do": "preview"}
    answer = manager.fill(PAGE, typed, to=PAGE)
    assert answer.status_code == 200
    assert "iframe" not in answer.get_data(as_text=True)


def test_an_unknown_message_is_not_found(manager: CheckingClient) -> None:
    assert manager.get("/manage/messages/code").status_code == 404
    assert manager.post("/manage/messages/x").status_code in {400, 404}


def test_the_styles_of_a_message_are_a_stylesheet_for_its_preview(
    manager: CheckingClient,
) -> None:
    sheet = manager.get("/manage/messages/mail.css")
    assert sheet.mimetype == "text/css"
    assert ".label{color:#ffffff" in sheet.get_data(as_text=True)


@PANEL
def test_a_forged_host_does_not_reach_a_message(manager: CheckingClient) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    page = manager.get(PAGE, headers=forged).get_data(as_text=True)
    assert "evil.example" not in page
    assert "http://localhost:8000/take/" in frame(page)


@PANEL
def test_choosing_a_case_shows_it(manager: CheckingClient) -> None:
    words = shipped("interview")
    address = "/manage/messages/interview"
    typed = {"subject": words.subject, "words": words.text, "seat": "seat-0"}
    page = manager.fill(address, typed | {"case": "cancelled"}, to=address)
    assert "is cancelled" in frame(page.get_data(as_text=True))
    assert '<option value="cancelled" selected>' in page.get_data(as_text=True)
