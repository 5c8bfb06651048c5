from email.message import EmailMessage
from urllib.parse import urlsplit

from survey.config import Settings
from survey.mail.folder import file_name, put
from survey.mail.outcomes import Postponed
from survey.mail.smtp import STALL_SECONDS, Server
from survey.models import OutboxItem


def deliver(
    item: OutboxItem, message: EmailMessage, settings: Settings, *, stall: float = STALL_SECONDS
) -> None:
    """Send the message of `item` to the mail server, or to the outbox folder if there is none.

    Raises Rejected or Postponed where it did not leave.
    """
    if settings.smtp_url:
        greeting = urlsplit(settings.base_url).hostname or "localhost"
        Server(settings.smtp_url, greeting, stall).send(message)
        return
    recipient = message["To"].addresses[0].addr_spec
    name = file_name(item.created_at, item.id or 0, recipient)
    try:
        put(settings.outbox_dir, name, message)
    except OSError as error:
        raise Postponed(
            f"The folder {settings.outbox_dir} cannot be written to ({error.strerror})."
        ) from error
