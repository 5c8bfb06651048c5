"""What is found in a text, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text may be, as the redactor reads it."""

    NAME = "name"
    POST = "post"
    BODY = "body"
    PLACE = "place"
    TELEPHONE = "telephone number"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    MONEY = "sum of money"
    CAPITAL = "name or place"


@dataclass(frozen=True, slots=True)
class Found:
    """The characters from `start` up to `end` of a text, and what they may be."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `kind` is what it may tell, None where it tells nothing."""

    text: str
    kind: Kind | None = None
