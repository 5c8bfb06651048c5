"""The lines of a table of figures: a theme, an aim, or a part of the panel on one of them."""

from dataclasses import dataclass

from analysis.gaps import Gap
from analysis.internal import Internal, InternalChange, InternalFigures, InternalItem


@dataclass(frozen=True, slots=True)
class Line:
    """`ref` and `group` name it in files, `label` on pages, where it may lead to `href`.

    `item` is what compares groups and the official rating, None for a part of the panel; `gap` is
    how far the two groups of a pair lie apart.
    """

    ref: str
    measure: str
    label: str
    figures: InternalFigures
    change: InternalChange | None
    group: str = ""
    href: str = ""
    item: InternalItem | None = None
    gap: Gap | None = None


def line(item: InternalItem, label: str, href: str = "") -> Line:
    """Everybody on an item."""
    return Line(item.item, item.measure, label, item.overall, item.change, "", href, item)


def by_group(item: InternalItem) -> list[Line]:
    """Each group that could answer the item."""
    return [
        Line(
            item.item, item.measure, each.segment.name, each.figures, each.change, each.segment.ref
        )
        for each in item.groups
        if each.figures.eligible
    ]


def pairs(item: InternalItem) -> list[Line]:
    """Each pair of groups that both scored the item, those that are farthest apart first."""
    names = {each.segment.ref: each.segment.name for each in item.groups}
    return [
        Line(
            item.item,
            item.measure,
            " and ".join(names[ref] for ref in gap.sides),
            item.overall,
            None,
            " ".join(gap.sides),
            gap=gap,
        )
        for gap in sorted(item.pairs, key=lambda gap: -abs(gap.delta))
    ]


def measures(figures: Internal) -> list[str]:
    """The measures there are, in the order in which they are shown."""
    return list(dict.fromkeys(each.measure for each in figures.items))
