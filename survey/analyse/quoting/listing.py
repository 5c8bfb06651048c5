"""A month's comments that may perhaps be quoted, by theme, each with where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.expanded import ExpandedQuestionnaire
from survey.queries.quotable import Spoken


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a comment stands on its way into an edition: two or three words and a colour."""

    words: str
    colour: str


BLOCKED = Standing("Cannot be quoted", "grey")
TO_REDACT = Standing("To redact", "yellow")
TO_SIGN = Standing("Waits for a second person", "blue")
SIGNED = Standing("Signed off", "green")


@dataclass(frozen=True, slots=True)
class Themed:
    """What was said in a section of the questionnaire."""

    id: str
    title: str
    said: tuple[Spoken, ...]


def standing(said: Spoken) -> Standing:
    if said.obstacle:
        return BLOCKED
    if said.quote is None:
        return TO_REDACT
    return SIGNED if said.signed else TO_SIGN


def by_section(expanded: ExpandedQuestionnaire, said: Iterable[Spoken]) -> list[Themed]:
    """What was `said`, in the order of the questionnaire; sections that are silent are left out."""
    heard: dict[str, list[Spoken]] = {}
    for each in said:
        heard.setdefault(section_of(expanded, each), []).append(each)
    return [
        Themed(section.id, section.title, tuple(heard[section.id]))
        for section in expanded.sections
        if section.id in heard
    ]


def section_of(expanded: ExpandedQuestionnaire, said: Spoken) -> str:
    """The id of the section in which it was said, or of the one that is about the same."""
    of_field = {field.name: each.id for each in expanded.sections for field in each.fields}
    of_item = {each.item or "": each.id for each in expanded.sections}
    last = expanded.sections[-1].id
    return of_field.get(said.comment.field) or of_item.get(said.comment.item, last)
