import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.mail.bounces import read_bounce
from tests.survey.mail.returned import (
    ABSENCE,
    ANSWER,
    EXCHANGE,
    EXIM,
    EXIM_WARNING,
    KEY,
    POSTFIX,
    POSTFIX_DELAYED,
    QMAIL,
)


@pytest.mark.parametrize(
    ("text", "final", "said"),
    [
        (POSTFIX, True, "550 5.1.1 <leader@council.example>: Recipient address rejected"),
        (POSTFIX_DELAYED, False, "4.4.1 connect to mx.council.example: Connection timed out"),
        (EXCHANGE, True, "5.2.2"),
        (EXIM, True, "550 No such person at this address"),
        (EXIM_WARNING, False, "The mail came back."),
        (QMAIL, True, "Sorry, no mailbox here by that name. (#5.1.1)"),
    ],
    ids=["postfix", "postfix delayed", "exchange", "exim", "exim warning", "qmail"],
)
def test_what_servers_say(text: str, final: bool, said: str) -> None:  # noqa: FBT001 - a parameter
    bounce = read_bounce(text.encode())
    assert bounce
    assert bounce.keys[0] == KEY
    assert (bounce.final, bounce.said) == (final, said)


@pytest.mark.parametrize("text", [ANSWER, ABSENCE, "", "no message at all", "\x00" * 50])
def test_what_is_no_bounce(text: str) -> None:
    assert read_bounce(text.encode()) is None


@pytest.mark.parametrize("text", [POSTFIX, QMAIL])
def test_line_ends_of_either_kind(text: str) -> None:
    assert read_bounce(text.replace("\n", "\r\n").encode()) == read_bounce(text.encode())


def test_an_unknown_character_set_hides_nothing() -> None:
    text = QMAIL.replace("Subject:", "Content-Type: text/plain; charset=unknown-8bit\nSubject:", 1)
    assert read_bounce(text.encode()) == read_bounce(QMAIL.encode())


def test_the_id_of_the_returned_message_comes_before_that_of_the_report() -> None:
    bounce = read_bounce(POSTFIX.encode())
    assert bounce
    assert "report-of-the-server" not in bounce.keys


def test_a_reason_is_one_short_line_without_control_characters() -> None:
    bounce = read_bounce(POSTFIX.replace("Recipient address", "\x1b[31m" + "R" * 5000).encode())
    assert bounce
    assert bounce.said.isprintable()
    assert len(bounce.said) == 300


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_whatever_stands_in_a_file_it_is_read_in_peace(noise: bytes, place: int) -> None:
    text = POSTFIX.encode()
    read_bounce(noise)
    read_bounce(text[:place] + noise + text[place:])
