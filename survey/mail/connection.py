"""A connection to a mail server: opened, protected and signed in, each step by itself.

    connect -> protect -> sign_in

Each raises OSError (SMTPException is one) or Postponed where the server does not go along.
"""

import smtplib
import socket
import ssl
from urllib.parse import SplitResult, unquote, urlsplit

from survey.mail.outcomes import Postponed

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def connect(where: SplitResult, greeting: str, stall: float) -> smtplib.SMTP:
    """A connection on which the server has introduced itself; smtps is protected from here on.

    A server that is silent for `stall` seconds, now or later, ends it with a TimeoutError.
    """
    host, port = where.hostname or "", where.port or 0
    session: smtplib.SMTP
    if where.scheme == "smtps":
        context = ssl.create_default_context()
        session = smtplib.SMTP_SSL(
            host, port, local_hostname=greeting, timeout=stall, context=context
        )
    else:
        session = smtplib.SMTP(host, port, local_hostname=greeting, timeout=stall)
    if session.sock:
        # The text and the dot that ends it are two writes; the second must not wait for an echo.
        session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    session.ehlo_or_helo_if_needed()
    return session


def protect(session: smtplib.SMTP, where: SplitResult) -> None:
    """Change to TLS where the server offers it; its certificate must prove its name."""
    if where.scheme == "smtp" and session.has_extn("starttls"):
        session.starttls(context=ssl.create_default_context())
        session.ehlo()


def sign_in(session: smtplib.SMTP, where: SplitResult) -> None:
    """Sign in where SMTP_URL names a user; the password crosses no network in the open."""
    if not where.username:
        return
    if not isinstance(session.sock, ssl.SSLSocket) and where.hostname not in LOOPBACK:
        raise Postponed("The mail server offers no TLS, so its password was not sent.")
    if not session.has_extn("auth"):
        raise Postponed("The mail server has no sign-in: take user and password out of SMTP_URL.")
    session.login(unquote(where.username), unquote(where.password or ""))


def ready(url: str, greeting: str, stall: float) -> smtplib.SMTP:
    """A connection over which mail can be sent; it is closed again where a step fails."""
    where = urlsplit(url)
    session = connect(where, greeting, stall)
    try:
        protect(session, where)
        sign_in(session, where)
    except BaseException:
        session.close()
        raise
    return session


def said(error: OSError) -> str:
    """What went wrong on a connection, without the server's own words."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"it answered {error.smtp_code}"
    stalled = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
    return "it stalled" if stalled else type(error).__name__
