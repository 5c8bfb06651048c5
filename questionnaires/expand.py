"""Repeating a questionnaire over a plan's themes, and its detail over their aims."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection, Field
from questionnaires.model import Question, Questionnaire, Section

THEME_REF = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


class ExpansionError(ValueError):
    """Themes that cannot be asked about."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim of a theme, as its detail is asked about."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the plan as its section shows it; `promises` are one line each."""

    ref: str
    name: str
    promises: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()


def expand(questionnaire: Questionnaire, themes: Iterable[Theme]) -> ExpandedQuestionnaire:
    """Repeat `questionnaire` over the governance `themes`, in the order given.

    Raises ExpansionError where two fields would be stored under one name, where a ref is not made
    of letters and digits joined by dots or hyphens, or where an aim is asked about whose ref
    another aim or theme has too.
    """
    asked = tuple(themes)
    if any(question.repeat for section in questionnaire.sections for question in section.questions):
        _refuse_shared_refs(asked)
    sections = tuple(
        expanded
        for place, section in enumerate(questionnaire.sections)
        for expanded in _expand_section(section, asked, questionnaire.sections[:place])
    )
    _refuse_shared_names(sections)
    return ExpandedQuestionnaire(
        questionnaire_id=questionnaire.id,
        version=questionnaire.version,
        title=questionnaire.title,
        scales=questionnaire.scales,
        no_views=questionnaire.no_views,
        permissions=questionnaire.permissions,
        sections=sections,
        opening=questionnaire.opening,
        layout=questionnaire.layout,
        language=questionnaire.language,
    )


def _expand_section(
    section: Section, themes: tuple[Theme, ...], before: tuple[Section, ...]
) -> tuple[ExpandedSection, ...]:
    if section.repeat is not None:
        # Whoever meets a theme for the second time is told what it is this time.
        again = any(each.repeat is not None and each.meets(section) for each in before)
        heading = f": {section.title}" if again else ""
        return tuple(_theme_section(section, theme, heading) for theme in themes)
    fields = tuple(_field(section.id, None, question) for question in section.questions)
    return (
        ExpandedSection(
            section.id, section.title, None, (), fields, section.prompts, section.audience
        ),
    )


def _theme_section(section: Section, theme: Theme, heading: str) -> ExpandedSection:
    _refuse_unusable(theme.ref, f"theme '{theme.name}'")
    section_id = f"{section.id}-{theme.ref}"
    detail = tuple(question for question in section.questions if question.repeat == "aims")
    return ExpandedSection(
        id=section_id,
        title=f"{theme.name}{heading}",
        item=theme.ref,
        promises=theme.promises,
        fields=(
            *(_field(section_id, theme.ref, q) for q in section.questions if q.repeat is None),
            *_detail(detail, section_id, theme.aims),
        ),
        prompts=section.prompts,
        audience=section.audience,
        detail=detail,
    )


def _detail(
    questions: tuple[Question, ...], section_id: str, aims: tuple[Aim, ...]
) -> Iterator[Field]:
    """What is asked of each aim, aim by aim."""
    for aim in aims if questions else ():
        _refuse_unusable(aim.ref, f"aim '{aim.name}'")
        for question in questions:
            yield _field(f"{section_id}-{aim.ref}", aim.ref, question, aim.name)


def _field(prefix: str, item: str | None, question: Question, aim: str = "") -> Field:
    return Field(f"{prefix}-{question.id}", item, question, aim)


def _refuse_unusable(ref: str, what: str) -> None:
    if not THEME_REF.fullmatch(ref):
        raise ExpansionError(
            f"The {what} has the ref '{ref}', which cannot name a field; "
            "give it letters and digits, joined by dots or hyphens."
        )


def _refuse_shared_refs(themes: tuple[Theme, ...]) -> None:
    # A score is stored under what it is about, so one ref for two things would join their answers.
    seen = {theme.ref for theme in themes}
    for aim in (aim for theme in themes for aim in theme.aims):
        if aim.ref in seen:
            raise ExpansionError(
                f"The aim '{aim.name}' has the ref '{aim.ref}', which another aim or theme has "
                "too; give it one of its own, because each is asked about."
            )
        seen.add(aim.ref)


def _stored_names(sections: Iterable[ExpandedSection]) -> Iterable[str]:
    for section in sections:
        for field in section.fields:
            yield field.name
            if field.question.kind == "comment":
                yield field.permission_name


def _refuse_shared_names(sections: tuple[ExpandedSection, ...]) -> None:
    counts = Counter([section.id for section in sections])
    counts += Counter(_stored_names(sections))
    shared = [name for name, times in counts.items() if times > 1]
    if shared:
        raise ExpansionError(
            f"Two parts of the questionnaire would be stored as '{shared[0]}'; "
            "give each theme a ref of its own, and no section the id of a theme's section."
        )
