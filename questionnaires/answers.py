"""What a draft document says, seen against the questionnaire that it answers.

A draft document is a flat mapping of field names to strings: a score field holds an option id, a
comment field holds text, and `<comment field>-permission` holds a permission's id.
"""

import unicodedata
from collections.abc import Mapping
from typing import Literal

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field

SectionState = Literal["not started", "not finished", "done"]

# Controls, formats (zero-width and bidirectional marks among them) and every kind of space.
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
# Letters, marks and symbols that are drawn as nothing: the grapheme joiner, Hangul fillers, Khmer
# inherent vowels, the Braille blank and the variation selectors.
INVISIBLE_CHARACTERS = frozenset(
    chr(code)
    for codes in (
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
    for code in codes
)


def blank(text: str) -> bool:
    """Whether nothing of `text` can be seen: empty, white space, zero-width characters."""
    return all(
        character in INVISIBLE_CHARACTERS or unicodedata.category(character) in INVISIBLE_CATEGORIES
        for character in text
    )


def missing(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> list[Field]:
    """The mandatory fields that `document` does not answer, in the order of asking."""
    return [field for field in expanded.fields if _is_missing(expanded, field, document)]


def unknown(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> list[str]:
    """The keys of `document` that the questionnaire does not have, or whose value it does not.

    In the document's order. A blank value is no answer, so it is never unknown.
    """
    return [name for name, value in document.items() if not _is_known(expanded, name, value)]


def too_long(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> list[Field]:
    """The comments over their limit, in the order of asking."""
    return [
        field
        for field in expanded.fields
        if field.question.max_length is not None
        and length(document.get(field.name, "")) > field.question.max_length
    ]


def length(text: str) -> int:
    """Characters in `text`; a line break counts once, though browsers send it as two."""
    return len(text.replace("\r\n", "\n"))


def permission(expanded: ExpandedQuestionnaire, field: Field, document: Mapping[str, str]) -> str:
    """The id of the permission given with the comment `field`: the most private unless chosen."""
    chosen = document.get(field.permission_name, "")
    return chosen if chosen in expanded.permission_ids else expanded.permissions[0].id


def section_state(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, document: Mapping[str, str]
) -> SectionState:
    """How far the speaker has come with `section`.

    'not started' until the document holds anything of it, a blank that was saved included; then
    'not finished' while a mandatory field is missing, else 'done'.
    """
    if not any(
        field.name in document or field.permission_name in document for field in section.fields
    ):
        return "not started"
    if any(_is_missing(expanded, field, document) for field in section.fields):
        return "not finished"
    return "done"


def _is_missing(expanded: ExpandedQuestionnaire, field: Field, document: Mapping[str, str]) -> bool:
    value = document.get(field.name, "")
    if not field.question.mandatory:
        return False
    if field.question.kind == "score":
        return value not in expanded.valid_values(field)
    return blank(value)


def _is_known(expanded: ExpandedQuestionnaire, name: str, value: str) -> bool:
    if name not in expanded.names:
        return False
    if name in expanded.permission_names:
        return blank(value) or value in expanded.permission_ids
    field = expanded.field(name)
    return field.question.kind == "comment" or blank(value) or value in expanded.valid_values(field)
