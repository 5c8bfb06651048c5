"""A definition file, TOML, becomes a Questionnaire, or an error that says how to mend the file."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from questionnaires.model import (
    Kind,
    Layout,
    Measure,
    NoView,
    Opening,
    Permission,
    Question,
    Questionnaire,
    Repeat,
    RepeatOfQuestion,
    Scale,
    ScalePoint,
    Section,
)
from questionnaires.table import WHOLE, DefinitionError, Table

__all__ = ["DEFINITIONS", "NO_VIEWS", "PERMISSIONS", "DefinitionError", "definition", "load"]

DEFINITIONS = Path(__file__).parent / "definitions"

# What may follow from an answer hangs on these ids, so a file words them but cannot invent any.
NO_VIEWS = ("too-early", "not-close")
# The shape of a BCP 47 tag: a language, perhaps a script or a region.
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PERMISSIONS = ("team", "internal", "unattributed", "block")


def load(path: Path) -> Questionnaire:
    """The questionnaire that the file at `path` defines, wholly validated.

    Raises DefinitionError: one sentence with the file, the question or section, and the mend.
    """
    top = Table(path.name, WHOLE, _read(path))
    top.allow(
        "id", "version", "title", "language", "layout",
        "opening", "scales", "no_views", "permissions", "sections",
    )  # fmt: skip
    questionnaire = Questionnaire(
        id=top.identifier("id"),
        version=top.count("version"),
        title=top.text("title"),
        opening=_opening(top.table("opening")),
        scales=tuple(_scale(table) for table in top.identified("scales", "scale")),
        no_views=tuple(_no_view(table) for table in top.identified("no_views", "no view")),
        permissions=_permissions(top),
        sections=_sections(top),
        layout=cast("Layout", top.optional_choice("layout", get_args(Layout)) or "pages"),
        language=_language(top),
    )
    _refuse_measures_asked_twice(path.name, questionnaire.sections)
    return questionnaire


def definition(name: str) -> Questionnaire:
    """The shipped questionnaire of the file `name`.toml; DefinitionError where there is none."""
    shipped = {path.stem: path for path in sorted(DEFINITIONS.glob("*.toml"))}
    if name not in shipped:
        raise DefinitionError(
            f"No questionnaire called '{name}' is shipped; choose {', '.join(shipped)}."
        )
    return load(shipped[name])


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise DefinitionError(f"{path.name}: there is no such file; check its path.") from error
    except OSError as error:
        raise DefinitionError(
            f"{path.name}: the file cannot be opened ({error.strerror}); check what it is and "
            "who may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise DefinitionError(f"{path.name}: the file is not UTF-8; save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is a mere ValueError
        raise DefinitionError(
            f"{path.name}: the file is not valid TOML ({error}); mend that place."
        ) from error


def _language(top: Table) -> str:
    if "language" not in top.entries:
        return "en-GB"
    language = top.text("language")
    if not LANGUAGE.fullmatch(language):
        raise top.error(
            f"'{language}' is not the tag of a language", 'write it as language = "en-GB" or "cy"'
        )
    return language


def _opening(table: Table) -> Opening:
    table.allow("title", "paragraphs")
    return Opening(table.text("title"), table.texts("paragraphs"))


def _scale(table: Table) -> Scale:
    table.allow("id", "points")
    points = tuple(_point(point) for point in table.tables("points", "point"))
    values = [point.value for point in points]
    if len(points) < 2 or values != list(range(1, len(points) + 1)):
        raise table.error(
            f"its values are {', '.join(map(str, values))}",
            "give it two points or more, numbered 1, 2, 3 and so on without a gap",
        )
    return Scale(table.identifier("id"), points)


def _point(table: Table) -> ScalePoint:
    table.allow("value", "label")
    return ScalePoint(table.count("value"), table.text("label"))


def _no_view(table: Table) -> NoView:
    table.allow("id", "label")
    return NoView(table.choice("id", NO_VIEWS), table.text("label"))


def _permissions(top: Table) -> tuple[Permission, ...]:
    permissions = tuple(_permission(table) for table in top.identified("permissions", "permission"))
    ids = [permission.id for permission in permissions]
    if ids and (ids[0] != PERMISSIONS[0] or ids != sorted(ids, key=PERMISSIONS.index)):
        raise top.error(
            f"the permissions stand in the order {', '.join(ids)}",
            f"put the most private first: {', '.join(PERMISSIONS)}",
        )
    return permissions


def _permission(table: Table) -> Permission:
    table.allow("id", "label", "meaning")
    return Permission(table.choice("id", PERMISSIONS), table.text("label"), table.text("meaning"))


def _sections(top: Table) -> tuple[Section, ...]:
    scales = [table.identifier("id") for table in top.identified("scales", "scale")]
    top.tables("sections", "section")
    return tuple(
        _section(table, scales, may_comment="permissions" in top.entries)
        for table in top.identified("sections", "section")
    )


def _section(table: Table, scales: Sequence[str], *, may_comment: bool) -> Section:
    table.allow("id", "title", "repeat", "questions", "prompts", "audience")
    table.tables("questions", "question")
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
    seen = set()
    for section, question in scores:
        if (section.repeat, question.repeat, question.measure) in seen:
            place = Table(file, f"question '{question.id}' of section '{section.id}'", {})
            raise place.error(
                f"it is a second score for {question.measure} about the same thing",
                "leave one of the two out",
            )
        seen.add((section.repeat, question.repeat, question.measure))
