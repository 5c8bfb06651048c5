from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col

from survey.actions.change_commitment import CHANGED
from survey.actions.commitment_facts import refuse_naming, refuse_without_outcome, subject
from survey.actions.record_event import record_event
from survey.clock import london_day
from survey.errors import Conflict
from survey.models import Commitment, CommitmentStatus, CommitmentVoice
from survey.queries.commitments import SETTLED, commitment_by_id


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a commitment has come, and what came of it once it is done or dropped."""

    status: CommitmentStatus
    outcome: str = ""


def settle_commitment(
    session: Session,
    *,
    commitment_id: int,
    standing: Standing,
    seen: datetime | None,
    actor: str,
    now: datetime,
) -> Commitment:
    """Say how far a commitment has come and what came of it.

    Once it is called done, whoever raised it is asked from the next month on whether it worked,
    and anew each time that it is called done. Raises Conflict where it has been changed since
    `seen`, SurveyError where it is settled without an outcome or the outcome names somebody.
    """
    commitment = commitment_by_id(session, commitment_id, to_write=True)
    if seen != commitment.changed_at:
        raise Conflict(CHANGED)
    refuse_naming(session, standing.outcome)
    refuse_without_outcome(standing.status, standing.outcome)
    before = Standing(commitment.status, commitment.outcome)
    if before == standing:
        return commitment
    commitment.outcome = standing.outcome
    if standing.status is not before.status:
        take_on(session, commitment, standing.status, f"{london_day(now):%Y-%m}")
    commitment.changed_at = now
    session.flush()
    record_event(
        session,
        actor=actor,
        action="commitment settled" if standing.status in SETTLED else "commitment taken further",
        subject=subject(commitment),
        now=now,
        before=before.status.value,
        after=standing.status.value,
    )
    return commitment


def take_on(session: Session, commitment: Commitment, status: CommitmentStatus, month: str) -> None:
    """Let the commitment be in `status` from `month` on."""
    commitment.status = status
    commitment.done_month = month if status is CommitmentStatus.DONE else ""
    commitment.dropped_month = month if status is CommitmentStatus.DROPPED else ""
    if status in SETTLED:
        commitment.reopened_at = None
    if status is CommitmentStatus.DONE:
        ask_anew(session, commitment, month)


def ask_anew(session: Session, commitment: Commitment, month: str) -> None:
    """What was answered about the same month was about what had been done before."""
    session.execute(
        update(CommitmentVoice)
        .where(
            col(CommitmentVoice.commitment_id) == commitment.id,
            col(CommitmentVoice.about_month) == month,
        )
        .values(worked=None, about_month="", answered_in="", answered_at=None)
    )
