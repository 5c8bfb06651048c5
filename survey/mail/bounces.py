"""What a returned message says of which of ours.

Mail servers report in the form of RFC 3464, and some in plain words alone. An answer of a person,
or of a person's absence, names our message too: only what says that it failed is a bounce.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default

ANY_ID = re.compile(r"<([\w.+=-]{1,200})@[\w.-]{1,255}>", re.ASCII)
ITS_ID = re.compile(rf"^message-id:\s*{ANY_ID.pattern}", re.ASCII | re.IGNORECASE | re.MULTILINE)
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
REPLY_CODE = re.compile(r"\b([45]\d\d)[ -](?=\S)")
DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery (sub)?system", re.IGNORECASE)
DELAYED = re.compile(
    r"delayed|will be retried|still being (re)?tried|not yet been delivered|do not need to resend",
    re.IGNORECASE,
)
FAILED = re.compile(
    r"undeliver|could ?n[o']t be delivered|was not delivered|delivery (has )?failed|"
    r"failure notice|returned mail|permanent (fatal )?error|delivery failure|no such user|"
    r"user unknown|mailbox (is )?(full|unavailable)|address(es)? failed",
    re.IGNORECASE,
)
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Bounce:
    """`keys` may begin our Message-ID, the likeliest first; `final` unless it is still tried."""

    keys: tuple[str, ...]
    final: bool
    said: str


def read_bounce(text: bytes) -> Bounce | None:
    """The bounce that `text` is, or None where it is no message that says of ours that it failed.

    Never raises, whatever `text` holds.
    """
    # The parser meets what nobody foresaw; whoever sent it must not stop the reading.
    try:
        return understood(message_from_bytes(text, policy=default))
    except Exception:  # noqa: BLE001
        return None


def understood(message: EmailMessage) -> Bounce | None:
    report = reported(message) or in_plain_words(message)
    keys = tuple(dict.fromkeys(keys_of(message)))
    return Bounce(keys, report[0], in_a_line(report[1])) if report and keys else None


def reported(message: EmailMessage) -> tuple[bool, str] | None:
    """What a delivery status report says: whether it is final, and the reason."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.iter_parts():
            action = str(fields.get("Action", "")).strip().lower()
            if action in {"failed", "delayed"}:
                return action == "failed", reason(fields)
    return None


def reason(fields: MIMEPart) -> str:
    """'550 5.1.1 No such user', from a recipient's part of a report."""
    said = str(fields.get("Diagnostic-Code", "")).partition(";")[2].strip()
    status = str(fields.get("Status", "")).strip()
    if not said:
        return status or "The mail came back without a reason."
    return said if status in said else f"{status} {said}"


def in_plain_words(message: EmailMessage) -> tuple[bool, str] | None:
    """The same from a report in words, as qmail, Exim and old servers write it."""
    by_server = "X-Failed-Recipients" in message or DAEMON.search(str(message.get("From", "")))
    if not by_server:
        return None
    words = own_words(message)
    subject = str(message.get("Subject", ""))
    if DELAYED.search(subject) or (DELAYED.search(words) and not FAILED.search(subject)):
        return False, why(words)
    if "X-Failed-Recipients" in message or FAILED.search(subject) or FAILED.search(words):
        return True, why(words)
    return None


def own_words(message: EmailMessage) -> str:
    """What the report itself says, without the message that it returns."""
    text = "\n".join(texts(message))
    return re.split(r"(?mi)^(?:-+ ?(?:this is a copy|below this line|original message).*)$", text)[
        0
    ]


def texts(message: MIMEPart) -> Iterator[str]:
    """Every text of `message` that is not within a message that it carries."""
    if message.is_multipart():
        if message.get_content_maintype() == "multipart":
            for part in message.iter_parts():
                yield from texts(part)
    elif message.get_content_maintype() == "text":
        yield decoded(message)


def decoded(part: MIMEPart) -> str:
    """The text of `part`, even in a character set that nobody knows."""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        raw = part.get_payload(decode=True)
        return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def why(words: str) -> str:
    """The line of a report that tells the reason: the one with a status or a reply's code."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    for line in lines:
        if STATUS.search(line) or REPLY_CODE.search(line):
            return line
    return next((line for line in lines if FAILED.search(line)), "The mail came back.")


def keys_of(message: EmailMessage) -> Iterator[str]:
    """What may be the local part of our Message-ID: of the returned message, then anywhere."""
    for part in message.walk():
        if part is not message and part["Message-ID"]:
            yield from ANY_ID.findall(str(part["Message-ID"]))
    for name in ("In-Reply-To", "References"):
        yield from ANY_ID.findall(str(message.get(name, "")))
    words = "\n".join(texts(message))
    yield from ITS_ID.findall(words)
    yield from ANY_ID.findall(words)


def in_a_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:LONGEST_REASON]
