"""Handing messages to a mail server, many over one connection.

MAIL, RCPT   the server may refuse or fall away: nothing has left
handing()    the caller keeps, durably, that the text is about to go
DATA, text   a break now still means that nothing was taken: the end was never said
the dot      from here to the server's answer nobody knows whether it has the message
"""

import re
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from io import BytesIO
from typing import NoReturn

from survey.mail.connection import ready, said
from survey.mail.outcomes import NotDelivered, Postponed, Rejected, Uncertain

GO_AHEAD = 354
PERMANENT = 500
MOST_OVER_ONE_CONNECTION = 100
REST_SECONDS = 30  # a server that is away is not asked again for every message that waits


@dataclass
class Server:
    """A mail server by its address, `smtp://[user:password@]host[:port]` or `smtps://…`.

    smtps speaks TLS from the first byte; smtp changes to TLS wherever the server offers it.
    `greeting` is the name that we give ourselves. A server silent for `stall` seconds is left.
    """

    url: str
    greeting: str
    stall: float
    session: smtplib.SMTP | None = None
    carried: int = 0
    away: tuple[float, str] = field(default=(0.0, ""))

    def send(self, message: EmailMessage, handing: Callable[[], None]) -> str:
        """Hand `message` over and give back what the server answered.

        `handing` is called when the server has accepted sender and recipient and would take the
        text next. Raises Rejected, Postponed or Uncertain where the message was not taken.
        """
        text = on_the_wire(message)
        clean = False
        try:
            session = self.addressed(message)
            handing()
            answer = hand_over(session, text)
            self.carried += 1
            clean = self.carried < MOST_OVER_ONE_CONNECTION
            return answer
        except (Rejected, Postponed):
            clean = self.started_over()
            raise
        except OSError as error:  # SMTPException is one
            raise Postponed(f"The mail server could not be used ({said(error)}).") from error
        finally:
            if not clean:
                self.leave()

    def leave(self) -> None:
        """End the connection; what the server said of its messages stands."""
        session, self.session, self.carried = self.session, None, 0
        if session is not None:
            with suppress(OSError):
                session.quit()
            session.close()

    def addressed(self, message: EmailMessage) -> smtplib.SMTP:
        """A connection on which the server has accepted the sender and recipient of `message`.

        A kept connection may have ended while it was not used: then a new one is asked.
        """
        kept = self.session
        if kept is not None:
            try:
                address(kept, message)
            except (OSError, Postponed):
                if self.started_over():
                    raise
                self.leave()
            else:
                return kept
        session = self.connected()
        address(session, message)
        return session

    def connected(self) -> smtplib.SMTP:
        until, reason = self.away
        if time.monotonic() < until:
            raise Postponed(reason)
        try:
            self.session = ready(self.url, self.greeting, self.stall)
        except OSError as error:
            reason = f"The mail server could not be used ({said(error)})."
            raise self.gone(reason) from error
        except Postponed as error:
            raise self.gone(str(error)) from error
        return self.session

    def gone(self, reason: str) -> Postponed:
        """Leave the server alone for a while, for `reason`."""
        self.away = (time.monotonic() + REST_SECONDS, reason)
        return Postponed(reason)

    def started_over(self) -> bool:
        """Whether the connection stands ready for another message, this one forgotten."""
        if self.session is None:
            return False
        with suppress(OSError):
            return accepted(self.session.rset()[0])
        return False


def on_the_wire(message: EmailMessage) -> bytes:
    """The text as SMTP carries it: 7-bit, CRLF, dots doubled, without the dot that ends it."""
    policy = SMTPUTF8 if needs_utf8(message) else SMTP
    buffer = BytesIO()
    generator = BytesGenerator(buffer, policy=policy.clone(cte_type="7bit"))
    generator.flatten(message, linesep="\r\n")
    return re.sub(rb"(?m)^\.", b"..", buffer.getvalue())


def needs_utf8(message: EmailMessage) -> bool:
    return not all(address.isascii() for address in ends(message))


def ends(message: EmailMessage) -> tuple[str, str]:
    """From where to where, the plain addresses."""
    sender, recipient = (message[name].addresses[0].addr_spec for name in ("From", "To"))
    return sender, recipient


def address(session: smtplib.SMTP, message: EmailMessage) -> None:
    sender, recipient = ends(message)
    options: list[str] = []
    if needs_utf8(message):
        if not session.has_extn("smtputf8"):
            raise Rejected("The mail server cannot write to this address.")
        options = ["SMTPUTF8", "BODY=8BITMIME"]
    for answer in (session.mail(sender, options), session.rcpt(recipient)):
        if not accepted(answer[0]):
            refuse(*answer)


def hand_over(session: smtplib.SMTP, text: bytes) -> str:
    """Say DATA, the text and its end; the server's answer where it took the message."""
    begun = session.docmd("DATA")
    if begun[0] != GO_AHEAD:
        refuse(*begun)
    session.send(text)
    try:
        session.send(b".\r\n")
        code, words = session.getreply()
    except OSError as error:
        raise Uncertain(
            f"The message was handed over, but the mail server's answer never came ({said(error)})."
        ) from error
    if accepted(code):
        return f"{code} {in_a_line(words)}"
    if 400 <= code < 600:
        refuse(code, words)
    raise Uncertain(f"The mail server answered {code} {in_a_line(words)}, which says nothing.")


def accepted(code: int) -> bool:
    return 200 <= code < 300


def refuse(code: int, words: bytes) -> NoReturn:
    """Rejected for 5xx; Postponed for 4xx and whatever is no SMTP."""
    kind: type[NotDelivered] = Rejected if PERMANENT <= code < 600 else Postponed
    raise kind(f"The mail server answered {code} {in_a_line(words)}")


def in_a_line(words: bytes) -> str:
    return " ".join(words.decode("utf-8", "replace").split())[:300]
