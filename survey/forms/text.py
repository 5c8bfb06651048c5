"""Text as people type it: what can be kept in every document, and how its lines end."""

import unicodedata

LINE_MARKS = frozenset("\t\n")
# The last two of every plane are no characters at all, and neither are these thirty-two.
NOT_CHARACTERS = frozenset(range(0xFDD0, 0xFDF0))
LAST_TWO = 0xFFFE


def lines(text: str) -> str:
    """`text` with every line ended by one line feed, however the browser sent it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def readable(text: str) -> str:
    """`text` without what no page, Word file or table can carry.

    Taken out are NUL and the other controls, halves of surrogate pairs, and code points that are
    no characters; every letter, mark, emoji and direction mark of any script stays.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(character for character in text if is_readable(character))


def is_readable(character: str) -> bool:
    if character in LINE_MARKS:
        return True
    code = ord(character)
    if code in NOT_CHARACTERS or code & LAST_TWO == LAST_TWO:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs"}
