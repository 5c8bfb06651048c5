"""Counts of people by item and segment: what every figure is computed from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.cell import REASONS, UNSAID, Cell, MisalignedError, total
from analysis.change import Moves
from analysis.filling import cells, flows
from analysis.groups import Groups, Segment, blocks_of, segments_of
from analysis.lineage import Step
from analysis.periods import Period
from analysis.scale import Scale
from analysis.tally import Item, MoveTally, Place, Tally

__all__ = ["REASONS", "UNSAID", "Cell", "Cube", "MisalignedError", "cube", "total"]


@dataclass(frozen=True, slots=True)
class Cube:
    """People of `period` along `items` and `segments`, scores along the points of `scale`.

    `cells[item][segment]`; a person who changed groups counts under the group of the answer that
    counts, so that who was eligible differs by item. `asked` and `answered` (anything at all) are
    by segment. `earlier` is the period compared with, for the same items, and `flows` holds the
    moves from there by item and group; both None without one. `official` counts the Council's own
    ratings of an item's aims, those that may be told, by colour; `broken` has the items whose
    series begins anew after `earlier`, and why.
    Raises MisalignedError where counts do not fit the labels.
    """

    period: Period
    scale: Scale
    items: tuple[Item, ...]
    segments: tuple[Segment, ...]
    cells: tuple[tuple[Cell, ...], ...]
    asked: tuple[int, ...]
    answered: tuple[int, ...]
    earlier: "Cube | None" = None
    flows: "tuple[Mapping[str, Moves], ...] | None" = None
    official: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    broken: Mapping[str, Step] = field(default_factory=dict)

    def __post_init__(self) -> None:
        segments, items = len(self.segments), len(self.items)
        if len(self.cells) != items or any(len(row) != segments for row in self.cells):
            raise MisalignedError(f"'cells' is not of {items} items by {segments} segments")
        for name in ("asked", "answered"):
            if len(getattr(self, name)) != segments:
                raise MisalignedError(f"'{name}' does not count {segments} segments")
        for cell in (each for row in self.cells for each in row):
            if (len(cell.scores), len(cell.no_views)) != (self.scale.points, len(REASONS)):
                raise MisalignedError(f"a cell does not count {self.scale.points} points")
        if self.earlier is not None and self.earlier.items != self.items:
            raise MisalignedError("the earlier period counts other items than the later one")

    def overall(self, place: int) -> Cell:
        """The whole panel on the item at this place."""
        return total(self.cells[place], self.scale)

    def by_block(self) -> "Cube":
        """A new cube whose segments are the published blocks; `earlier` keeps its own blocks.

        Moves go to the later period's block of their group; those of a group that is gone since,
        to its block of the earlier period.
        """
        blocks = blocks_of(self.segments)

        def of(block: Segment) -> list[int]:
            return [n for n, each in enumerate(self.segments) if each.block == block.ref]

        members = [of(block) for block in blocks]
        return replace(
            self,
            segments=blocks,
            cells=tuple(
                tuple(total([row[place] for place in each], self.scale) for each in members)
                for row in self.cells
            ),
            asked=tuple(sum(self.asked[place] for place in each) for each in members),
            answered=tuple(sum(self.answered[place] for place in each) for each in members),
            earlier=self.earlier and self.earlier.by_block(),
            flows=self.flows and self._moves_by_block(self.flows),
        )

    def among(self, groups: Mapping[Item, Collection[str]]) -> "Cube":
        """A new cube in which an item that is in `groups` was asked of those groups alone.

        The segments must still be groups; both periods are narrowed. A cube that nothing narrows is
        given back as it is.
        """
        if not groups:
            return self
        cells = tuple(
            tuple(
                replace(cell, eligible=0)
                if item in groups and segment.ref not in groups[item]
                else cell
                for segment, cell in zip(self.segments, row, strict=True)
            )
            for item, row in zip(self.items, self.cells, strict=True)
        )
        earlier = self.earlier and self.earlier.among(groups)
        return replace(self, cells=cells, earlier=earlier)

    def only(self, refs: Collection[str]) -> "Cube":
        """A new cube of the groups in `refs` alone, in both periods."""
        kept = [place for place, each in enumerate(self.segments) if each.ref in refs]

        def of(group: str) -> bool:
            return group in refs

        return replace(
            self,
            segments=tuple(self.segments[place] for place in kept),
            cells=tuple(tuple(row[place] for place in kept) for row in self.cells),
            asked=tuple(self.asked[place] for place in kept),
            answered=tuple(self.answered[place] for place in kept),
            earlier=self.earlier and self.earlier.only(refs),
            flows=self.flows
            and tuple({group: row[group] for group in filter(of, row)} for row in self.flows),
        )

    def _moves_by_block(
        self, flows: tuple[Mapping[str, Moves], ...]
    ) -> tuple[Mapping[str, Moves], ...]:
        gone = self.earlier.segments if self.earlier else ()
        block = {each.ref: each.block for each in (*gone, *self.segments)}
        found: list[dict[str, Moves]] = []
        for row in flows:
            summed: dict[str, Moves] = {}
            for group, moves in row.items():
                ref = block[group]
                summed[ref] = summed[ref] + moves if ref in summed else moves
            found.append(summed)
        return tuple(found)

    def moves(self, place: int, group: str | None = None) -> Moves | None:
        """The moves of the item at this place, of one `group` or of everybody.

        None without a comparison, and where the item's series begins anew in between.
        """
        if self.flows is None or self.items[place].ref in self.broken:
            return None
        row = self.flows[place]
        none = Moves.none(self.scale.points)
        return sum(row.values(), none) if group is None else row.get(group, none)


def cube(
    tally: Tally,
    groups: Groups | None,
    scale: Scale,
    before: Tally | None = None,
    moved: MoveTally | None = None,
) -> Cube:
    """The counts of `tally`, compared with those of `before` where it is given.

    Blocks are those in force in the period's first month; `groups` None makes each group its own
    block. Raises AnswersError where a group has no block.
    """
    items = tuple(sorted(tally.items(), key=_natural))
    counted = _counted(tally, items, groups, scale)
    if before is None or moved is None:
        return counted
    earlier = _counted(before, items, groups, scale)
    return replace(counted, earlier=earlier, flows=flows(moved, items, scale))


def _counted(tally: Tally, items: Sequence[Item], groups: Groups | None, scale: Scale) -> Cube:
    segments = segments_of(groups, tally.period.months[0], tally.groups())
    refs = [segment.ref for segment in segments]
    answered = [tally.places.get(Place(ref, answered=True), 0) for ref in refs]
    silent = [tally.places.get(Place(ref, answered=False), 0) for ref in refs]
    return Cube(
        period=tally.period,
        scale=scale,
        items=tuple(items),
        segments=segments,
        cells=cells(tally, items, refs, scale),
        asked=tuple(map(sum, zip(answered, silent, strict=True))),
        answered=tuple(answered),
    )


def _natural(item: Item) -> tuple[Sequence[tuple[int, str]], int, str]:
    """Items in natural order ('2' before '10'), progress before maturity before others."""
    order = {"progress": 0, "maturity": 1}
    parts = [(int(part) if part.isdecimal() else -1, part) for part in item.ref.split(".")]
    return parts, order.get(item.measure, 2), item.measure
