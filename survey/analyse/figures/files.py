"""The figures of a page as a file: of one table, or of everything that the page could show."""

from flask import Response

from survey.analyse.figures import columns, comparing
from survey.analyse.figures.columns import Column
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.lines import Line
from survey.analyse.figures.pages import is_simulated, sections
from survey.analyse.figures.tables import rows
from survey.documents.sheets import sheet
from survey.errors import NotFound

# Every line of a page is in one of these.
SPREADS = ("spread-", "aims-spread-")


def file(found: Counted, table: str) -> Response:
    """The table of this id, by default all; NotFound where the page has no such table."""
    blocks = [block for section in sections(found) for block in section.blocks]
    chosen: tuple[Column, ...] = every(found)
    spreads = (block for block in blocks if block.id.startswith(SPREADS))
    lines: tuple[Line, ...] = tuple(line for block in spreads for line in block.lines)
    if table:
        wanted = next((block for block in blocks if block.id == table), None)
        if wanted is None:
            raise NotFound(
                f"This page has no table '{table[:100]}': take one of those on the page."
            )
        chosen, lines = (columns.BASE, *wanted.columns), wanted.lines
    made = sheet(rows(found, lines, chosen, simulated=is_simulated()), "csv")
    response = Response(made.content, content_type=made.media_type)
    name = "-".join(filter(None, (found.look.period.ref, found.look.theme, table)))
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def every(found: Counted) -> tuple[Column, ...]:
    """All that can be said of a line."""
    names = {each.ref: each.name for each in found.segments}
    return (
        *columns.spread(found.scale),
        *columns.SILENCE,
        *columns.CHANGE,
        *columns.PARTS,
        *comparing.between(names),
        *comparing.RAG,
    )
