"""The words that the product brings along, a file for each kind: subject, empty line, text."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sqlmodel import Session

from survey.models import MessageKind
from survey.queries.messages import edited_words


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a message, with merge fields still in them."""

    subject: str
    text: str


@cache
def shipped(name: str) -> Words:
    """The words of a kind of message."""
    whole = (files("survey.mail") / "words" / f"{name}.txt").read_text("utf-8")
    subject, _, text = whole.partition("\n")
    return Words(subject, text.strip() + "\n")


def standing_words(session: Session, kind: MessageKind) -> Words:
    """What is sent now: the latest words that were saved here, or else the shipped ones."""
    edited = edited_words(session, kind)
    return Words(edited.subject, edited.words) if edited else shipped(kind.value)
