"""The settings of mail, tried step by step, each told in a sentence."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from urllib.parse import SplitResult, urlsplit
from uuid import uuid4

from survey.config import Settings
from survey.mail.body import Block, Run
from survey.mail.connection import connect, protect, said, sign_in
from survey.mail.folder import file_name, put
from survey.mail.messages import Envelope, Written, write
from survey.mail.outcomes import NotDelivered, Rejected
from survey.mail.smtp import address, hand_over, on_the_wire
from survey.models import Organisation

WORDS = (
    "This is a test of the mail settings, asked for by the command 'mail check'.",
    "If you can read it, mail from here arrives. Nobody else was written to.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step found; where it does not hold, the sentence says what to do."""

    step: str
    sentence: str
    holds: bool = True


def check_mail(
    settings: Settings, organisation: Organisation, recipient: str, now: datetime
) -> Iterator[Finding]:
    """Each step as it is taken, to a message for `recipient`; after one that fails, none."""
    try:
        envelope = Envelope(recipient, "You", settings.mail_from, f"check-{uuid4().hex}", now)
        paragraphs = [Block("paragraph", ((Run(words),),)) for words in WORDS]
        message = write(envelope, organisation, Written("A test of the mail settings", paragraphs))
    except Rejected:
        words = f"'{recipient}' is not one plain mail address: check what you typed."
        yield Finding("address", words, holds=False)
        return
    yield from (
        conversation(settings, message) if settings.smtp_url else folder(settings, message, now)
    )
    yield from surroundings(settings)


def folder(settings: Settings, message: EmailMessage, now: datetime) -> Iterator[Finding]:
    recipient = message["To"].addresses[0].addr_spec
    try:
        file = put(settings.outbox_dir, file_name(now, 0, recipient), message)
    except OSError as error:
        yield Finding(
            "folder",
            f"The folder {settings.outbox_dir} cannot be written to ({error.strerror}): "
            "let the worker's account write there.",
            holds=False,
        )
    else:
        yield Finding(
            "folder",
            "SMTP_URL is not set, so nothing is sent: mail becomes files. "
            f"The test was written to {file}.",
        )


def conversation(settings: Settings, message: EmailMessage) -> Iterator[Finding]:
    """The steps of one message to the mail server, until one fails."""
    where = urlsplit(settings.smtp_url)
    greeting = urlsplit(settings.base_url).hostname or "localhost"
    session: smtplib.SMTP | None = None
    step = "connection"
    try:
        session = connect(where, greeting, settings.mail_timeout)
        yield Finding(step, f"The mail server at {place(where)} answers.")
        step = "protection"
        protect(session, where)
        yield Finding(step, protection(session))
        step = "sign-in"
        sign_in(session, where)
        yield Finding(step, signed_in(where))
        step = "addresses"
        address(session, message)
        yield Finding(
            step,
            f"It accepts mail from {settings.mail_from} to {message['To'].addresses[0].addr_spec}.",
        )
        step = "message"
        answer = hand_over(session, on_the_wire(message))
        yield Finding(
            step, f"It took the test message ({answer}). Look into the inbox, and into junk mail."
        )
    except (OSError, NotDelivered) as error:
        yield Finding(step, failure(step, error, where), holds=False)
    finally:
        if session is not None:
            with suppress(OSError):
                session.quit()
            session.close()


def place(where: SplitResult) -> str:
    return f"{where.hostname}:{where.port}" if where.port else str(where.hostname)


def protection(session: smtplib.SMTP) -> str:
    if isinstance(session.sock, ssl.SSLSocket):
        return f"The connection is encrypted ({session.sock.version()}) and its certificate holds."
    return (
        "The connection is not encrypted, because the server does not offer it: right for a "
        "server on this machine, and for no other."
    )


def signed_in(where: SplitResult) -> str:
    if where.username:
        return f"It accepts the user '{where.username}' and the password."
    return "SMTP_URL names no user, so nobody signed in."


def failure(step: str, error: Exception, where: SplitResult) -> str:
    """What went wrong at `step`, and which setting mends it."""
    match error:
        case socket.gaierror():
            return f"No machine is known by the name {where.hostname}: check the host in SMTP_URL."
        case ConnectionRefusedError():
            return f"Nothing listens at {place(where)}: check host and port in SMTP_URL."
        case ssl.SSLError():
            return (
                f"The server could not prove that it is {where.hostname} ({error.reason}): use "
                "the name that stands in its certificate, and smtps:// only where it speaks TLS "
                "at once."
            )
        case smtplib.SMTPAuthenticationError():
            return (
                f"The server does not accept the user and password of SMTP_URL ({error.smtp_code}):"
                " write special characters in them as %40 and the like."
            )
        case OSError():
            return (
                f"The mail server at {place(where)} could not be used ({said(error)}): check host "
                "and port, whether a firewall stands between, and MAIL_TIMEOUT if it is slow."
            )
        case _ if step == "addresses":
            return f"{error}: check MAIL_FROM, and whether this server may send for it."
        case _:
            return str(error)


def surroundings(settings: Settings) -> Iterator[Finding]:
    """What else decides whether mail does its work."""
    host = urlsplit(settings.base_url).hostname
    if host in {"localhost", "127.0.0.1", "::1"}:
        yield Finding(
            "links",
            f"Links in mail lead to {settings.base_url}, which only this machine can open: "
            "set BASE_URL before anybody is invited.",
        )
    most = settings.mail_per_minute
    yield Finding(
        "rate",
        f"At most {most} messages a minute go to one domain."
        if most
        else "MAIL_PER_MINUTE is not set: mail goes out as fast as the server takes it.",
    )
    yield bounces(settings)


def bounces(settings: Settings) -> Finding:
    where = settings.bounces_dir
    if where is None:
        return Finding(
            "bounces", "BOUNCES_DIR is not set: mail that comes back later is not noticed."
        )
    try:
        waiting = sum(1 for _ in where.iterdir())
    except OSError as error:
        return Finding(
            "bounces",
            f"The folder {where} of BOUNCES_DIR cannot be read ({error.strerror}): make it, and "
            "let the worker's account read and delete in it.",
            holds=False,
        )
    return Finding("bounces", f"Returned mail is read from {where} ({waiting} entries there now).")
