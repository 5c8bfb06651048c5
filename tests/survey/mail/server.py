"""A real mail server on loopback that answers as a test tells it to."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

ACCEPTED = "250 OK"


@dataclass
class Mailbox:
    """What came in, in order; `answers` holds what is said after DATA to a recipient.

    The first message after `holds` others is held until `release` is set, before its reply. A
    message to one of `cuts` is taken, and its connection cut before the reply. `connections`
    counts those that introduced themselves.
    """

    answers: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    cuts: set[str] = field(default_factory=set)
    holds: int | None = None
    connections: int = 0
    arrived: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)
    messages: list[EmailMessage] = field(default_factory=list)

    @property
    def recipients(self) -> list[str]:
        return [recipient(message) for message in self.messages]

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.connections += 1
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.original_content, policy=default)
        answer = self.answers.get(recipient(message), ACCEPTED)
        if answer == ACCEPTED:
            self.messages.append(message)
        if recipient(message) in self.cuts:
            server.transport.abort()
        if self.holds is not None and len(self.messages) == self.holds + 1:
            self.holds = None
            self.arrived.set()
            while not self.release.is_set():
                await asyncio.sleep(0.01)
        return answer


@contextmanager
def serving(mailbox: Mailbox, tls: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve `mailbox` on a free port, offering STARTTLS with `tls`; gives its SMTP_URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, tls_context=tls)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        mailbox.release.set()
        controller.stop()


@contextmanager
def breaking(script: list[bytes]) -> Iterator[str]:
    """A server that answers each line that comes in with the next of `script`, then breaks off."""

    def serve() -> None:
        with suppress(OSError):
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as lines:
                for answer in script:
                    connection.sendall(answer)
                    lines.readline()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@contextmanager
def silent() -> Iterator[str]:
    """A server that takes the connection and says nothing; gives its SMTP_URL."""
    with mute() as (url, _callers):
        yield url


@contextmanager
def mute() -> Iterator[tuple[str, Callable[[], int]]]:
    """A silent server's SMTP_URL, and how often it has been called, to be asked once."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        listening.settimeout(0)

        def callers() -> int:
            number = 0
            while True:
                try:
                    listening.accept()[0].close()
                except BlockingIOError:
                    return number
                number += 1

        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}", callers


def recipient(message: EmailMessage) -> str:
    """The address to which a message goes, without its name."""
    return str(message["To"].addresses[0].addr_spec)
