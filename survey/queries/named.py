"""Whether a text says who said something: a person's address, or the office that they hold."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sqlmodel import Session, col, select

from survey.models import Person, Seat


def who_is_named(session: Session, texts: Iterable[str]) -> list[str]:
    """For each of `texts` the address of a person of the panel, or the role of a seat, that it
    holds as a whole, however it is spaced or capitalised; '' where it holds none.
    """
    given = list(texts)
    emails = session.exec(select(Person.email).order_by(col(Person.id)))
    roles = session.exec(select(Seat.role).order_by(col(Seat.position)))
    # The longest first: the Deputy Leader is not told of as the Leader.
    names = sorted({*emails, *roles}, key=lambda name: (-len(name), name))
    return [next(found_in(text, names), "") for text in given]


def found_in(text: str, names: Iterable[str]) -> Iterator[str]:
    said = plain(text)
    for name in names:
        if re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", said):
            yield name


def plain(text: str) -> str:
    """`text` as it sounds: compatible letters, single blanks, and nothing that cannot be seen."""
    seen = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split()).casefold()
