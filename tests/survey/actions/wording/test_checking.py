import pytest

from survey.actions.wording.checking import (
    LONGEST_SUBJECT,
    LONGEST_WORDS,
    WordsRefused,
    refuse_unusable,
)
from survey.actions.wording.vocabulary import MARKS, MEANINGS, VOCABULARIES
from survey.mail.shipped import shipped
from survey.models import MessageKind

INVITATION = shipped("invitation").text
LINKS = "{{ link }} {{ talk_link }} {{ decline_link }} {{ closes }}"
OFFER = "\n\n[offer] We would like to talk.\n"


def problem(kind: MessageKind, words: str, subject: str = "Hello") -> dict[str, str]:
    try:
        refuse_unusable(kind, subject, words)
    except WordsRefused as error:
        return error.problems
    return {}


@pytest.mark.parametrize("kind", MessageKind)
def test_the_shipped_words_can_be_sent(kind: MessageKind) -> None:
    words = shipped(kind.value)
    assert not problem(kind, words.text, words.subject)


def test_every_field_and_mark_of_a_kind_has_its_meaning() -> None:
    for vocabulary in VOCABULARIES.values():
        assert set(vocabulary.fields) <= set(MEANINGS)
        assert vocabulary.marks <= set(MARKS)
    assert set(VOCABULARIES) == set(MessageKind)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Enter the words"),
        (" \n ", "Enter the words"),
        ("\u200b\u2060", "Enter the words"),
        ("x" * (LONGEST_WORDS + 1), "Shorten the words to 10,000 characters"),
        ("Dear {{ name }}", "has no field {{ name }}: use one of role, seat, month"),
        ("Dear {{ answers }}", "has no field {{ answers }}"),
        ("{{7*7}}", "'{{7*7}}' is no merge field"),
        ("{{ role.__class__ }}", "'{{ role.__class__ }}' is no merge field"),
        ("{{ Role }}", "is no merge field"),
        ("{{ link", "'{{ link' is no merge field"),
        ("link }}", "'}}' is no merge field"),
        ("{% raw %}", "Add {{ link }}: the reader's own link"),
        ("[everybody] Hello", "'[everybody]' says for whom a paragraph is"),
        ("[copy] Hello", "knows [scores], [talks], [deputy], [offer] alone"),
        (LINKS.replace("{{ talk_link }}", ""), "Add {{ talk_link }}: where the reader asks"),
        (f"[scores] {LINKS}", "Add {{ link }} for those who talk without scoring"),
        (f"[offer] {LINKS}", "Add {{ link }} for those who are asked for scores"),
        (LINKS, "Add a paragraph that begins with [offer]"),
    ],
)
def test_words_that_could_not_be_sent_are_refused_with_a_sentence(
    words: str, sentence: str
) -> None:
    assert sentence in problem(MessageKind.INVITATION, words)["words"]


def test_words_for_each_kind_of_reader_are_enough() -> None:
    words = f"[scores] {LINKS}\n\n[talks] {LINKS}{OFFER}"
    assert not problem(MessageKind.INVITATION, words)
    assert not problem(MessageKind.INVITATION, words.replace("\n", "\r\n"))


def test_answers_go_to_whoever_asked_for_them_alone() -> None:
    needed = "{{ reference }} {{ record_link }}"
    found = problem(MessageKind.THANKS, f"{needed} {{{{ answers }}}}")
    assert "Let the paragraph with {{ answers }} begin with [copy]" in found["words"]
    assert not problem(MessageKind.THANKS, f"{needed}\n\n[copy] {{{{ answers }}}}")


@pytest.mark.parametrize(
    ("subject", "sentence"),
    [
        (" ", "Enter a subject"),
        ("\u200b", "Enter a subject"),
        ("x" * (LONGEST_SUBJECT + 1), "Shorten the subject to 150 characters"),
        ("Hello\r\nBcc: all@example.com", "on one line"),
        ("See {{ link }}", "Take {{ link }} out of the subject"),
        ("{{ colour }}", "has no field {{ colour }}"),
        ("{{7*7}}", "is no merge field"),
    ],
)
def test_a_subject_is_one_line_without_secrets(subject: str, sentence: str) -> None:
    assert sentence in problem(MessageKind.INVITATION, INVITATION, subject)["subject"]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert set(problem(MessageKind.INVITATION, "", "")) == {"subject", "words"}
