from datetime import datetime

from sqlmodel import Session

from survey.actions.importing.changes import Changes
from survey.actions.importing.source import Source
from survey.actions.record_event import record_event


def record_import(
    session: Session,
    changes: Changes,
    *,
    noun: str,
    source: Source,
    actor: str,
    now: datetime,
    **facts: str,
) -> Changes:
    """Give `changes` back, with an audit event where there are any."""
    if changes:
        record_event(
            session,
            actor=actor,
            action=f"{noun} imported",
            subject=source.name,
            now=now,
            added=len(changes.added),
            changed=len(changes.changed),
            kept=len(changes.kept),
            **facts,
        )
    return changes
