"""Two records of what one person said, put beside each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.answers import blank
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field

Document = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """What two records say to one question, in words; `words` are the speaker's own."""

    question: str
    one: str
    other: str
    words: bool

    @property
    def differs(self) -> bool:
        return self.one != self.other


@dataclass(frozen=True, slots=True)
class Beside:
    """One section of both records; what neither answers is left out."""

    title: str
    pairs: tuple[Pair, ...]

    @property
    def differs(self) -> bool:
        return any(pair.differs for pair in self.pairs)


def side_by_side(expanded: ExpandedQuestionnaire, one: Document, other: Document) -> list[Beside]:
    """Every section in which `one` or `other` says anything, in the order of asking."""
    found = (
        Beside(section.title, tuple(_pairs(expanded, section, one, other)))
        for section in expanded.sections
    )
    return [each for each in found if each.pairs]


def _pairs(
    expanded: ExpandedQuestionnaire, section: ExpandedSection, one: Document, other: Document
) -> Iterator[Pair]:
    for field in section.fields:
        first, second = (_said(expanded, field, said.get(field.name, "")) for said in (one, other))
        if first or second:
            name = f"{field.question.name}, {field.aim}" if field.aim else field.question.name
            yield Pair(name, first, second, words=field.question.kind == "comment")


def _said(expanded: ExpandedQuestionnaire, field: Field, value: str) -> str:
    """'3 On track', 'Too early to judge', or the words themselves; empty where nothing is said."""
    if blank(value) or field.question.kind == "comment":
        return "" if blank(value) else value.strip()
    points = {
        str(each.value): f"{each.value} {each.label}"
        for each in expanded.scale(field.question.scale or "").points
    }
    return (points | {each.id: each.label for each in expanded.no_views}).get(value, value)
