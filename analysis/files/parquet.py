"""Parquet, read by DuckDB where it lies."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.contracts import Contract

MOST_ROWS = 20_000_000
# A hostile file may unpack to any size: what DuckDB may hold at once, nothing of it
# written elsewhere, and no extensions fetched.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "1500MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
_TEXT = re.compile(r"VARCHAR|ENUM\(.*|UUID|\"NULL\"")
_NUMBER = re.compile(r"FLOAT|DOUBLE|DECIMAL\(.*")
_UNFIT = r"[\x00-\x1f\x7f-\x9f]"


def read_parquet(path: Path, contract: Contract) -> pd.DataFrame:
    """The table at `path` by its `contract`; raises AnswersError with file, row and mend."""
    connection = connected(path)
    table = open_parquet(path, contract, connection)
    with in_sentences(path):
        frame: pd.DataFrame = table.df()
    return frame


def connected(path: Path) -> Any:
    """A DuckDB of one's own within bounds; AnswersError where it is not there to read `path`."""
    try:
        import duckdb
    except ImportError as error:
        raise AnswersError(
            f"{path.name}: Parquet is read by DuckDB, which is not installed; install the extra "
            "with 'pip install temperature-take[scale]', or save the table as CSV."
        ) from error
    return duckdb.connect(config=_SETTINGS)


def open_parquet(path: Path, contract: Contract, connection: Any) -> Any:
    """As `read_parquet`, but a relation of `connection`, read only as far as it is asked."""
    with in_sentences(path):
        return _selected(connection, path, contract)


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Say in a sentence what DuckDB cannot read in the file at `path`."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise AnswersError(
            f"{path.name}: it holds more than can be counted in {_SETTINGS['memory_limit']} of "
            "memory; split it by period."
        ) from error
    except duckdb.Error as error:
        raise AnswersError(
            f"{path.name}: it cannot be read as Parquet ({str(error).splitlines()[0]}); "
            "write it again."
        ) from error


def _selected(connection: Any, path: Path, contract: Contract) -> Any:
    """The columns of the contract, text as text and scores as they are, and `row`."""
    # A name with an asterisk is one file, not many.
    place = escape(str(path))
    table = connection.read_parquet(place, file_row_number=True, binary_as_string=True)
    kinds = dict(zip(table.columns, map(str, table.types), strict=True))
    columns = contract.places(path.name, [name for name in kinds if name != "file_row_number"])
    for column in columns:
        _refuse_kind(path.name, column, kinds[column])
    held = connection.execute("SELECT num_rows FROM parquet_file_metadata($1)", [place])
    ((rows,),) = held.fetchall()
    _refuse_size(path.name, rows)
    _refuse_unfit(path.name, table, [name for name in columns if kinds[name] == "VARCHAR"])
    shown = [
        f'"{name}"' if name == "score" else f'CAST("{name}" AS VARCHAR) AS "{name}"'
        for name in columns
    ]
    return table.project(", ".join([*shown, "file_row_number + 2 AS row"]))


def _refuse_kind(name: str, column: str, kind: str) -> None:
    known = _WHOLE.fullmatch(kind) or _TEXT.fullmatch(kind)
    if not known and not (column == "score" and _NUMBER.fullmatch(kind)):
        wanted = "whole numbers" if column == "score" else "text"
        raise AnswersError(
            f"{name}, row 2: the column '{column}' is of the type {kind}; write it as {wanted}"
            f"{', such as 2018-07' if column in {'round', 'from', 'from_round'} else ''}."
        )


def _refuse_size(name: str, rows: int) -> None:
    if rows == 0:
        raise AnswersError(f"{name}, row 2: nothing stands in the table; write it with rows.")
    if rows > MOST_ROWS:
        raise AnswersError(
            f"{name}, row {MOST_ROWS + 2}: a table may have {MOST_ROWS:,} rows; split it."
        )


def _refuse_unfit(name: str, table: Any, columns: list[str]) -> None:
    """Refuse control characters, which would reach a terminal; all columns in one pass."""
    if not columns:
        return
    firsts = (
        f"min(file_row_number) FILTER (regexp_matches(\"{column}\", '{_UNFIT}'))"
        for column in columns
    )
    (places,) = table.aggregate(", ".join(firsts)).fetchall()
    for place, column in zip(places, columns, strict=True):
        if place is not None:
            raise AnswersError(
                f"{name}, row {place + 2}: the column '{column}' holds a control character; take "
                "it out."
            )
