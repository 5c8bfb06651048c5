"""What a definition file asks: its sections and their questions."""

from collections.abc import Sequence
from itertools import combinations
from typing import cast, get_args

from questionnaires.model import Kind, Measure, Question, Repeat, RepeatOfQuestion, Section
from questionnaires.table import Table

# Pages that stand beside those of the sections, whose addresses are their ids.
TAKEN = (
    "change", "check", "code", "form", "last-month",
    "later", "opening", "past", "raised", "receipt", "submit",
)  # fmt: skip
# Beside its answers a section of an interview holds its notes, under the section's name and this.
NOTES = "notes"


def sections(top: Table) -> tuple[Section, ...]:
    """The sections, wholly validated; DefinitionError names the section or question at fault."""
    scales = [table.identifier("id") for table in top.identified("scales", "scale")]
    top.tables("sections", "section")
    found = tuple(
        _section(table, scales, may_comment="permissions" in top.entries)
        for table in top.identified("sections", "section")
    )
    _refuse_measures_asked_twice(top.file, found)
    return found


def _section(table: Table, scales: Sequence[str], *, may_comment: bool) -> Section:
    table.allow("id", "title", "repeat", "questions", "prompts", "audience")
    table.tables("questions", "question")
    if table.identifier("id") in TAKEN:
        raise table.error("another page of the form has this name", "give the section another id")
    section = Section(
        id=table.identifier("id"),
        title=table.text("title"),
        repeat=cast("Repeat | None", table.optional_choice("repeat", get_args(Repeat))),
        questions=tuple(
            _question(question, scales, may_comment=may_comment)
            for question in table.identified("questions", "question")
        ),
        prompts=table.texts("prompts") if "prompts" in table.entries else (),
        audience=_audience(table),
    )
    if section.repeat is None and any(question.repeat for question in section.questions):
        raise table.error(
            "it asks about aims but not about themes", 'add repeat = "governance-themes"'
        )
    return section


def _audience(table: Table) -> tuple[str, ...]:
    groups = table.texts("audience") if "audience" in table.entries else ()
    if len(set(groups)) < len(groups):
        raise table.error("its audience names a group twice", "name each group once")
    return groups


def _question(table: Table, scales: Sequence[str], *, may_comment: bool) -> Question:
    if table.identifier("id") == NOTES:
        raise table.error(
            "the notes of an interview have this name", "give the question another id"
        )
    kind = cast("Kind", table.choice("kind", get_args(Kind)))
    if kind == "score":
        return _score(table, scales)
    if not may_comment:
        raise table.error(
            "a comment is asked for but the file has no permissions", "add its [[permissions]]"
        )
    return _comment(table)


def _score(table: Table, scales: Sequence[str]) -> Question:
    table.allow("id", "kind", "measure", "name", "stem", "scale", "mandatory", "repeat")
    if not scales:
        raise table.error("a score is asked for but the file has no scales", "add its [[scales]]")
    return Question(
        id=table.identifier("id"),
        kind="score",
        measure=cast("Measure", table.choice("measure", get_args(Measure))),
        name=table.text("name"),
        stem=table.text("stem"),
        scale=table.choice("scale", scales),
        mandatory=table.flag("mandatory"),
        max_length=None,
        repeat=_repeat(table),
    )


def _comment(table: Table) -> Question:
    table.allow("id", "kind", "name", "stem", "mandatory", "max_length", "repeat")
    return Question(
        id=table.identifier("id"),
        kind="comment",
        measure=None,
        name=table.text("name"),
        stem=table.text("stem"),
        scale=None,
        mandatory=table.flag("mandatory"),
        max_length=table.count("max_length"),
        repeat=_repeat(table),
    )


def _repeat(table: Table) -> RepeatOfQuestion | None:
    return cast(
        "RepeatOfQuestion | None", table.optional_choice("repeat", get_args(RepeatOfQuestion))
    )


def _refuse_measures_asked_twice(file: str, sections: Sequence[Section]) -> None:
    # An answer is known by its item and measure, so a second one would overwrite the first.
    scores = [(s, q) for s in sections for q in s.questions if q.kind == "score"]
    for (section, question), (later, second) in combinations(scores, 2):
        about = (section.repeat, question.repeat, question.measure)
        if about != (later.repeat, second.repeat, second.measure):
            continue
        if section.meets(later):
            place = Table(file, f"question '{second.id}' of section '{later.id}'", {})
            raise place.error(
                f"it is a second score for {second.measure} about the same thing",
                "leave one of the two out, or ask them in sections whose audiences share no group",
            )
