"""Text as people type it: what can be kept in every document, and how its lines end."""

import re

# Controls but for tab and line feed, halves of pairs, and what is no character at all: thirty-two
# in a row and the last two of every plane. A page of notes is looked through at every save, so by
# one expression.
LAST_TWO = "".join(chr((plane << 16) + 0xFFFE + last) for plane in range(17) for last in (0, 1))
UNREADABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{LAST_TWO}]")


def lines(text: str) -> str:
    """`text` with every line ended by one line feed, however the browser sent it."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def readable(text: str) -> str:
    """`text` without what no page, Word file or table can carry.

    Taken out are NUL and the other controls, halves of surrogate pairs, and code points that are
    no characters; every letter, mark, emoji and direction mark of any script stays.
    """
    return UNREADABLE.sub("", text)
