"""What of long words stands in a list; all of them stand where they are coded."""

from collections.abc import Iterator, Sequence

Piece = tuple[str, bool]
MOST, BEFORE = 1200, 200
MORE = "…"


def excerpt(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` of a text, each with whether it was looked for, from shortly before the first that
    was; whole where they are not longer than MOST characters.
    """
    if sum(len(text) for text, _ in pieces) <= MOST:
        return tuple(pieces)
    first = max(0, reach(pieces) - BEFORE)
    return tuple(window(pieces, first, first + MOST))


def reach(pieces: Sequence[Piece]) -> int:
    """Where the first piece that was looked for begins; 0 where none was."""
    place = 0
    for text, found in pieces:
        if found:
            return place
        place += len(text)
    return 0


def window(pieces: Sequence[Piece], first: int, last: int) -> Iterator[Piece]:
    """The characters from `first` to before `last`, and a sign for those that are left out."""
    if first:
        yield MORE, False
    place = 0
    for text, found in pieces:
        inside = text[max(0, first - place) : max(0, last - place)]
        if inside:
            yield inside, found
        place += len(text)
    if place > last:
        yield MORE, False
