from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from survey.config import Settings
from survey.mail.folder import file_name, put
from survey.mail.outcomes import Postponed
from survey.mail.smtp import Server
from survey.models import OutboxItem


@dataclass(slots=True)
class Route:
    """Where messages go: to the mail server, or into the folder if there is none."""

    folder: Path
    server: Server | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Route":
        if not settings.smtp_url:
            return cls(settings.outbox_dir)
        greeting = urlsplit(settings.base_url).hostname or "localhost"
        server = Server(settings.smtp_url, greeting, settings.mail_timeout)
        return cls(settings.outbox_dir, server)

    def deliver(self, item: OutboxItem, message: EmailMessage, handing: Callable[[], None]) -> str:
        """Send the message of `item` and give back what became of it, in words.

        `handing` is called before its text goes to a server; a file is the same file however
        often it is written. Raises Rejected, Postponed or Uncertain where it did not leave.
        """
        if self.server:
            return self.server.send(message, handing)
        recipient = message["To"].addresses[0].addr_spec
        try:
            file = put(self.folder, file_name(item.created_at, item.id or 0, recipient), message)
        except OSError as error:
            raise Postponed(
                f"The folder {self.folder} cannot be written to ({error.strerror})."
            ) from error
        return f"Written to the folder as {file.name}"

    def rest(self) -> None:
        """Nothing more is to be sent for a while."""
        if self.server:
            self.server.leave()
