import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.actions.redacting.finding import found_in, pieces, telling
from survey.actions.redacting.found import Kind
from survey.actions.redacting.known import (
    Known,
    names_of_address,
    posts_of,
    proper_names,
    used_as_words,
)

PANEL = Known(
    posts=frozenset(
        {"Chair, Audit Committee", "Audit Committee", "Cabinet Member for Finance and Resources"}
    ),
    bodies=frozenset({"West Midlands Combined Authority"}),
    names=frozenset({"priya"}),
    ordinary=used_as_words(["the culture dashboard progress resources finance of will mark"]),
)
FEW_MILLISECONDS = 0.05  # a busy machine's


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Names
        ("Cllr Smith won't answer", ["Cllr Smith"]),
        ("cllr smith won't answer", ["cllr smith"]),
        ("I asked priya about it", ["priya"]),
        ("PRIYA knows", ["PRIYA"]),
        ("Siân and Llŷr ap Gwilym were there", ["Siân", "Llŷr ap Gwilym"]),
        ("it was Seán Ó Briain who left", ["Seán Ó Briain"]),
        ("with Niamh O'Connor's help", ["Niamh O'Connor"]),
        ("Dafydd ab Iorwerth resigned", ["Dafydd ab Iorwerth"]),
        ("Davies never answers, nor does MacDonald", ["Davies", "MacDonald"]),
        ("Lord Kerslake wrote a report", ["Lord Kerslake"]),
        ("I will ask Will and Grace", ["Will", "Grace"]),
        ("José Núñez said so", ["José Núñez"]),
        ("Dr O\u2019Neill left", ["Dr O\u2019Neill"]),
        # Posts and bodies
        ("the Chair of Audit never came", ["the Chair of Audit"]),
        ("our leader shouts", ["our leader"]),
        ("the cabinet member for finance and resources knows", [
            "the cabinet member for finance and resources"]),
        ("the Director of Children's Services", ["the Director of Children's Services"]),
        ("the vice-chair and the s151 officer", ["the vice-chair", "the s151 officer"]),
        ("a section 151 officer must say so", ["section 151 officer"]),
        ("the West Midlands  combined authority agrees", ["West Midlands  combined authority"]),
        ("as the LGA found", ["LGA"]),
        # Places and addresses
        ("nobody goes to Perry Barr", ["Perry Barr"]),
        ("I live at 12 High Street", ["12 High Street"]),
        ("near B15 2TT and sw1a 1aa", ["B15 2TT", "sw1a 1aa"]),
        ("write to a.b@council.gov.uk or see www.council.gov.uk/x", [
            "a.b@council.gov.uk", "www.council.gov.uk/x"]),
        ("it is on https://example.org/a?b=c", ["https://example.org/a?b=c"]),
        ("told @someone online", ["@someone"]),
        # Telephone numbers
        ("phone 0121 303 1111", ["0121 303 1111"]),
        ("phone (0121) 303-1111", ["(0121) 303-1111"]),
        ("phone +44 7700 900123", ["+44 7700 900123"]),
        ("phone 07700 900 123", ["07700 900 123"]),
        ("phone 0044 121 303 1111", ["0044 121 303 1111"]),
        ("phone +353 1 496 0000", ["+353 1 496 0000"]),
        ("phone 028 9018 0000", ["028 9018 0000"]),
        ("it was ext. 4567", ["ext. 4567"]),
        # Dates
        ("it was on 3rd July 2018", ["3rd July 2018"]),
        ("since last March and in May", ["last March", "in May"]),
        ("on Monday at 10am", ["Monday", "10am"]),
        ("in 2017/18 nobody did", ["2017/18"]),
        ("on 03/07/2018 or 2018-07-03", ["03/07/2018", "2018-07-03"]),
        ("two weeks ago it failed", ["two weeks ago"]),
        # Numbers and sums
        ("see case PL/2018/01234", ["case PL/2018/01234"]),
        ("my NHS number is 943 476 5919", ["943 476 5919"]),
        ("it cost £12.7m, not 3 million pounds", ["£12.7m", "3 million pounds"]),
        ("number AB 12 34 56 C is mine", ["AB 12 34 56 C"]),
    ],
)  # fmt: skip
def test_what_may_tell_is_found(text: str, expected: list[str]) -> None:
    assert [text[each.start : each.end] for each in found_in(text, PANEL)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Training was good. Culture has improved, and the dashboard works.",
        "We may go in march, I think; may I ask?",
        "Unfortunately nothing has changed since. Nobody knows why.",
        "progress was 3.4 of 5, 40% better",
        "the Council and its Cabinet have a Plan",
        "[a colleague] told [a colleague] off",
        "I'm not sure. It\u2019s slow.",
        "",
    ],
)
def test_what_tells_nothing_is_not_marked(text: str) -> None:
    assert found_in(text, PANEL) == []


def test_a_bracket_may_tell_as_well() -> None:
    assert [piece.text for piece in telling("met [Cllr Smith]", PANEL)] == ["Cllr Smith"]


def test_each_thing_is_told_once_with_what_it_may_be() -> None:
    found = telling("Cllr Smith and £5 and Cllr Smith", PANEL)
    assert [(piece.text, piece.kind) for piece in found] == [
        ("Cllr Smith", Kind.NAME), ("£5", Kind.MONEY),
    ]  # fmt: skip


@given(st.text(max_size=400))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, PANEL)) == text


def test_a_comment_is_read_in_a_few_milliseconds() -> None:
    text = "We were told that savings of £12.7m would come and Priya said no. " * 8
    pieces(text, PANEL)  # loads what is loaded once
    began = time.perf_counter()
    pieces(text, PANEL)
    assert time.perf_counter() - began < FEW_MILLISECONDS


@pytest.mark.parametrize("part", ["a", "A ", "1-", "a.b", "Ab Cd ", "A1/", "vice ", "0121 ", "@a."])
def test_no_text_takes_long(part: str) -> None:
    began = time.perf_counter()
    pieces(part * (20_000 // len(part)), PANEL)
    assert time.perf_counter() - began < 5


def test_an_address_tells_names_and_not_offices() -> None:
    assert names_of_address("sian.ap-rhys3@council.example") == {"sian", "rhys"}
    assert names_of_address("audit.chair@council.example") == set()


def test_a_role_tells_its_parts() -> None:
    assert posts_of("Chair, Audit Committee") == {"Chair, Audit Committee", "Audit Committee"}


def test_the_plan_tells_bodies_and_words() -> None:
    texts = ["Research by INLOGOV for the Health and Wellbeing Board", "Settled protocols"]
    ordinary = used_as_words(texts)
    assert "protocols" in ordinary
    assert "settled" not in ordinary
    assert proper_names(texts, ordinary) == {"INLOGOV", "Health and Wellbeing Board"}
