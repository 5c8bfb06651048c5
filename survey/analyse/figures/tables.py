"""Tables of lines and columns: as a page shows them, and unrounded as a file."""

from collections.abc import Sequence

from markupsafe import Markup

from analysis.tables import Table
from survey.analyse.figures.columns import Column
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.lines import Line
from survey.analyse.figures.shown import exact
from survey.analyse.figures.words import looked_at
from survey.documents.sheets import Cell, Rows

LINK = Markup('<a class="govuk-link" href="{}">{}</a>')
WHERE = ("period", "looked_at", "simulated", "item", "name", "measure", "group")


def table(caption: str, heading: str, lines: Sequence[Line], columns: Sequence[Column]) -> Table:
    """What a page shows; a line that leads somewhere is a link."""
    return Table(
        caption,
        (heading, *(column.header for column in columns)),
        tuple((_label(line), *(column.words(line) for column in columns)) for line in lines),
    )


def rows(
    found: Counted, lines: Sequence[Line], columns: Sequence[Column], *, simulated: bool
) -> Rows:
    """The same with every value as it was computed, and in each row what it is of."""
    told: list[tuple[Cell, ...]] = [(*WHERE, *_keys(columns))]
    for line in lines:
        where = (
            found.look.period.ref,
            looked_at(found),
            "yes" if simulated else "no",
            line.ref,
            found.names.of(line.ref),
            line.measure,
            line.group,
        )
        told.append((*where, *_values(line, columns)))
    return told


def _keys(columns: Sequence[Column]) -> list[str]:
    return list(dict.fromkeys(key for column in columns for key in column.keys))


def _values(line: Line, columns: Sequence[Column]) -> list[Cell]:
    """One value for each key, though two columns may both hold it."""
    found = {
        key: exact(value)
        for column in columns
        for key, value in zip(column.keys, column.values(line), strict=True)
    }
    return list(found.values())


def _label(line: Line) -> str:
    return linked(line.label, line.href) if line.href else line.label


def linked(label: str, href: str) -> Markup:
    """The heading of a row that leads somewhere."""
    return LINK.format(href, label)
