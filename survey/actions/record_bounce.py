from datetime import datetime

from sqlmodel import Session

from survey.actions.note_read_back import note_read_back
from survey.models import MailAttempt, MailOutcome, OutboxItem, OutboxState

RETURNED = {
    OutboxState.DONE: OutboxState.BOUNCED,
    OutboxState.UNCERTAIN: OutboxState.BOUNCED,
}


def record_bounce(
    session: Session, *, item: OutboxItem, said: str, now: datetime, final: bool
) -> None:
    """Note in the history of `item` that it came back; a warning alone changes no state.

    The same line twice says no more than once: a bounce that was read before a kill is read
    again after it.
    """
    already = item.state is OutboxState.BOUNCED
    if final and not already:
        item.state = RETURNED.get(item.state, item.state)
        item.last_error = said
        note_read_back(session, item=item, at=None)
        item.sealed_token = "" if item.state is OutboxState.BOUNCED else item.sealed_token
    if not already:
        outcome = MailOutcome.BOUNCED if final else MailOutcome.POSTPONED
        session.add(
            MailAttempt(
                item_id=item.id or 0, at=now, domain=item.domain, outcome=outcome, said=said
            )
        )
