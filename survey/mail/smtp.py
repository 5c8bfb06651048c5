"""Handing a message to a mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from typing import NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

from survey.mail.outcomes import Postponed, Rejected

STALL_SECONDS = 10
PERMANENT = 500
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server by its address, `smtp://[user:password@]host[:port]` or `smtps://…`.

    smtps speaks TLS from the first byte; smtp changes to TLS wherever the server offers it.
    `greeting` is the name that we give ourselves. A server silent for `stall` seconds is left.
    """

    url: str
    greeting: str
    stall: float = STALL_SECONDS

    def send(self, message: EmailMessage) -> None:
        """Hand `message` over; Rejected or Postponed where the server did not take it."""
        try:
            with self.session() as session:
                session.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            for code, reason in error.recipients.values():
                refuse(code, reason, error)
        except smtplib.SMTPDataError as error:
            refuse(error.smtp_code, error.smtp_error, error)
        except smtplib.SMTPNotSupportedError as error:
            raise Rejected("The mail server cannot write to this address.") from error
        except OSError as error:  # SMTPException is one
            raise Postponed(f"The mail server could not be used ({said(error)}).") from error

    @contextmanager
    def session(self) -> Iterator[smtplib.SMTP]:
        where = urlsplit(self.url)
        kind = smtplib.SMTP_SSL if where.scheme == "smtps" else smtplib.SMTP
        session = kind(
            where.hostname or "", where.port or 0, local_hostname=self.greeting, timeout=self.stall
        )
        try:
            session.ehlo()
            if where.scheme == "smtp" and session.has_extn("starttls"):
                session.starttls(context=ssl.create_default_context())
                session.ehlo()
            sign_in(session, where)
            yield session
        finally:
            # What the server said of the message stands, whatever becomes of the farewell.
            with suppress(OSError):
                session.quit()
            session.close()


def sign_in(session: smtplib.SMTP, where: SplitResult) -> None:
    if not where.username:
        return
    if not isinstance(session.sock, ssl.SSLSocket) and where.hostname not in LOOPBACK:
        raise Postponed("The mail server offers no TLS, so its password was not sent.")
    if not session.has_extn("auth"):
        raise Postponed("The mail server has no sign-in: take user and password out of SMTP_URL.")
    session.login(unquote(where.username), unquote(where.password or ""))


def refuse(code: int, reason: bytes | str, error: Exception) -> NoReturn:
    words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    answer = f"The mail server answered {code} {' '.join(words.split())[:300]}"
    raise (Rejected if code >= PERMANENT else Postponed)(answer) from error


def said(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {error.smtp_code}"
    stalled = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return "it stalled" if stalled else type(error).__name__
