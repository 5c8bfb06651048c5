"""Commitments: what came of what people said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from analysis.disclosure.thresholds import LOWEST_SAID
from survey.errors import NotFound
from survey.models import (
    Aim,
    Commitment,
    CommitmentCode,
    CommitmentStatus,
    CommitmentVoice,
    Worked,
)

SETTLED = (CommitmentStatus.DONE, CommitmentStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those `asked` whether something worked said what."""

    asked: int
    said: Mapping[Worked, int]

    @property
    def answered(self) -> int:
        return sum(self.said.values())

    @property
    def may_be_shown(self) -> bool:
        """Whether so many have answered that nobody can be made out."""
        return self.answered >= LOWEST_SAID


def commitment_by_id(session: Session, commitment_id: int, *, to_write: bool = False) -> Commitment:
    """The commitment; `to_write` makes other writers of it wait. Raises NotFound."""
    query = select(Commitment).where(Commitment.id == commitment_id)
    found = session.exec(query.with_for_update() if to_write else query).first()
    if found is None:
        raise NotFound("There is no such commitment.")
    return found


def all_commitments(session: Session) -> list[Commitment]:
    """Every commitment, what is due first before the others."""
    query = select(Commitment).order_by(col(Commitment.due_month), col(Commitment.id))
    return list(session.exec(query))


def overdue_commitments(session: Session, month: str) -> int:
    """How many were due before `month` and are neither done nor dropped."""
    query = select(func.count()).select_from(Commitment)
    return session.exec(
        query.where(Commitment.due_month < month, col(Commitment.status).not_in(SETTLED))
    ).one()


def is_settled(commitment: Commitment) -> bool:
    return commitment.status in SETTLED


def is_overdue(commitment: Commitment, month: str) -> bool:
    """Whether it was due before `month` and is neither done nor dropped."""
    return not is_settled(commitment) and commitment.due_month < month


def settled_month(commitment: Commitment) -> str:
    """When it was called done or dropped; '' while it is open."""
    return commitment.done_month or commitment.dropped_month if is_settled(commitment) else ""


def codes_answered(session: Session, commitment_ids: Iterable[int]) -> dict[int, list[int]]:
    """{commitment id: the ids of its codes as they were chosen}."""
    wanted = set(commitment_ids)
    found: dict[int, list[int]] = {each: [] for each in wanted}
    query = select(CommitmentCode).where(col(CommitmentCode.commitment_id).in_(wanted))
    for row in session.exec(query.order_by(col(CommitmentCode.code_id))):
        found[row.commitment_id].append(row.code_id)
    return found


def voices_of(session: Session, commitment_id: int) -> list[CommitmentVoice]:
    """Everybody who raised it: for the panel team alone."""
    query = select(CommitmentVoice).where(CommitmentVoice.commitment_id == commitment_id)
    return list(session.exec(query.order_by(col(CommitmentVoice.person_id))))


def tally(session: Session, commitment: Commitment) -> Tally:
    """What its voices said of what was called done last."""
    voices = voices_of(session, commitment.id or 0)
    about = commitment.done_month or max((each.about_month for each in voices), default="")
    given = [each.worked for each in voices if about and each.about_month == about]
    return Tally(len(voices), Counter(each for each in given if each is not None))


def leads_of_plan(session: Session) -> list[str]:
    """Whom the plan names as the leads of its aims, each once."""
    query = select(Aim.lead).where(Aim.lead != "").distinct()
    return sorted(session.exec(query), key=str.casefold)
