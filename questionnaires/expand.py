"""A questionnaire repeated over a plan's themes: what a round asks, frozen by its hash.

The canonical text (`to_json`) is what a round stores; `sha256` of that text identifies it, and
`from_json` gives the same value back years later, whatever has become of the definition file.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

from questionnaires.model import (
    NoView,
    Opening,
    Permission,
    Question,
    Questionnaire,
    Scale,
    ScalePoint,
    Section,
)

THEME_REF = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


class ExpansionError(ValueError):
    """Themes that cannot be asked about, or a stored questionnaire that cannot be read."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the plan as its section shows it; `promises` are one line each."""

    ref: str
    name: str
    promises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question about one item; `name` is its key in a draft document.

    `item` is the theme's ref, or None where the question is about the plan as a whole.
    """

    name: str
    item: str | None
    question: Question

    @property
    def permission_name(self) -> str:
        """The key under which a draft document holds the permission of this comment."""
        return f"{self.name}-permission"


@dataclass(frozen=True, slots=True)
class ExpandedSection:
    """One page of the form: a theme (`item` is its ref) or a section asked once."""

    id: str
    title: str
    item: str | None
    promises: tuple[str, ...]
    fields: tuple[Field, ...]
    prompts: tuple[str, ...] = ()

    @property
    def mandatory(self) -> bool:
        """Whether anything in this section must be answered before submitting."""
        return any(field.question.mandatory for field in self.fields)


@dataclass(frozen=True)
class ExpandedQuestionnaire:
    """All that a round asks, in order, with the words that it was asked in."""

    questionnaire_id: str
    version: int
    title: str
    scales: tuple[Scale, ...]
    no_views: tuple[NoView, ...]
    permissions: tuple[Permission, ...]
    sections: tuple[ExpandedSection, ...]
    opening: Opening

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order in which they are asked."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def permission_ids(self) -> frozenset[str]:
        """The values that the permission of a comment may take."""
        return frozenset(permission.id for permission in self.permissions)

    @cached_property
    def permission_names(self) -> frozenset[str]:
        """The keys under which a draft document holds the permissions of comments."""
        comments = (field for field in self.fields if field.question.kind == "comment")
        return frozenset(field.permission_name for field in comments)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every key that a draft document may hold: fields, and the permissions of comments."""
        return self.permission_names.union(self._fields)

    def field(self, name: str) -> Field:
        """The field called `name`; KeyError where there is none."""
        return self._fields[name]

    def section(self, section_id: str) -> ExpandedSection:
        """The section whose id is `section_id`; KeyError where there is none."""
        return self._sections[section_id]

    def scale(self, scale_id: str) -> Scale:
        """The scale whose id is `scale_id`; KeyError where there is none."""
        return self._scales[scale_id]

    def valid_values(self, field: Field) -> frozenset[str]:
        """The option ids of a score: '1' to the scale's top, and each kind of 'no view'.

        Empty for a comment, which is free text.
        """
        return self._options.get(field.question.scale, frozenset())

    @cached_property
    def _without_scores(self) -> "ExpandedQuestionnaire":
        sections = (
            replace(section, fields=tuple(f for f in section.fields if f.question.kind != "score"))
            for section in self.sections
        )
        return replace(self, sections=tuple(section for section in sections if section.fields))

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _sections(self) -> dict[str, ExpandedSection]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _scales(self) -> dict[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def _options(self) -> dict[str | None, frozenset[str]]:
        no_views = [no_view.id for no_view in self.no_views]
        return {
            scale.id: frozenset([*(str(point.value) for point in scale.points), *no_views])
            for scale in self.scales
        }


def expand(questionnaire: Questionnaire, themes: Iterable[Theme]) -> ExpandedQuestionnaire:
    """Repeat `questionnaire` over the governance `themes`, in the order given.

    Raises ExpansionError where two fields would be stored under one name, or where a theme's ref
    is not made of letters and digits joined by dots or hyphens.
    """
    asked = tuple(themes)
    sections = tuple(
        expanded
        for section in questionnaire.sections
        for expanded in _expand_section(section, asked)
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
    )


def without_scores(expanded: ExpandedQuestionnaire) -> ExpandedQuestionnaire:
    """What somebody is asked who talks and scores nothing: the comments, in the same order.

    A section that asks for scores alone is left out.
    """
    return expanded._without_scores


def to_json(expanded: ExpandedQuestionnaire) -> str:
    """The canonical text: keys sorted, no spaces, letters unescaped; equal values, equal text."""
    return json.dumps(asdict(expanded), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> ExpandedQuestionnaire:
    """The value that `to_json` wrote as `text`; ExpansionError where it did not write it."""
    try:
        return _read(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise ExpansionError(
            f"The stored questionnaire cannot be read ({error!r}); restore it from a backup."
        ) from error


def sha256(text: str) -> str:
    """The SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _expand_section(section: Section, themes: tuple[Theme, ...]) -> tuple[ExpandedSection, ...]:
    if section.repeat is None:
        fields = _fields_of(section, section.id, None)
        return (ExpandedSection(section.id, section.title, None, (), fields, section.prompts),)
    return tuple(_theme_section(section, theme) for theme in themes)


def _theme_section(section: Section, theme: Theme) -> ExpandedSection:
    if not THEME_REF.fullmatch(theme.ref):
        raise ExpansionError(
            f"The theme '{theme.name}' has the ref '{theme.ref}', which cannot name a field; "
            "give it letters and digits, joined by dots or hyphens."
        )
    section_id = f"{section.id}-{theme.ref}"
    fields = _fields_of(section, section_id, theme.ref)
    return ExpandedSection(
        section_id, theme.name, theme.ref, theme.promises, fields, section.prompts
    )


def _fields_of(section: Section, prefix: str, item: str | None) -> tuple[Field, ...]:
    return tuple(Field(f"{prefix}-{question.id}", item, question) for question in section.questions)


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


def _read(stored: dict[str, Any]) -> ExpandedQuestionnaire:
    return ExpandedQuestionnaire(
        questionnaire_id=stored["questionnaire_id"],
        version=stored["version"],
        title=stored["title"],
        scales=tuple(_read_scale(scale) for scale in stored["scales"]),
        no_views=tuple(NoView(**no_view) for no_view in stored["no_views"]),
        permissions=tuple(Permission(**permission) for permission in stored["permissions"]),
        sections=tuple(_read_section(section) for section in stored["sections"]),
        opening=Opening(stored["opening"]["title"], tuple(stored["opening"]["paragraphs"])),
    )


def _read_scale(stored: dict[str, Any]) -> Scale:
    return Scale(stored["id"], tuple(ScalePoint(**point) for point in stored["points"]))


def _read_section(stored: dict[str, Any]) -> ExpandedSection:
    return ExpandedSection(
        id=stored["id"],
        title=stored["title"],
        item=stored["item"],
        promises=tuple(stored["promises"]),
        prompts=tuple(stored["prompts"]),
        fields=tuple(
            Field(field["name"], field["item"], Question(**field["question"]))
            for field in stored["fields"]
        ),
    )
