"""A CSV file read as rows of a declared shape.

A row's shape is a frozen dataclass that descends from `Row`; each of its fields is one column:
`due: Annotated[str, Column(month)]`. Every cell is read before anything is stored.
"""

import csv
import unicodedata
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, TypeVar, get_type_hints

from survey.actions.importing.cells import CellError
from survey.actions.importing.source import Source
from survey.errors import ImportFileError

R = TypeVar("R", bound="Row")
MOST_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Column:
    """How a column's cells are read; its name where the field's cannot be the same."""

    read: Callable[[str], Any]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the row's number in a spreadsheet, where the header is row 1."""

    line: int


def read_rows(source: Source, shape: type[R]) -> list[R]:
    """The rows of `source`; rows of empty cells alone are passed over.

    Raises ImportFileError with file, row, column and mend at the first thing that is wrong.
    """
    lines = numbered_lines(source)
    columns = columns_of(shape)
    header = check_header(source, next(lines)[1], list(columns))
    rows = [
        shape(line=number, **read_cells(source, number, cells, header, columns))
        for number, cells in lines
    ]
    if not rows:
        raise ImportFileError(source.name, "there is no row below the header; add one.")
    return rows


def columns_of(shape: type[Row]) -> dict[str, tuple[str, Column]]:
    """Column name: (field name, Column), in the order of declaration."""
    found = {}
    for field, hint in get_type_hints(shape, include_extras=True).items():
        for column in getattr(hint, "__metadata__", ()):
            found[column.name or field] = (field, column)
    return found


def numbered_lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Spreadsheet row number and cells, stripped, of every row that is not blank."""
    reader = csv.reader(StringIO(source.text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield number, stripped
    except csv.Error as error:
        raise ImportFileError(
            source.name,
            f"the row cannot be read ({error}); check its quotation marks.",
            row=number + 1,
        ) from error


def check_header(source: Source, header: list[str], known: list[str]) -> list[str]:
    names = ", ".join(known)
    for name in header:
        if name not in known:
            raise ImportFileError(
                source.name, f"the column is not known; use {names}.", row=1, column=shown(name)
            )
        if header.count(name) > 1:
            raise ImportFileError(
                source.name, "the column stands twice; remove one.", row=1, column=name
            )
    for name in known:
        if name not in header:
            raise ImportFileError(
                source.name, f"the column is missing; use {names}.", row=1, column=name
            )
    return header


def read_cells(
    source: Source,
    number: int,
    cells: Sequence[str],
    header: list[str],
    columns: dict[str, tuple[str, Column]],
) -> dict[str, Any]:
    """Field name: value, of one row."""
    if len(cells) != len(header):
        raise ImportFileError(
            source.name,
            f"the row has {len(cells)} cells and the header {len(header)}; "
            "check for a comma that is not inside quotation marks.",
            row=number,
        )
    values = {}
    for name, cell in zip(header, cells, strict=True):
        field, column = columns[name]
        try:
            refuse_unfit(cell)
            values[field] = column.read(cell)
        except CellError as error:
            raise ImportFileError(source.name, str(error), row=number, column=name) from error
    return values


def refuse_unfit(cell: str) -> None:
    """Refuse what no column takes: a cell without an end, or one with control characters."""
    if len(cell) > MOST_CHARACTERS:
        raise CellError(f"it holds {len(cell)} characters; use {MOST_CHARACTERS} at most.")
    for character in cell:
        if character not in "\r\n\t" and unicodedata.category(character) in {"Cc", "Cs"}:
            raise CellError(f"it holds the control character {shown(character)}; remove it.")


def shown(text: str) -> str:
    """`text` with what cannot be printed written out, as in U+0000."""
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)


def by_key(
    source: Source, rows: Sequence[R], key: Callable[[R], Hashable], column: str
) -> dict[Any, R]:
    """`rows` by their `key`; two with the same one are refused, both rows named."""
    found: dict[Hashable, R] = {}
    for row in rows:
        first = found.setdefault(key(row), row)
        if first is not row:
            raise ImportFileError(
                source.name,
                f"the same entry stands in row {first.line} already; "
                "remove one of the two or give it a key of its own.",
                row=row.line,
                column=column,
            )
    return found


def refuse_disagreement(source: Source, rows: Sequence[R], key: str, fields: Sequence[str]) -> None:
    """Refuse rows that share the value of `key` and say different things in one of `fields`."""
    first: dict[Any, R] = {}
    for row in rows:
        earlier = first.setdefault(getattr(row, key), row)
        for field in fields:
            old, new = getattr(earlier, field), getattr(row, field)
            if old != new:
                raise ImportFileError(
                    source.name,
                    f"'{new}' is not what row {earlier.line} says of "
                    f"'{getattr(row, key)}' ('{old}'); write the same in both.",
                    row=row.line,
                    column=field,
                )
