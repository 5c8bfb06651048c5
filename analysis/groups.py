"""Groups of the panel: the block each is published in, and the side it stands on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.errors import AnswersError
from analysis.periods import month_label

SIDES = ("executive", "assurance", "external")


@dataclass(frozen=True, slots=True)
class Segment:
    """A group as it stood in a period: the block it is published in, and its side.

    For a whole block `ref` is the block's own, and its side that of all its groups, else None.
    `side` is None too where no groups are given.
    """

    ref: str
    name: str
    block: str
    block_name: str
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group stands from the month `begins` ('2018-04') on."""

    begins: str
    segment: Segment


@dataclass(frozen=True, slots=True)
class Groups:
    """Every group's standings, in the order in which groups are shown."""

    standings: tuple[Standing, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The groups there are, in the order of their first standings."""
        return tuple(dict.fromkeys(each.segment.ref for each in self.standings))

    def in_force(self, month: str) -> tuple[Segment, ...]:
        """The groups that have a block in `month`: for each its newest standing that has begun."""
        begun = [each for each in self.standings if each.begins <= month]
        newest = {each.segment.ref: each for each in sorted(begun, key=lambda each: each.begins)}
        return tuple(
            each.segment for each in self.standings if newest.get(each.segment.ref) is each
        )


def segments_of(groups: Groups | None, month: str, used: Iterable[str]) -> tuple[Segment, ...]:
    """The segments of the groups in `used`, blocks as in `month`; without `groups` each its own.

    Raises AnswersError for a group that `groups` does not know, or not yet in `month`.
    """
    if groups is None:
        return tuple(Segment(name, name, name, name) for name in sorted(used))
    wanted, known = set(used), groups.in_force(month)
    for name in sorted(wanted - {segment.ref for segment in known}):
        if name not in groups.names:
            raise AnswersError(f"groups: no group '{name}'; there are {', '.join(groups.names)}.")
        raise AnswersError(
            f"groups: '{name}' has no block in {month_label(month)}, where the period starts; "
            f"give it a row from {month} or earlier."
        )
    return tuple(segment for segment in known if segment.ref in wanted)


def blocks_of(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The published blocks of `segments`, in the order of the first group of each."""
    found: dict[str, Segment] = {}
    for each in segments:
        sides = {other.side for other in segments if other.block == each.block}
        side = each.side if len(sides) == 1 else None
        found.setdefault(
            each.block, Segment(each.block, each.block_name, each.block, each.block_name, side)
        )
    return tuple(found.values())
