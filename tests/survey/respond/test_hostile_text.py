"""Text of every kind: the same wherever it is read, or refused with a sentence."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from survey.models import Comment, Draft
from tests.survey.client import CheckingClient, hidden_fields, parsed, words_in
from tests.survey.facilitate.talking import facilitator_of, record, save, talk
from tests.survey.house import ANSWERS, House
from tests.survey.respond.speaking import (
    COMMENT,
    THEME,
    by_form,
    by_interview,
    by_paper,
    mailed,
    read_back,
    read_by_the_analyst,
    said,
    submit,
)

pytestmark = pytest.mark.holds("a council's july")
SCRIPT = (
    "</p></textarea><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}{% if 1 %}&amp;"
)
TEXTS = {
    "scripts of the world": (
        "🌡️ 👩‍👩‍👧‍👦 🏴\U000e0067\U000e0062\U000e007f 👍🏽 "
        "שבת \u202eabc\u202c (عرض) \u2067x\u2069 "
        "a\u200bb\ufeffc\u2060d\u00ade "
        "Z\u0351\u0343\u034a\u0357a\u0301l\u0323go \u1e69 s\u0323\u0307 "
        "\U0001d54b\U0001d552 𠮷 \U0010fffd "
        "\u202e\u2066 everything after this is turned round"
    ),
    "lines and headers": (
        "one\n\n  two\n\tthree\u2028four\nSubject: x\nBcc: everybody@evil.example\n.\nQUIT"
    ),
    "code": "\n".join(
        (
            SCRIPT,
            '=HYPERLINK("http://evil.example";"x")',
            "'); DROP TABLE comment; --",
            "{{ link }} {{ own_answers }} {{ record_link }} %(month)s %s {0}",
        )
    ),
}
UNSTORABLE = ("a\x00b", "a\x1bb", "a\x85b", "a\ufffeb", "a\ufdd0b", "a\x7fb")

every_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())


@every_text
def test_hostile_24_words_read_the_same_wherever_their_speaker_meets_them(
    holder: CheckingClient, app: Flask, text: str
) -> None:
    assert by_form(holder, text).status_code == 303
    assert dict(read_back(holder)) == dict.fromkeys(
        ("form", "check", "receipt", "record", "change", "changed check"), text
    )
    assert read_by_the_analyst(app) == text


@every_text
def test_hostile_24_the_mailed_copy_says_the_same(
    holder: CheckingClient, house: House, text: str
) -> None:
    by_form(holder, text)
    submit(holder)
    plain, tree = mailed(house)
    spans = [each for each in tree.iter("span") if each.get("dir") == "auto"]
    assert text.strip() in ["".join(each.itertext()) for each in spans]
    assert not list(tree.iter("script")) + list(tree.iter("img"))
    assert " ".join(text.split()) in " ".join(plain.split())


@every_text
@pytest.mark.parametrize("typing", [by_interview, by_paper])
def test_hostile_24_what_others_type_in_reads_the_same(
    app: Flask, holder: CheckingClient, text: str, typing: Callable[[Flask, str], Any]
) -> None:
    assert typing(app, text).status_code in {302, 303}
    assert read_by_the_analyst(app) == text
    assert text not in holder.get("/respond/receipt").text  # a forwarded link does not show it


@pytest.mark.parametrize("typing", [by_form, by_interview, by_paper])
def test_hostile_24_what_no_document_can_carry_is_refused_and_the_rest_is_kept(
    house: House, holder: CheckingClient, typing: Callable[[Any, str], Any]
) -> None:
    for text in UNSTORABLE:
        response = typing(holder if typing is by_form else house.app, text)
        assert response.status_code == 400
        assert "cannot be stored; they have been taken out" in response.text
        assert words_in(response.text, COMMENT) == "ab"
    assert house.count()["comment"] == 0
    assert not [draft for draft in house.rows(Draft) if COMMENT in draft.document]


@pytest.mark.parametrize("sent", ["a%ED%A0%80b", "a%FFb", "a%C0%80b"])
def test_hostile_24_half_pairs_and_broken_bytes_are_harmless(
    holder: CheckingClient, sent: str
) -> None:
    """No browser sends them; what comes of them can be read and kept."""
    form = urlencode(hidden_fields(parsed(holder.get(THEME).text)))
    response = send(holder, f"{form}&{COMMENT}={sent}".encode())
    assert response.status_code in {303, 400}
    kept = words_in((response if response.status_code == 400 else holder.get(THEME)).text, COMMENT)
    assert (kept[0], kept[-1]) == ("a", "b")
    assert kept.encode("utf-8")


@pytest.mark.parametrize("sent", [b"a\xed\xa0\x80b", b"a\xffb", b"\xff\xfe&\x00=\x00"])
def test_hostile_24_what_is_no_form_at_all_is_refused(
    holder: CheckingClient, house: House, sent: bytes
) -> None:
    form = urlencode(hidden_fields(parsed(holder.get(THEME).text)))
    response = send(holder, f"{form}&{COMMENT}=".encode() + sent)
    assert response.status_code == 400
    assert house.count()["draft"] == 0


def send(client: CheckingClient, body: bytes) -> Any:
    return client.post(THEME, data=body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize("text", ["\u200b", "\u200d \u2060\ufeff\u3164", "\n\t \u2800\ufe0f"])
def test_hostile_25_what_cannot_be_seen_is_no_comment(
    holder: CheckingClient, house: House, text: str
) -> None:
    by_form(holder, text)
    assert said(holder.get("/respond/check").text) == []
    assert submit(holder).status_code == 303
    assert house.count()["comment"] == 0


def test_hostile_25_a_form_that_says_only_what_cannot_be_seen_is_empty(
    holder: CheckingClient, house: House
) -> None:
    holder.fill(THEME, {COMMENT: "\u200b\u2060"})
    assert submit(holder).status_code == 400
    assert house.count()["response"] == 0


def test_hostile_26_script_is_inert_wherever_it_is_read(
    holder: CheckingClient, app: Flask, house: House
) -> None:
    by_form(holder, SCRIPT)
    pages = [holder.get(address).text for address in (THEME, "/respond/check")]
    submit(holder)
    pages += [holder.get(address).text for address in ("/respond/receipt", "/record/")]
    stale = {COMMENT: SCRIPT, "theme-1-progress": "9", "csrf_token": "x"}
    pages.append(holder.post(THEME, data=stale).text)
    for page in pages:
        assert "{{7*7}}" in page
        tree = parsed(page)
        assert not [each for each in tree.iter("script") if not each.get("src", "").startswith("/")]
        assert not [each for each in tree.iter("img") if each.get("src") == "x"]
        assert not [each for each in tree.iter() if "onerror" in each.attrib]
    assert SCRIPT in read_by_the_analyst(app)
    plain, _ = mailed(house)
    assert "{{7*7}}" in plain


def test_hostile_26_an_interviews_notes_are_inert_and_kept(app: Flask, house: House) -> None:
    facilitator = facilitator_of(app, 1)
    wrong = {"theme-1-notes": SCRIPT, "theme-1-progress": "9"}
    refused = save(facilitator, "theme-1", wrong)
    assert (refused.status_code, words_in(refused.text, "theme-1-notes")) == (400, SCRIPT)
    talk(facilitator, ANSWERS | {"theme-1-notes": SCRIPT})
    assert SCRIPT in said(facilitator.get("/facilitate/people/1/end").text)
    assert record(facilitator, {}).status_code == 303
    assert [each.text for each in house.rows(Comment)] == [SCRIPT]
