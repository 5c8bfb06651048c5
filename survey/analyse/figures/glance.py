"""Every theme at a glance: one line each, with what matters most of every measure."""

from collections.abc import Iterator

from analysis.internal import InternalItem
from analysis.tables import Table
from survey.analyse.figures import columns, shown
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.lines import measures
from survey.analyse.figures.tables import linked

CHANGE = "change"


def numeric(shown_at_a_glance: Table | None) -> list[int]:
    """The columns that hold numbers, which a table sets to the right."""
    headers = shown_at_a_glance.headers if shown_at_a_glance else ()
    return [n for n, header in enumerate(headers) if n and not header.endswith(CHANGE)]


def glance(found: Counted) -> Table | None:
    """Net, median and verdict on each measure; None where there is nobody or nothing to show."""
    if not found.figures.eligible:
        return None
    asked = measures(found.figures)
    rows = []
    for ref in found.themes:
        items = [found.item(ref, measure) for measure in asked]
        label = linked(found.names.of(ref), found.look.on(ref).without("theme").href)
        rows.append((label, *(cell for item in items for cell in _cells(found, item))))
    heads = [
        f"{measure.capitalize()}: {what}"
        for measure in asked
        for what in ("net", "median", *((CHANGE,) if found.figures.against else ()))
    ]
    caption = f"Every theme at a glance, {found.look.period.label}"
    return Table(caption, ("Theme", *heads), tuple(rows)) if rows else None


def _cells(found: Counted, item: InternalItem | None) -> Iterator[str]:
    yield shown.NONE if item is None else shown.signed(item.overall.net, 0)
    yield shown.NONE if item is None else shown.median(item.overall.median)
    if found.figures.against:
        change = None if item is None else item.change
        yield shown.NONE if change is None else columns.verdict(change)
