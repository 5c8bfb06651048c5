"""The analyst's figures for the terminal; nothing here is safe to publish."""

from collections.abc import Iterator
from textwrap import fill

from analysis import internal_tables as tables
from analysis.document import NOTICE
from analysis.internal import Internal
from analysis.scale import Scale
from analysis.summary import RULE
from analysis.tables import Table
from analysis.text import aligned

_WIDTH = 100


def internal_text(found: Internal, scale: Scale) -> str:
    """Every figure in lines, the last one ended."""
    return "\n".join(line.rstrip() for line in _lines(found, scale)) + "\n"


def _lines(found: Internal, scale: Scale) -> Iterator[str]:
    yield f"What the panel said, {found.period.label}"
    yield fill(NOTICE, _WIDTH)
    if found.against is not None:
        yield f"Change is against {found.against.label}"
    yield from _table(tables.response(found))
    for measure in tables.measures(found):
        yield from _measure(found, measure, scale)
    for item in found.items:
        yield from _table(tables.by_group(item, scale))
    yield from ("", fill(RULE, _WIDTH))


def _measure(found: Internal, measure: str, scale: Scale) -> Iterator[str]:
    yield from _table(tables.spread(found, measure, scale))
    yield from _table(tables.bounds(found, measure))
    yield from _table(tables.parts(found, measure))
    yield from _table(tables.verdicts(found, measure), tables.MOVED)
    yield from _table(tables.gaps(found, measure), tables.DEALT)
    yield from _table(tables.official(found, measure))


def _table(table: Table, note: str = "") -> Iterator[str]:
    """A blank line, the caption, the rows and what has to be said of them; nothing without rows."""
    if table.rows:
        yield from ("", table.caption)
        yield from (f"  {line}" for line in aligned([table.headers, *table.rows]))
        if note:
            yield from (f"  {line}" for line in fill(note, _WIDTH).splitlines())
