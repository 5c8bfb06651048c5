"""What is wrong with edited words, before anybody is sent them."""

import re

from questionnaires.answers import blank
from survey.actions.wording.paragraphs import FIELD, Paragraph, fields_of, paragraphs, read_by
from survey.actions.wording.vocabulary import LINKS, MARKS, MEANINGS, VOCABULARIES, Vocabulary
from survey.errors import SurveyError
from survey.models import MessageKind

LONGEST_SUBJECT = 150
LONGEST_WORDS = 10_000
BRACES = re.compile(r"\{\{[^{}\n]{0,40}\}?\}?|\}\}")


class WordsRefused(SurveyError):
    """Words that cannot be sent; `problems` is {'subject' or 'words': sentence}."""

    title = "These words cannot be sent"

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


def refuse_unusable(kind: MessageKind, subject: str, words: str) -> None:
    """Raise WordsRefused where a message of `kind` could not be written from them."""
    problems = {
        "subject": subject_problem(VOCABULARIES[kind], subject),
        "words": words_problem(VOCABULARIES[kind], words),
    }
    found = {field: sentence for field, sentence in problems.items() if sentence}
    if found:
        raise WordsRefused(found)


def subject_problem(vocabulary: Vocabulary, subject: str) -> str:
    if blank(subject):
        return "Enter a subject."
    if len(subject) > LONGEST_SUBJECT:
        return f"Shorten the subject to {LONGEST_SUBJECT} characters."
    if not subject.isprintable():
        return "Write the subject on one line."
    private = sorted((LINKS | {"answers"}) & set(FIELD.findall(subject)))
    if private:
        return f"Take {quoted(private[0])} out of the subject: it belongs into the message alone."
    return unknown_field(vocabulary, subject)


def words_problem(vocabulary: Vocabulary, words: str) -> str:
    """The first thing that is wrong with `words`, as a sentence; empty where nothing is."""
    if blank(words):
        return "Enter the words of the message."
    if len(words) > LONGEST_WORDS:
        return f"Shorten the words to {LONGEST_WORDS:,} characters."
    found = paragraphs(words)
    return (
        unknown_field(vocabulary, words)
        or unknown_mark(vocabulary, found)
        or misplaced(vocabulary, found)
        or lacking(vocabulary, words)
        or lacking_mark(vocabulary, found)
    )


def unknown_field(vocabulary: Vocabulary, text: str) -> str:
    for name in FIELD.findall(text):
        if name not in vocabulary.fields:
            known = ", ".join(vocabulary.fields)
            return f"This message has no field {quoted(name)}: use one of {known}."
    stray = BRACES.search(FIELD.sub("", text))
    if stray:
        return f"'{stray[0].strip()}' is no merge field: write a name between two pairs of braces."
    return ""


def unknown_mark(vocabulary: Vocabulary, found: list[Paragraph]) -> str:
    for each in found:
        if each.mark and each.mark not in vocabulary.marks:
            known = ", ".join(f"[{mark}]" for mark in MARKS if mark in vocabulary.marks)
            return (
                f"'[{each.mark}]' says for whom a paragraph is, but this message knows {known} "
                "alone; use round brackets for other words."
            )
    return ""


def misplaced(vocabulary: Vocabulary, found: list[Paragraph]) -> str:
    for field, mark in (vocabulary.within or {}).items():
        if any(field in fields_of([each]) and each.mark != mark for each in found):
            return f"Let the paragraph with {quoted(field)} begin with [{mark}]: for {MARKS[mark]}."
    return ""


def lacking(vocabulary: Vocabulary, words: str) -> str:
    for reader in vocabulary.readers():
        there = fields_of(read_by(reader, words))
        for field in vocabulary.needed:
            if field not in there:
                who = (
                    f" for {whom(vocabulary, reader)}" if any_has(vocabulary, words, field) else ""
                )
                return f"Add {quoted(field)}{who}: {MEANINGS[field]}."
    return ""


def any_has(vocabulary: Vocabulary, words: str, field: str) -> bool:
    return any(field in fields_of(read_by(reader, words)) for reader in vocabulary.readers())


def whom(vocabulary: Vocabulary, reader: frozenset[str]) -> str:
    return " and ".join(MARKS[mark] for mark in MARKS if mark in reader & vocabulary.marks)


def lacking_mark(vocabulary: Vocabulary, found: list[Paragraph]) -> str:
    for mark in vocabulary.required:
        if all(each.mark != mark for each in found):
            return f"Add a paragraph that begins with [{mark}]: it is for {MARKS[mark]}."
    return ""


def quoted(field: str) -> str:
    return "{{ " + field + " }}"
