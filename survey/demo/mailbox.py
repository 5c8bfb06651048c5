"""The folder of messages that were sent, one `.eml` file each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

HEADERS = ("From", "To", "Subject", "Date")
UNDATED = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a mail program would show it."""

    name: str
    sent: datetime | None
    recipient: str
    headers: dict[str, str]
    text: str
    attached: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message's text; `link` is where it leads, empty for plain words."""

    words: str
    link: str = ""


def messages(folder: Path) -> list[Message]:
    """Every message of `folder`, the newest first by its date, then by its name."""
    sent = [message(path.name, parse(path)) for path in files(folder).values()]
    return sorted(sent, key=lambda each: (each.sent or UNDATED, each.name), reverse=True)


def message_called(folder: Path, name: str) -> Message | None:
    """The message `name`, which must be one of the folder's own files."""
    path = files(folder).get(name)
    return message(name, parse(path)) if path else None


def files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.glob("*.eml") if path.is_file()}


def parse(path: Path) -> EmailMessage:
    with path.open("rb") as handle:
        return BytesParser(EmailMessage, policy=policy.default).parse(handle)


def sent_at(parsed: EmailMessage) -> datetime | None:
    """The moment, aware; None where the message has no date that can be read."""
    try:
        return parsedate_to_datetime(str(parsed["Date"])).astimezone(UTC)
    except ValueError:
        return None


def recipient(parsed: EmailMessage) -> str:
    """The name of the seat to whose holder it went, or the address where there is no name."""
    addresses = parsed["To"].addresses if parsed["To"] else ()
    return (addresses[0].display_name or addresses[0].addr_spec) if addresses else ""


def message(name: str, parsed: EmailMessage) -> Message:
    body = parsed.get_body(("plain",))
    return Message(
        name=name,
        sent=sent_at(parsed),
        recipient=recipient(parsed),
        headers={header: str(parsed[header] or "") for header in HEADERS},
        text=body.get_content() if body else "",
        attached=tuple(part.get_filename("") for part in parsed.iter_attachments()),
    )


def pieces(text: str, base_url: str) -> Iterable[Piece]:
    """`text` cut where a personal link begins and ends; no other address is a link.

    It leads here whatever port its words name: the demonstration may have moved to another PORT
    since the message was sent.
    """
    done = 0
    host = re.escape(urlsplit(base_url).hostname or "")
    for found in re.finditer(
        rf"https?://{host}(?::\d+)?(/take/[\w-]+(?:/(?:talk|decline))?)", text
    ):
        yield Piece(text[done : found.start()])
        yield Piece(found.group(), found.group(1))
        done = found.end()
    yield Piece(text[done:])
