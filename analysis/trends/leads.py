"""The leads of a theme beside everybody else: 'marking one's own work'. For the analyst alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.cube import Cell, Cube
from analysis.gaps import Gap, between
from analysis.internal import InternalFigures, figures
from analysis.tally import Item

SIDES = ("leads", "everybody else")
# 'Cabinet Member Health' leads what the seat 'Cabinet Member for Health' answers for.
_SMALL = {"a", "and", "for", "of", "the"}
_WORD = re.compile(r"[\w']+")
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Named:
    """Who leads some aims: refs of seats, and `elsewhere` the titles that fit no seat."""

    seats: tuple[str, ...]
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWork:
    """The leads' figures on one item and those of everybody else; `gap` None where either is empty.

    `gap.delta` is above 0 where the leads score higher.
    """

    item: Item
    leads: InternalFigures
    others: InternalFigures
    gap: Gap | None


def named(texts: Iterable[str], roles: Mapping[str, str]) -> Named:
    """The seats whose role begins with what a plan writes as lead; `roles` by the seats' refs.

    A text may name several, set apart by semicolons or 'and', which may stand within a title too:
    the longest title that some seat has is taken. Words in brackets, small words and case play no
    part, and a role must begin with whole words of the title.
    """
    known = {ref: _words(role) for ref, role in roles.items()}
    seats: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    for text in texts:
        for part in text.split(";"):
            for title, found in _titles(part.split(" and "), known):
                seats |= dict.fromkeys(found)
                if title and not found:
                    elsewhere[title] = None
    return Named(tuple(ref for ref in roles if ref in seats), tuple(elsewhere))


def own_work(everybody: Cube, leads: Cube) -> tuple[OwnWork, ...]:
    """The leads of a theme beside all the others, on each item that they both have.

    `leads` counts the same period as `everybody`, but the leads' answers alone.
    """
    return tuple(
        _apart(everybody, item, leads.overall(place))
        for place, item in enumerate(leads.items)
        if item in everybody.items
    )


def _apart(everybody: Cube, item: Item, leads: Cell) -> OwnWork:
    others = _less(everybody.overall(everybody.items.index(item)), leads)
    return OwnWork(
        item,
        figures(leads, everybody.scale),
        figures(others, everybody.scale),
        between(SIDES, leads.scores, others.scores),
    )


def _less(whole: Cell, part: Cell) -> Cell:
    return Cell(
        whole.eligible - part.eligible,
        tuple(a - b for a, b in zip(whole.scores, part.scores, strict=True)),
        tuple(a - b for a, b in zip(whole.no_views, part.no_views, strict=True)),
    )


def _titles(
    pieces: Sequence[str], known: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The titles that pieces between 'and' make, each with its seats; what fits none together."""
    unknown: list[str] = []
    place = 0
    while place < len(pieces):
        for end in range(len(pieces), place, -1):
            title = " and ".join(pieces[place:end])
            if found := _seats(title, known):
                yield " and ".join(unknown), ()
                yield title, found
                unknown, place = [], end
                break
        else:
            unknown.append(pieces[place].strip())
            place += 1
    yield " and ".join(unknown), ()


def _seats(title: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    wanted = _words(title)
    if not wanted:
        return ()
    return tuple(ref for ref, words in known.items() if words[: len(wanted)] == wanted)


def _words(text: str) -> tuple[str, ...]:
    plain = _BRACKETS.sub(" ", text.casefold())
    return tuple(word for word in _WORD.findall(plain) if word not in _SMALL)
