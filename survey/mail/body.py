"""One text with merge fields, cut into what both parts of a message are made of.

A field is replaced once and its value never read again, so that whatever a value holds stays
what it is. What nobody knows stays as it was written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from survey.actions.wording.paragraphs import FIELD, Paragraph, read_by
from survey.actions.wording.vocabulary import LINKS

LINKED = re.compile(r"(?:(?P<label>.*\S)[ \t]*:[ \t]*)?\{\{[ \t]*(?P<field>[a-z_]+)[ \t]*\}\}")


@dataclass(frozen=True, slots=True)
class Told:
    """Own answers about one theme: (question, what was answered)."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a field's place: one line of text, perhaps a link, or own answers."""

    text: str
    href: str = ""
    strong: bool = False
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line; with `href` it leads somewhere."""

    text: str
    href: str = ""
    strong: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a message; `href` is where a button or a link leads, its only line the label."""

    kind: Literal["paragraph", "heading", "list", "button", "link", "answers"]
    lines: tuple[Line, ...] = ()
    href: str = ""
    told: tuple[Told, ...] = ()


Values = Mapping[str, Value]


def blocks(words: str, values: Values, marks: frozenset[str]) -> list[Block]:
    """What somebody reads of whom `marks` are true."""
    return [block for each in read_by(marks, words) for block in blocks_of(each, values)]


def filled(text: str, values: Values) -> str:
    """`text` as one line of plain text, fields replaced."""
    return one_line("".join(run.text for run in runs(text, values)))


def blocks_of(paragraph: Paragraph, values: Values) -> Iterator[Block]:
    """The blocks of one paragraph: a line that is only a link or only the answers is its own."""
    together: list[str] = []
    for line in paragraph.lines:
        alone = own_block(line, values)
        if alone is None:
            together.append(line)
            continue
        yield from written(together, values)
        together = []
        yield from alone
    yield from written(together, values)


def own_block(line: str, values: Values) -> list[Block] | None:
    found = LINKED.fullmatch(line)
    value = values.get(found["field"]) if found else None
    if found is None or value is None:
        return None
    if value.told:
        return [Block("answers", told=value.told)]
    if found["field"] not in LINKS:
        return None
    if not value.href:
        return []  # there is nowhere to lead
    label = runs(found["label"], values) if found["label"] else (Run(value.text),)
    return [Block("button" if found["field"] == "link" else "link", (label,), value.href)]


def written(lines: list[str], values: Values) -> Iterator[Block]:
    """Lines without a link of their own: a heading, a list, or words."""
    if not any(lines):
        return
    if lines[0].startswith("# "):
        yield Block("heading", (runs(lines[0][2:], values),))
        yield from written(lines[1:], values)
    elif all(line.startswith("- ") for line in lines):
        yield Block("list", tuple(runs(line[2:], values) for line in lines))
    else:
        yield Block("paragraph", tuple(runs(line, values) for line in lines))


def runs(text: str, values: Values) -> Line:
    """`text` cut where fields stand in it."""
    found: list[Run] = []
    done = 0
    for field in FIELD.finditer(text):
        value = values.get(field[1])
        if value is None:
            continue
        found.append(Run(text[done : field.start()]))
        shown = value.href if field[1] in LINKS else one_line(value.text)
        found.append(Run(shown, value.href, value.strong))
        done = field.end()
    found.append(Run(text[done:]))
    return tuple(run for run in found if run.text)


def one_line(text: str) -> str:
    return " ".join(text.split())
