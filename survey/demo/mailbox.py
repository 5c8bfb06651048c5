"""The folder of messages that were sent, one `.eml` file each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

HEADERS = ("From", "To", "Subject", "Date")


@dataclass(frozen=True, slots=True)
class Message:
    """One message as a mail program would show it."""

    name: str
    headers: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message's text; `link` is where it leads, empty for plain words."""

    words: str
    link: str = ""


def messages(folder: Path) -> list[Message]:
    """Every message of `folder`, the newest first by its date, then by its name."""
    parsed = [(path, parse(path)) for path in files(folder).values()]
    parsed.sort(key=lambda each: (sent_at(each[1]), each[0].name), reverse=True)
    return [message(path.name, each) for path, each in parsed]


def message_called(folder: Path, name: str) -> Message | None:
    """The message `name`, which must be one of the folder's own files."""
    path = files(folder).get(name)
    return message(name, parse(path)) if path else None


def files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.glob("*.eml") if path.is_file()}


def parse(path: Path) -> EmailMessage:
    with path.open("rb") as handle:
        return BytesParser(EmailMessage, policy=policy.default).parse(handle)


def sent_at(parsed: EmailMessage) -> str:
    """The moment in ISO 8601, UTC; empty where the message has no date that can be read."""
    try:
        return parsedate_to_datetime(str(parsed["Date"])).astimezone(UTC).isoformat()
    except ValueError:
        return ""


def message(name: str, parsed: EmailMessage) -> Message:
    body = parsed.get_body(("plain",))
    return Message(
        name=name,
        headers={header: str(parsed[header] or "") for header in HEADERS},
        text=body.get_content() if body else "",
    )


def pieces(text: str, base_url: str) -> Iterable[Piece]:
    """`text` cut where an address of this service begins and ends; no other address is a link."""
    done = 0
    for found in re.finditer(rf"{re.escape(base_url)}/[\w~./?=&%-]*[\w/]", text):
        yield Piece(text[done : found.start()])
        yield Piece(found.group(), found.group().removeprefix(base_url))
        done = found.end()
    yield Piece(text[done:])
