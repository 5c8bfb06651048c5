from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.wording.checking import refuse_unusable
from survey.models import MessageKind, MessageTemplate
from survey.queries.messages import versions


def save_words(
    session: Session, *, kind: MessageKind, subject: str, words: str, actor: str, now: datetime
) -> MessageTemplate:
    """Let `subject` and `words` be sent from now on, as the next version of their kind.

    The words that are sent already make no new version. Raises WordsRefused where a message could
    not be written from them.
    """
    subject, words = subject.strip(), words.replace("\r\n", "\n").strip() + "\n"
    refuse_unusable(kind, subject, words)
    earlier = versions(session, kind)
    if earlier and (earlier[0].subject, earlier[0].words) == (subject, words):
        return earlier[0]
    made = MessageTemplate(
        kind=kind,
        version=earlier[0].version + 1 if earlier else 1,
        subject=subject,
        words=words,
        saved_at=now,
        saved_by=actor,
    )
    session.add(made)
    record_event(
        session,
        actor=actor,
        action="words saved",
        subject=f"message {kind.value}",
        now=now,
        version=made.version,
    )
    return made
