"""Messages as a mail program takes them apart."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


def received(message: EmailMessage) -> EmailMessage:
    """`message` as it arrives: written out and read again."""
    return message_from_bytes(message.as_bytes(), policy=default)


def part(message: EmailMessage, kind: str) -> str:
    """The text of the part 'plain', 'html' or 'calendar'."""
    found = [each for each in message.walk() if each.get_content_type() == f"text/{kind}"]
    assert found, f"There is no {kind} part."
    return str(found[0].get_content()).replace("\r\n", "\n")


def said(message: EmailMessage, kind: str = "plain") -> str:
    """The part with its white space evened out."""
    return " ".join(part(message, kind).split())
