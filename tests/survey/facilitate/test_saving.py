"""One theme saved by itself: by its button, by its script, and when a colleague was faster."""

import json
from typing import Any

import pytest
from flask import Flask

from survey.actions.save_draft import page_version
from survey.facilitate.parts import Circumstances
from survey.models import InterviewDraft
from tests.survey.client import CheckingClient, parsed, texts, words_in
from tests.survey.facilitate.talking import (
    END,
    OPENING,
    PAGE,
    drafted,
    facilitator_of,
    record,
    save,
    section,
    sent,
    standing,
    talk,
)
from tests.survey.house import ANSWERS, House

pytestmark = pytest.mark.holds("a council's july")
THEME = section("theme-1")
SCRIPT = {"Accept": "application/json"}
CODE = "<script>alert(1)</script>{{7*7}}</textarea>"
WORD = (
    "\u201cWe can\u2019t\u201d\u2014she said\u2026\u00a0\r\n\t\u2022 first\r\n\t\u2022 second\rlast"
)


@pytest.fixture
def sam(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


def form(client: CheckingClient, to: str = THEME) -> dict[str, str]:
    return standing(client.get(PAGE), to)


def told(answer: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.text)
    return found


def beside(page: str) -> dict[str, str]:
    """What was saved meanwhile, by field."""
    return {
        element.get("data-take-other", ""): element.get("data-value", "")
        for element in parsed(page).iter("div")
        if "data-take-other" in element.attrib
    }


def test_a_theme_is_saved_and_the_others_are_left(house: House, sam: CheckingClient) -> None:
    answer = save(sam, "theme-1", {"theme-1-notes": "One", "theme-1-progress": "4"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#theme-1")
    save(sam, "theme-2", {"theme-2-notes": "Two"})
    kept = drafted(house)
    assert (kept["theme-1-notes"], kept["theme-1-progress"]) == ("One", "4")
    assert kept["theme-2-notes"] == "Two"
    (draft,) = house.rows(InterviewDraft)
    assert (draft.version, draft.saved_by) == (2, "sam@staff.example")


def test_the_script_hears_when_and_as_which_version(house: House, sam: CheckingClient) -> None:
    typed = form(sam) | {"theme-1-notes": "One"}
    answer = told(sam.post(THEME, data=typed, headers=SCRIPT))
    assert answer.keys() == {"saved", "version"}
    again = typed | {"version": answer["version"], "theme-1-notes": "One and two"}
    assert sam.post(THEME, data=again, headers=SCRIPT).status_code == 200
    assert drafted(house)["theme-1-notes"] == "One and two"


def test_the_opening_is_saved_as_it_stands_even_unfinished(
    house: House, sam: CheckingClient
) -> None:
    typed = form(sam, OPENING) | {"day": "the 9", "place": "A call"}
    answer = told(sam.post(OPENING, data=typed, headers=SCRIPT))
    assert drafted(house) == {"day": "the 9", "attendees": "", "place": "A call"}
    assert answer["version"] == page_version(drafted(house), Circumstances())


def test_hostile_28_a_stale_save_shows_both_texts_and_then_lets_one_choose(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    ada = facilitator_of(app, 1, email="ada@staff.example")
    stale = form(sam)
    save(ada, "theme-1", {"theme-1-notes": "Of Ada", "theme-1-progress": "5"})
    mine = {"theme-1-notes": "Of Sam", "theme-1-progress": "1", "theme-1-comment": "Of Sam alone"}
    answer = sam.post(THEME, data=stale | mine)
    assert answer.status_code == 409
    assert "Choose what to keep" in texts(answer, "h1")[0]
    assert words_in(answer.text, "theme-1-notes") == "Of Sam"
    assert beside(answer.text) == {
        "theme-1-notes": "Of Ada", "theme-1-progress": "5", "theme-1-comment": "",
    }  # fmt: skip
    assert drafted(house)["theme-1-notes"] == "Of Ada"
    page = parsed(answer.text)
    hidden = {
        each.get("name", ""): each.get("value", "")
        for each in next(f for f in page.iter("form") if "action" not in f.attrib).iter("input")
        if each.get("type") == "hidden"
    }
    chosen = {"theme-1-notes": "Of both", "theme-1-progress": "5", "theme-1-comment": "x"}
    assert sam.post(THEME, data=hidden | chosen).status_code == 303
    assert drafted(house).items() >= chosen.items()


def test_hostile_28_a_script_hears_of_two_texts(app: Flask, sam: CheckingClient) -> None:
    ada = facilitator_of(app, 1, email="ada@staff.example")
    stale = form(sam)
    save(ada, "theme-1", {"theme-1-notes": "Of Ada"})
    answer = sam.post(THEME, data=stale | {"theme-1-notes": "Of Sam"}, headers=SCRIPT)
    assert answer.status_code == 409
    assert told(answer)["both"] is True


def test_the_same_text_twice_is_no_conflict_and_neither_is_another_theme(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    ada = facilitator_of(app, 1, email="ada@staff.example")
    stale, other = form(sam), form(sam, section("theme-2"))
    save(ada, "theme-1", {"theme-1-notes": "The same"})
    assert sam.post(THEME, data=stale | {"theme-1-notes": "The same"}).status_code == 303
    assert sam.post(section("theme-2"), data=other | {"theme-2-notes": "x"}).status_code == 303
    stale = form(sam)
    save(ada, "theme-1", {"theme-1-comment-permission": "block"})
    # Only who may see a comment that nobody has written differs: the later one is kept.
    assert sam.post(THEME, data=stale).status_code == 303
    assert drafted(house)["theme-1-comment-permission"] == "team"


def test_two_windows_at_the_opening_meet_too(house: House, sam: CheckingClient) -> None:
    stale = form(sam, OPENING)
    sent(sam, PAGE, {"place": "Room 1"}, OPENING)
    answer = sam.post(OPENING, data=stale | {"place": "Room 2"})
    assert answer.status_code == 409
    assert beside(answer.text) == {"place": "Room 1"}
    assert drafted(house)["place"] == "Room 1"


def test_who_may_quote_chosen_in_two_windows_is_asked_again(
    house: House, sam: CheckingClient
) -> None:
    talk(sam, ANSWERS | {"theme-1-comment": "Mine"})
    key = "theme-1-comment-permission"
    stale = standing(sam.get(END), END)
    sent(sam, END, {key: "block"}, END)
    answer = sam.post(END, data=stale | {key: "internal", "then": "record"})
    assert answer.status_code == 409
    assert "was chosen in another window meanwhile" in answer.text
    assert 'value="internal" selected' in answer.text
    assert drafted(house)[key] == "block"


def test_the_script_of_the_last_page_keeps_and_records(house: House, sam: CheckingClient) -> None:
    talk(sam, ANSWERS | {"theme-1-notes": "> Said"})
    typed = standing(sam.get(END), END)
    key = next(name for name in typed if "passage" in name)
    answer = told(sam.post(END, data=typed | {key: "block"}, headers=SCRIPT))
    assert drafted(house)[key] == "block"
    last = typed | {key: "team", "version": answer["version"], "then": "record"}
    done = told(sam.post(END, data=last, headers=SCRIPT))
    assert done["next"].startswith("/facilitate/receipts/")
    assert told(sam.post(END, data=last, headers=SCRIPT)) == done


def test_the_script_of_the_last_page_hears_what_is_missing(sam: CheckingClient) -> None:
    talk(sam, {"theme-1-progress": "3"})
    typed = standing(sam.get(END), END) | {"then": "record"}
    answer = sam.post(END, data=typed, headers=SCRIPT)
    assert answer.status_code == 400
    assert told(answer)["sentence"].startswith("Choose a score for maturity")


def test_hostile_20_the_script_gets_a_good_token_and_sends_again(
    house: House, sam: CheckingClient
) -> None:
    for address, page in ((THEME, PAGE), (OPENING, PAGE), (END, END)):
        typed = standing(sam.get(page), address)
        refused = sam.post(address, data=typed | {"csrf_token": "x"}, headers=SCRIPT)
        assert refused.status_code == 400
        again = typed | {"csrf_token": told(refused)["token"]}
        assert sam.post(address, data=again, headers=SCRIPT).status_code == 200
        named = typed | {"csrf_token": "x", "draft": "another's"}
        assert "token" not in told(sam.post(address, data=named, headers=SCRIPT))
    assert house.rows(InterviewDraft)


def test_a_form_from_elsewhere_without_a_page_of_its_own_is_refused_plainly(
    sam: CheckingClient,
) -> None:
    answer = sam.post(f"{PAGE}/release", data={"csrf_token": "x"})
    assert answer.status_code == 400
    assert texts(answer, "h1") == ["This form could not be accepted"]
    assert sam.post("/facilitate/people/2/end", data={"csrf_token": "x"}).status_code == 404
    assert sam.post(section("theme-9"), data={"csrf_token": "x"}).status_code == 404


def test_what_another_account_typed_in_this_browser_is_not_saved_as_mine(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    ada = facilitator_of(app, 1, email="ada@staff.example")
    hers = form(ada) | {"theme-1-notes": "Hers"}
    mine = form(sam)["csrf_token"]
    answer = sam.post(THEME, data=hers | {"csrf_token": mine})
    assert answer.status_code == 409
    assert texts(answer, "h1") == ["This page was opened by another account"]
    assert "Hers" in answer.text
    assert not house.rows(InterviewDraft)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x" * 20_000, "x" * 20_000),
        ("\U0001f321" * 20_000, "\U0001f321" * 20_000),
        ("a\r\n" * 10_000, "a\n" * 10_000),
        (WORD, WORD.replace("\r\n", "\n").replace("\r", "\n")),
        ("שבת \u202eabc\u202c \u2067x\u2069", "שבת \u202eabc\u202c \u2067x\u2069"),
        ("a\u200bb\ufeffc", "a\u200bb\ufeffc"),
        (CODE, CODE),
    ],
)  # fmt: skip
def test_notes_of_every_kind_are_kept_and_shown_as_they_are(
    house: House, sam: CheckingClient, text: str, kept: str
) -> None:
    assert save(sam, "theme-1", {"theme-1-notes": text}).status_code == 303
    assert drafted(house)["theme-1-notes"] == kept
    assert words_in(sam.get(PAGE).text, "theme-1-notes") == kept
    assert sam.get(END).status_code == 200
    talk(sam, ANSWERS)
    assert record(sam, {}).status_code == 303


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        ("a\0b", "ab", "cannot be stored; they have been taken out"),
        ("a\x1b[2Jb\ufffe", "a[2Jb", "cannot be stored; they have been taken out"),
        ("x" * 20_001, "x" * 20_001, "Shorten your text to 20,000 characters; it has 20,001"),
    ],
)
def test_notes_that_cannot_be_kept_are_refused_with_the_text(
    house: House, sam: CheckingClient, text: str, kept: str, words: str
) -> None:
    answer = save(sam, "theme-1", {"theme-1-notes": text})
    assert answer.status_code == 400
    assert words in answer.text
    assert words_in(answer.text, "theme-1-notes") == kept
    assert not house.rows(InterviewDraft)
    typed = form(sam) | {"theme-1-notes": text}
    heard = sam.post(THEME, data=typed, headers=SCRIPT)
    assert heard.status_code == 400
    assert words in told(heard)["errors"]["theme-1-notes"]


@pytest.mark.parametrize("broken", [b"a%ED%A0%80b", b"a%FFb", b"a%C0%80b"])
def test_half_pairs_and_broken_bytes_are_harmless(sam: CheckingClient, broken: bytes) -> None:
    typed = form(sam)
    sent_raw = b"&".join(
        [f"{name}={typed[name]}".encode() for name in ("csrf_token", "version", "draft")]
        + [b"theme-1-notes=" + broken]
    )
    answer = sam.post(THEME, data=sent_raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {303, 400}
    page = answer if answer.status_code == 400 else sam.get(PAGE)
    kept = words_in(page.text, "theme-1-notes")
    assert (kept[0], kept[-1]) == ("a", "b")


def test_notes_sent_twice_are_both_kept(sam: CheckingClient) -> None:
    typed: dict[str, Any] = form(sam) | {"theme-1-notes": ["One", "Two"]}
    answer = sam.post(THEME, data=typed)
    assert answer.status_code == 400
    assert words_in(answer.text, "theme-1-notes") == "One\nTwo"
