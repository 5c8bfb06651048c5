"""A file's rows read as rows of a declared shape.

A row's shape is a frozen dataclass that descends from `Row`; each of its fields is one column:
`due: Annotated[str, Column(month)]`. Every cell is read before anything is stored.
"""

import unicodedata
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar, get_type_hints

from survey.actions.importing.cells import CellError
from survey.actions.importing.source import Source
from survey.errors import ImportFileError

R = TypeVar("R", bound="Row")
MOST_CHARACTERS = 4000


class Unsaid(Enum):
    """The value of a column that a file may leave out, in a file that does: what stands, stays."""

    UNSAID = ""


UNSAID = Unsaid.UNSAID


@dataclass(frozen=True, slots=True)
class Column:
    """How a column's cells are read; its name where the field's cannot be the same.

    An `optional` column may be missing from a file; its field is then `UNSAID`.
    """

    read: Callable[[str], Any]
    name: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the row's number in a spreadsheet, where the header is row 1."""

    line: int


def read_rows(source: Source, shape: type[R]) -> list[R]:
    """The rows of `source`; rows of empty cells alone are passed over.

    Raises ImportFileError with file, row, column and mend at the first thing that is wrong.
    """
    columns = columns_of(shape)
    header = check_header(source, columns)
    missing = {field: UNSAID for name, (field, _) in columns.items() if name not in header}
    rows = [
        shape(line=number, **missing, **read_cells(source, number, cells, header, columns))
        for number, cells in source.rows[1:]
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


def check_header(source: Source, columns: Mapping[str, tuple[str, Column]]) -> tuple[str, ...]:
    """The names of the columns, in the order of the file."""
    row, header = source.rows[0]
    names = ", ".join(columns)
    for name in header:
        if name not in columns:
            raise ImportFileError(
                source.name, f"the column is not known; use {names}.", row=row, column=shown(name)
            )
        if header.count(name) > 1:
            raise ImportFileError(
                source.name, "the column stands twice; remove one.", row=row, column=name
            )
    for name, (_, column) in columns.items():
        if name not in header and not column.optional:
            raise ImportFileError(
                source.name, f"the column is missing; use {names}.", row=row, column=name
            )
    return header


def read_cells(
    source: Source,
    number: int,
    cells: Sequence[str],
    header: Sequence[str],
    columns: Mapping[str, tuple[str, Column]],
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
