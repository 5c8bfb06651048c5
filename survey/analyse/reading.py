"""Which comments are left to read, and how a month's are laid out by theme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from questionnaires.expanded import ExpandedQuestionnaire, ExpandedSection
from survey.models import Round
from survey.queries.comments import Said


@dataclass(frozen=True, slots=True)
class Month:
    """A round, how many comments it has, and how many came since this analyst last read them."""

    round: Round
    comments: int
    left: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A comment; `about` names the aim or the question where the section asks for several."""

    said: Said
    about: str


@dataclass(frozen=True, slots=True)
class Themed:
    """A section's title with what was said in it; `audience` names who alone was asked."""

    id: str
    title: str
    audience: tuple[str, ...]
    heard: tuple[Heard, ...]


def months_to_read(
    arrivals: Iterable[tuple[Round, Sequence[datetime]]], last_read: Mapping[str, datetime]
) -> list[Month]:
    """`last_read` holds when this analyst last read a round, by the subject of the audit event."""
    months = []
    for round_, came in arrivals:
        read = last_read.get(subject(round_))
        months.append(Month(round_, len(came), sum(read is None or at > read for at in came)))
    return months


def subject(round_: Round) -> str:
    """A round, as audit events name it."""
    return f"round {round_.month}"


def by_theme(
    expanded: ExpandedQuestionnaire, said: Sequence[Said], groups: Mapping[str, str]
) -> list[Themed]:
    """What was said, in the order of the questionnaire's sections, silent ones included.

    Of one section the theme's own comments come first, then those on its aims. `groups` names the
    groups by ref.
    """
    return [
        Themed(
            section.id,
            section.title,
            tuple(groups.get(ref, ref) for ref in section.audience),
            tuple(heard(section, said)),
        )
        for section in expanded.sections
        if asks_for_words(section)
    ]


def asks_for_words(section: ExpandedSection) -> bool:
    return any(field.question.kind == "comment" for field in section.fields)


def heard(section: ExpandedSection, said: Sequence[Said]) -> Iterator[Heard]:
    fields = [field for field in section.fields if field.question.kind == "comment"]
    for field in fields:
        about = field.aim or (field.question.name if len(fields) > 1 else "")
        for each in said:
            if each.field == field.name:
                yield Heard(each, about)
