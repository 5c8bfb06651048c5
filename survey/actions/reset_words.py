from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import MessageKind, MessageTemplate
from survey.queries.messages import edited_words


def reset_words(session: Session, *, kind: MessageKind, actor: str, now: datetime) -> None:
    """Send the shipped words of `kind` again; those that were edited stay as earlier versions.

    An empty version says so, and not a copy: better words that come with a new release are sent.
    """
    edited = edited_words(session, kind)
    if edited is None:
        return
    session.add(
        MessageTemplate(
            kind=kind,
            version=edited.version + 1,
            subject="",
            words="",
            saved_at=now,
            saved_by=actor,
        )
    )
    record_event(
        session, actor=actor, action="words reset", subject=f"message {kind.value}", now=now
    )
