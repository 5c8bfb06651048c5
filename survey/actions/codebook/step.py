from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.errors import Conflict
from survey.models import Code, CodebookVersion, CodeLineage, LineageKind
from survey.queries.codebook import latest_version, lock_codebook


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the codebook: which version its maker has `seen`, who makes it, and when."""

    seen: int
    actor: str
    now: datetime


def refuse_stale(session: Session, step: Step) -> int:
    """Lock the codebook until the transaction ends, and give the number of the version to come.

    Raises Conflict where somebody has changed it since `step` saw it.
    """
    lock_codebook(session)
    latest = latest_version(session)
    if latest.number != step.seen:
        raise Conflict(
            f"The codebook was changed meanwhile, by {latest.made_by}: {latest.change} "
            "What you typed is still here: look at the codebook as it is now, and send it again."
        )
    return latest.number + 1


def make_version(session: Session, step: Step, number: int, change: str) -> CodebookVersion:
    """Store version `number`, whose sentence is `change`, and its audit event."""
    made = CodebookVersion(number=number, change=change, made_by=step.actor, made_at=step.now)
    session.add(made)
    session.flush()
    record_event(
        session,
        actor=step.actor,
        action="codebook changed",
        subject=f"codebook {number}",
        now=step.now,
        change=change,
    )
    return made


def close(session: Session, codes: list[Code], number: int) -> None:
    """Take `codes` out of the codebook with version `number`.

    They are locked with it, so that nobody who is coding just now chooses one unseen.
    """
    for code in sorted(codes, key=lambda each: each.id or 0):
        code.until = number
        session.add(code)
        session.flush()


def descend(session: Session, number: int, kind: LineageKind, old: Code, new: Code) -> None:
    """One step of the lineage, between codes that are called now as they are to be told of."""
    session.add(
        CodeLineage(
            version=number,
            kind=kind,
            old_id=old.id or 0,
            new_id=new.id or 0,
            old_name=old.name,
            new_name=new.name,
        )
    )
    session.flush()
