"""Which lines of a facilitator's notes are what the speaker said, in their own words.

A line that begins with '> ' is; lines that follow each other are one passage.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from questionnaires.answers import blank

MARK = ">"
STAMP = re.compile(r"\s*\[\d\d:\d\d\]\s*")
PLACE = "[passage {number}]"


def passages(notes: str) -> list[str]:
    """Every passage in `notes`, without its marks, each once however often it stands there."""
    found = (said for is_said, said in runs(notes) if is_said)
    return list(dict.fromkeys(said for said in found if not blank(said)))


def beside_passages(notes: str) -> str:
    """`notes` with '[passage 2]' where a passage stood; empty where nothing else was written."""
    numbers = {said: number for number, said in enumerate(passages(notes), 1)}
    kept, written = [], False
    for is_said, text in runs(notes):
        if is_said and text in numbers:
            kept.append(PLACE.format(number=numbers[text]))
        elif not is_said:
            kept.append(text)
            written = written or any(not is_bare(line) for line in text.split("\n"))
    return "\n".join(kept) if written else ""


def runs(notes: str) -> Iterator[tuple[bool, str]]:
    """Whether it was said, and the text, for each run of lines that are alike in that."""
    for is_said, lines in groupby(notes.split("\n"), key=is_marked):
        yield is_said, "\n".join(unmarked(line) if is_said else line for line in lines)


def is_marked(line: str) -> bool:
    return line == MARK or line.startswith(f"{MARK} ")


def unmarked(line: str) -> str:
    return line.removeprefix(MARK).removeprefix(" ")


def is_bare(line: str) -> bool:
    """Whether the line is nothing but the time at which a theme was entered."""
    return blank(line) or STAMP.fullmatch(line) is not None
