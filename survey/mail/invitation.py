from datetime import datetime
from email.message import EmailMessage

from sqlmodel import Session

from survey.config import Settings
from survey.mail.writing import message
from survey.models import OutboxItem


def invitation_message(
    session: Session, *, item: OutboxItem, settings: Settings, now: datetime
) -> EmailMessage:
    """The message of an invitation's row; see `survey.mail.writing.message`."""
    return message(session, item=item, settings=settings, now=now)
