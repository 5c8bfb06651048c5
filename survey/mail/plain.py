"""The plain-text part: what the HTML part says, with every address written out."""

import textwrap
from collections.abc import Iterable, Iterator

from survey.mail.body import Block, Line, Told

LINE = 72  # characters; a longer word, which is to say a link, stays whole


def plain(blocks: Iterable[Block]) -> str:
    """The blocks as lines of at most `LINE` characters, an empty line between them."""
    return "\n\n".join("\n".join(lines_of(block)) for block in blocks) + "\n"


def lines_of(block: Block) -> Iterator[str]:
    match block.kind:
        case "button" | "link":
            yield wrapped(f"{words(block.lines[0])}:")
            yield block.href
        case "list":
            yield from (wrapped(f"- {words(line)}", "  ") for line in block.lines)
        case "answers":
            yield "\n\n".join(map(told, block.told))
        case "paragraph" | "heading":
            yield from (wrapped(words(line)) for line in block.lines)


def told(about: Told) -> str:
    said = (f"{question}: {answer}" for question, answer in about.lines)
    lines = [line for text in said for line in text.split("\n")]
    return "\n".join([wrapped(about.title), *(wrapped(f"  {line}", "  ") for line in lines)])


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def wrapped(line: str, indent: str = "") -> str:
    return textwrap.fill(
        line, LINE, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
