from datetime import datetime, timedelta
from uuid import uuid4

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.errors import TooManyTries
from survey.language import gettext
from survey.models import Invitation, OutboxItem, OutboxKind
from survey.queries.codes import codes_since
from survey.queries.recipients import domains, recipient

MOST_A_DAY = 5
DAY = timedelta(days=1)
# Somebody who presses twice wants one code.
PAUSE = timedelta(seconds=60)


def send_code(session: Session, *, invitation: Invitation, now: datetime) -> None:
    """Queue a message with a six-digit code to whoever is invited, as proof that it is they.

    The last code counts. Raises TooManyTries after five within a day, because whoever has a
    forwarded link could fill a mailbox with them.
    """
    sent = codes_since(session, invitation.id or 0, now - DAY)
    if sent and sent[0].created_at > now - PAUSE:
        return
    if len(sent) >= MOST_A_DAY:
        raise TooManyTries(
            gettext(
                "%(number)s codes were sent since this time yesterday, and no more are. Open the "
                "link in the browser in which you submitted your answers, or try tomorrow."
            )
            % {"number": MOST_A_DAY}
        )
    to = recipient(invitation)
    session.add(
        OutboxItem(
            kind=OutboxKind.CODE,
            subject_id=invitation.id or 0,
            key=f"code-{uuid4().hex}",
            due_at=now,
            created_at=now,
            domain=domains(session, [to])[to],
        )
    )
    record_event(
        session,
        actor=f"invitation {invitation.id}",
        action="code sent",
        subject=f"invitation {invitation.id}",
        now=now,
    )
    session.flush()
