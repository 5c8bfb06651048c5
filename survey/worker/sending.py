"""Writing a message and carrying it out of the house."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from survey.config import Settings
from survey.mail.delivery import Route
from survey.mail.writing import message
from survey.models import OutboxItem
from survey.worker.lease import hand


def send(
    session: Session,
    item: OutboxItem,
    *,
    settings: Settings,
    route: Route,
    clock: Callable[[], datetime],
) -> str:
    """Deliver the message of `item`; what the mail server said of it.

    Nobody waits for the database while a mail server takes its time: it is let go of before, and
    only the moment before the text is committed in between. Raises what writing and delivering
    raise.
    """
    row = session.get_one(OutboxItem, item.id)
    written = message(session, item=row, settings=settings, now=clock())
    session.refresh(row, ["detail"])  # what its writing noted is kept with what becomes of it
    item.detail = row.detail
    session.rollback()
    item.domain = written["To"].addresses[0].domain.lower()
    return route.deliver(item, written, lambda: hand(session, item, clock()))
