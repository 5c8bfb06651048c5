"""Everything in a text that may tell who spoke, or of whom.

It shows what to look at; it proves nothing. A telling phrase has no shape, so a second person
reads every quote.
"""

from collections.abc import Iterable, Iterator

from survey.actions.redacting.capitals import capitals, first_names
from survey.actions.redacting.found import Found, Kind, Piece
from survey.actions.redacting.known import Known
from survey.actions.redacting.patterns import shapes
from survey.actions.redacting.telephones import telephones

NAMES = frozenset({Kind.NAME, Kind.CAPITAL, Kind.POST})


def found_in(text: str, known: Known) -> list[Found]:
    """What may tell, in the order of the text; what overlaps or touches is one, the longest names
    what it is.
    """
    each = [
        *shapes(text), *known.found(text), *telephones(text), *first_names(text),
        *capitals(text, known),
    ]  # fmt: skip
    return list(_joined(text, sorted(each, key=lambda found: (found.start, -found.end))))


def pieces(text: str, known: Known) -> list[Piece]:
    """The whole of `text`, cut where something begins or ends that may tell."""
    cut, at = [], 0
    for found in found_in(text, known):
        cut += [Piece(text[at : found.start]), Piece(text[found.start : found.end], found.kind)]
        at = found.end
    return [piece for piece in (*cut, Piece(text[at:])) if piece.text]


def telling(text: str, known: Known) -> list[Piece]:
    """What may tell, each once, in the order in which it first stands in `text`."""
    marked: dict[str, Piece] = {}
    for piece in pieces(text, known):
        if piece.kind:
            marked.setdefault(piece.text, piece)
    return list(marked.values())


def _joined(text: str, found: Iterable[Found]) -> Iterator[Found]:
    standing: Found | None = None
    for each in found:
        if standing is None:
            standing = each
        elif each.start < standing.end or _one_name(text, standing, each):
            longest = max(standing, each, key=lambda one: one.end - one.start)
            standing = Found(standing.start, max(standing.end, each.end), longest.kind)
        else:
            yield standing
            standing = each
    if standing is not None:
        yield standing


def _one_name(text: str, before: Found, after: Found) -> bool:
    """Whether nothing but a blank stands between two names, or a post and a name."""
    return before.kind in NAMES and after.kind in NAMES and text[before.end : after.start] == " "
