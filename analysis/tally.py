"""A period counted: how many people stand behind each distinct answer, move and place.

This is what any engine that counts gives back, a database, a frame or a cluster; everything after
it works on these numbers alone. Rule 1 has been applied: one person has one voice on each item.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from analysis.periods import Period


class Item(NamedTuple):
    """What was scored: a theme or aim, and the measure."""

    ref: str
    measure: str


class Said(NamedTuple):
    """An answer that counts. `group` is the one it was given under, `latest` the person's latest.

    `score` is None for 'no view', whose reason is `no_view` where one was given.
    """

    item: Item
    group: str
    latest: str
    mode: str | None
    score: int | None
    no_view: str | None


class Place(NamedTuple):
    """Where a person who could answer counts: under `group`, heard if they `answered` anything."""

    group: str
    answered: bool


class Move(NamedTuple):
    """A score before and after, None where that period has none of this person.

    `group` is that of the later score, else of the earlier one. `was` and `stays` tell whether the
    person was eligible in the earlier and in the later period.
    """

    item: Item
    group: str
    before: int | None
    after: int | None
    was: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """People of `period` by what they said on each item, and by where they count.

    `latest` holds everybody eligible by the group of their latest round, `places` by the group of
    the answer that counts, else the latest.
    """

    period: Period
    said: Mapping[Said, int]
    places: Mapping[Place, int]
    latest: Mapping[str, int]

    def items(self) -> frozenset[Item]:
        """Everything that somebody said something about."""
        return frozenset(each.item for each in self.said)

    def groups(self) -> frozenset[str]:
        """Every group that somebody counts under."""
        said = {name for each in self.said for name in (each.group, each.latest)}
        return frozenset(said | {place.group for place in self.places} | set(self.latest))

    def by_mode(self, modes: Collection[str]) -> "Tally":
        """What was said in one of `modes` alone; who could answer stays as it is."""
        return replace(self, said={key: n for key, n in self.said.items() if key.mode in modes})


@dataclass(frozen=True, slots=True)
class MoveTally:
    """People by how their scores moved from one period to the next; nobody without any score."""

    moves: Mapping[Move, int]
