"""What is left to read and to code, and how a month's words are laid out by theme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection
from survey.analyse.places import AS_A_WHOLE, place, section_of
from survey.models import Code, CommentKind, Round
from survey.queries.comments import Said
from survey.queries.to_code import Left

ROUND = "round "


@dataclass(frozen=True, slots=True)
class Heard:
    """Words with their codes; `about` names the aim or the question where there are several."""

    said: Said
    about: str
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class Themed:
    """A section's title with what was said in it; `audience` names who alone was asked."""

    id: str
    title: str
    audience: tuple[str, ...]
    heard: tuple[Heard, ...]


def subject(round_: Round) -> str:
    """A round, as audit events name it."""
    return f"{ROUND}{round_.month}"


def months_read(last_read: Mapping[str, datetime]) -> dict[str, datetime]:
    """When an analyst last read each month, from when they last did so to each subject."""
    return {
        read.removeprefix(ROUND): at for read, at in last_read.items() if read.startswith(ROUND)
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many words on a theme of a month wait to be coded."""

    month: str
    theme: str
    title: str
    number: int


def waiting(left: Iterable[Left]) -> list[Waiting]:
    """`left` by themes: words on an aim are about its theme."""
    found: dict[tuple[str, str], Waiting] = {}
    for each in left:
        where = place(each.asked, each.item, each.field)
        before = found.get((each.month, where.theme))
        number = each.number + (before.number if before else 0)
        found[each.month, where.theme] = Waiting(each.month, where.theme, where.title, number)
    return list(found.values())


def by_theme(
    expanded: ExpandedQuestionnaire,
    said: Sequence[Said],
    groups: Mapping[str, str],
    codes: Mapping[int, Sequence[Code]],
) -> list[Themed]:
    """What was said, in the order of the questionnaire's sections, silent ones included.

    Of one section the theme's own comments come first, then those on its aims, then what was said
    about it in conversations; what is about no section stands at the end. `groups` names the
    groups by ref, `codes` holds those of each comment.
    """
    themed = [
        Themed(
            section.id,
            section.title,
            tuple(groups.get(ref, ref) for ref in section.audience),
            tuple(heard(expanded, section, said, codes)),
        )
        for section in expanded.sections
        if asks_for_words(section)
    ]
    placed = {each.said.id for theme in themed for each in theme.heard}
    rest = [each for each in said if each.id not in placed]
    if rest:
        told = tuple(Heard(each, "", tuple(codes.get(each.id, ()))) for each in rest)
        themed.append(Themed("conversations", AS_A_WHOLE, (), told))
    return themed


def asks_for_words(section: ExpandedSection) -> bool:
    return any(field.question.kind == "comment" for field in section.fields)


def heard(
    expanded: ExpandedQuestionnaire,
    section: ExpandedSection,
    said: Sequence[Said],
    codes: Mapping[int, Sequence[Code]],
) -> Iterator[Heard]:
    fields = [field for field in section.fields if field.question.kind == "comment"]
    for field in fields:
        about = field.aim or (field.question.name if len(fields) > 1 else "")
        for each in said:
            if each.field == field.name and each.kind is CommentKind.COMMENT:
                yield Heard(each, about, tuple(codes.get(each.id, ())))
    for each in said:
        if each.kind is not CommentKind.COMMENT:
            found = section_of(expanded, each.item, each.field)
            if found is not None and found.id == section.id:
                yield Heard(each, "", tuple(codes.get(each.id, ())))
