import re
from collections.abc import Iterable
from dataclasses import dataclass

FIELD = re.compile(r"\{\{[ \t]*([a-z_]+)[ \t]*\}\}")
MARK = re.compile(r"\[([a-z-]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `mark` names the only people who read them, or is empty."""

    mark: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def paragraphs(words: str) -> list[Paragraph]:
    """`words` cut at its empty lines; a mark stands at the beginning of a paragraph."""
    chunks = re.split(r"\n[ \t]*\n", words.replace("\r\n", "\n").strip())
    return [paragraph(chunk.strip()) for chunk in chunks if chunk.strip()]


def paragraph(chunk: str) -> Paragraph:
    marked = MARK.match(chunk)
    text = chunk[marked.end() :] if marked else chunk
    return Paragraph(marked[1] if marked else "", tuple(line.strip() for line in text.split("\n")))


def read_by(marks: frozenset[str], words: str) -> list[Paragraph]:
    """The paragraphs that somebody reads of whom `marks` are true."""
    return [each for each in paragraphs(words) if not each.mark or each.mark in marks]


def fields_of(found: Iterable[Paragraph]) -> set[str]:
    """The names of the merge fields in some paragraphs."""
    return {name for each in found for name in FIELD.findall(each.text)}
