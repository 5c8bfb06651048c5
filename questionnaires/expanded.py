"""A questionnaire repeated over a plan's themes: what a round asks, and what of it one person."""

from dataclasses import dataclass, replace
from functools import cached_property

from questionnaires.model import Layout, NoView, Opening, Permission, Question, Scale

# The one page of a questionnaire whose layout is single.
SINGLE = "form"


@dataclass(frozen=True, slots=True)
class Field:
    """One question about one item; `name` is its key in a draft document.

    `item` is the ref of the theme or of the aim, or None where the question is about the plan as a
    whole. `aim` is the name of the aim where the question is detail beneath a theme.
    """

    name: str
    item: str | None
    question: Question
    aim: str = ""

    @property
    def permission_name(self) -> str:
        """The key under which a draft document holds the permission of this comment."""
        return f"{self.name}-permission"


@dataclass(frozen=True, slots=True)
class ExpandedSection:
    """A theme (`item` is its ref) or a section asked once.

    `audience` holds the refs of the groups that are asked it; empty where everybody is. `detail`
    holds the questions that repeat over aims as the definition asks them, so that they are known
    though the theme may have no aim.
    """

    id: str
    title: str
    item: str | None
    promises: tuple[str, ...]
    fields: tuple[Field, ...]
    prompts: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    detail: tuple[Question, ...] = ()

    @property
    def mandatory(self) -> bool:
        """Whether anything in this section must be answered before submitting."""
        return any(field.question.mandatory for field in self.fields)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, each once however many aims it is asked about."""
        return tuple(dict.fromkeys(field.question for field in self.fields))

    def asked_of(self, group: str, scores: bool) -> "ExpandedSection":  # noqa: FBT001 - half a key
        """This section as `group` is asked it: without fields where it is for others."""
        if self.audience and group not in self.audience:
            return replace(self, fields=())
        if scores:
            return self
        return replace(self, fields=tuple(f for f in self.fields if f.question.kind != "score"))


@dataclass(frozen=True, eq=False)
class Page:
    """Sections that are shown, sent and saved together; known by identity."""

    id: str
    title: str
    sections: tuple[ExpandedSection, ...]

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the page, in the order in which they are asked."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key of a draft document that belongs to the page: fields, then permissions."""
        names = tuple(field.name for field in self.fields)
        return names + tuple(
            field.permission_name for field in self.fields if field.question.kind == "comment"
        )


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
    layout: Layout = "pages"
    language: str = "en-GB"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages in order: one for each section, or a single one."""
        if self.layout == "single":
            return (Page(SINGLE, self.title, self.sections),)
        return self.section_pages

    @cached_property
    def section_pages(self) -> tuple[Page, ...]:
        """A page for each section in order, whatever the layout."""
        return tuple(Page(section.id, section.title, (section,)) for section in self.sections)

    @cached_property
    def has_audiences(self) -> bool:
        """Whether somebody is asked less than others."""
        return any(section.audience for section in self.sections)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field, in the order in which they are asked."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def published(self) -> tuple[Field, ...]:
        """The scores of which figures are published: those about a theme, asked of everybody."""
        return tuple(
            field
            for section in self.sections
            if section.item is not None and not section.audience
            for field in section.fields
            if field.question.kind == "score" and field.question.repeat is None
        )

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

    def page(self, page_id: str) -> Page:
        """The page whose id is `page_id`; KeyError where there is none."""
        return self._pages[page_id]

    def scale(self, scale_id: str) -> Scale:
        """The scale whose id is `scale_id`; KeyError where there is none."""
        return self._scales[scale_id]

    def valid_values(self, field: Field) -> frozenset[str]:
        """The option ids of a score: '1' to the scale's top, and each kind of 'no view'.

        Empty for a comment, which is free text.
        """
        return self._options.get(field.question.scale, frozenset())

    def asked_of(self, group: str, *, scores: bool = True) -> "ExpandedQuestionnaire":
        """What somebody of `group` (its ref) is asked; without `scores` the comments alone.

        A section of which nothing is left is left out. Asked again of what was given back, it
        changes nothing. The same value comes back each time, so its pages stay the same pages.
        """
        if scores and not self.has_audiences:
            return self
        key = (group if self.has_audiences else "", scores)
        if key not in self._asked:
            sections = (section.asked_of(*key) for section in self.sections)
            asked = tuple(section for section in sections if section.fields)
            same = asked == self.sections
            self._asked[key] = self if same else replace(self, sections=asked)
        return self._asked[key]

    @cached_property
    def _asked(self) -> dict[tuple[str, bool], "ExpandedQuestionnaire"]:
        return {}

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def _sections(self) -> dict[str, ExpandedSection]:
        return {section.id: section for section in self.sections}

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.id: page for page in self.pages}

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
