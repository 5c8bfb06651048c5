"""Which comments are left to read, and how a month's are laid out by theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from questionnaires.expanded import ExpandedQuestionnaire
from survey.models import Round
from survey.queries.comments import Said


@dataclass(frozen=True, slots=True)
class Month:
    """A round, how many comments it has, and how many came since this analyst last read them."""

    round: Round
    comments: int
    left: int


@dataclass(frozen=True, slots=True)
class Themed:
    """A section's title with what was said about it."""

    id: str
    title: str
    said: tuple[Said, ...]


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


def by_theme(expanded: ExpandedQuestionnaire, said: Sequence[Said]) -> list[Themed]:
    """What was said, in the order of the questionnaire's sections, silent ones included."""
    return [
        Themed(
            section.id,
            section.title,
            tuple(each for each in said if each.item == (section.item or "")),
        )
        for section in expanded.sections
    ]
