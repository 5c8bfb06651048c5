"""A document as its speaker reads it again: each section, each answer, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from questionnaires.answers import blank, missing, permission
from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from survey.language import gettext


@dataclass(frozen=True, slots=True)
class Line:
    """One field read back; `words` are the speaker's own, `value` is the questionnaire's.

    `aim` is the name of the aim where the field is detail beneath a theme.
    """

    field: str
    key: str
    value: str
    words: str = ""
    missing: bool = False
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One section read back: a line for each of its fields, but not for detail that was left out.

    `page` is the id of the page on which it is asked.
    """

    section: ExpandedSection
    lines: tuple[Line, ...]
    page: str


def review(expanded: ExpandedQuestionnaire, document: Mapping[str, str]) -> list[Review]:
    """Every section of `expanded` with what `document` says in it, missing scores included."""
    wanting = {field.name for field in missing(expanded, document)}
    return [
        Review(
            section,
            tuple(
                line_of(expanded, field, document, wanting)
                for field in section.fields
                if not left_out(field, document)
            ),
            page.id,
        )
        for page in expanded.pages
        for section in page.sections
    ]


def left_out(field: Field, document: Mapping[str, str]) -> bool:
    """Whether the field is detail that need not be given and was not."""
    optional = bool(field.aim) and not field.question.mandatory
    return optional and blank(document.get(field.name, ""))


def lines_of(
    expanded: ExpandedQuestionnaire,
    section: ExpandedSection,
    document: Mapping[str, str],
    wanting: set[str],
) -> Iterator[Line]:
    for field in section.fields:
        yield line_of(expanded, field, document, wanting)


def line_of(
    expanded: ExpandedQuestionnaire, field: Field, document: Mapping[str, str], wanting: set[str]
) -> Line:
    """`wanting` names the fields that must be answered and are not."""
    name, key, value = field.name, field.question.name, document.get(field.name, "")
    if name in wanting:
        return Line(name, key, gettext("Not answered yet"), missing=True, aim=field.aim)
    if field.question.kind == "score":
        said = option_label(expanded, field, value) or gettext("Not answered")
        return Line(name, key, said, aim=field.aim)
    if blank(value):
        return Line(name, key, gettext("None"), aim=field.aim)
    allowed = permission_label(expanded, permission(expanded, field, document))
    return Line(name, key, allowed, words=value, aim=field.aim)


def option_label(expanded: ExpandedQuestionnaire, field: Field, value: str) -> str:
    """'3 On track' for '3', 'Too early to judge' for 'too-early'; empty for what is no option."""
    for point in expanded.scale(field.question.scale or "").points:
        if str(point.value) == value:
            return f"{value} {point.label}"
    return next((view.label for view in expanded.no_views if view.id == value), "")


def permission_label(expanded: ExpandedQuestionnaire, permission_id: str) -> str:
    return next(may.label for may in expanded.permissions if may.id == permission_id)
