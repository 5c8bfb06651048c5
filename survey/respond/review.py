"""A document as its speaker reads it again: each section, each answer, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.answers import blank, missing, permission
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field


@dataclass(frozen=True, slots=True)
class Line:
    """One field read back; `words` are the speaker's own, `value` is the questionnaire's."""

    field: str
    key: str
    value: str
    words: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """One section read back, a line for each of its fields."""

    section: ExpandedSection
    lines: tuple[Line, ...]


def review(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> list[Review]:
    """Every section of `expanded` with what `document` says in it, missing scores included."""
    wanting = {field.name for field in missing(expanded, document)}
    return [
        Review(section, tuple(lines_of(expanded, section, document, wanting)))
        for section in expanded.sections
    ]


def lines_of(
    expanded: ExpandedQuestionnaire,
    section: ExpandedSection,
    document: Mapping[str, str],
    wanting: set[str],
) -> Iterator[Line]:
    for field in section.fields:
        key, value = field.question.name, document.get(field.name, "")
        if field.name in wanting:
            yield Line(field.name, key, "Not answered yet", missing=True)
        elif field.question.kind == "score":
            yield Line(field.name, key, option_label(expanded, field, value) or "Not answered")
        elif blank(value):
            yield Line(field.name, key, "None")
        else:
            allowed = permission(expanded, field, document)
            yield Line(field.name, key, permission_label(expanded, allowed), words=value)


def option_label(expanded: ExpandedQuestionnaire, field: Field, value: str) -> str:
    """'3 On track' for '3', 'Too early to judge' for 'too-early'; empty for what is no option."""
    labels = {no_view.id: no_view.label for no_view in expanded.no_views}
    for point in expanded.scale(field.question.scale or "").points:
        labels[str(point.value)] = f"{point.value} {point.label}"
    return labels.get(value, "")


def permission_label(expanded: ExpandedQuestionnaire, permission_id: str) -> str:
    return next(may.label for may in expanded.permissions if may.id == permission_id)
