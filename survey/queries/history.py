"""What became of the messages to one person."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey.models import MESSAGES, MailAttempt, OutboxItem


@dataclass(frozen=True, slots=True)
class Message:
    """One message and every attempt at it, oldest first, bounces included."""

    item: OutboxItem
    attempts: tuple[MailAttempt, ...]


def history(session: Session, invitation_id: int) -> list[Message]:
    """All messages about an invitation, oldest first, those that still wait included."""
    of_person = select(OutboxItem).where(
        OutboxItem.subject_id == invitation_id, col(OutboxItem.kind).in_(MESSAGES)
    )
    items = session.exec(of_person.order_by(col(OutboxItem.due_at), col(OutboxItem.id))).all()
    attempts: dict[int, list[MailAttempt]] = {item.id or 0: [] for item in items}
    lines = select(MailAttempt).where(col(MailAttempt.item_id).in_(attempts))
    for line in session.exec(lines.order_by(col(MailAttempt.at), col(MailAttempt.id))):
        attempts[line.item_id].append(line)
    return [Message(item, tuple(attempts[item.id or 0])) for item in items]
