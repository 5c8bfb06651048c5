"""Checks on the columns of a frame that came from outside, whatever engine holds it.

Rows are counted as a spreadsheet shows them: the header is row 1. An engine that keeps no order
(DuckDB, Spark) cannot tell; its frame may carry a column `row` of whole numbers that does.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import methodcaller
from typing import Any

import narwhals as nw
from narwhals import Implementation

from analysis.errors import AnswersError
from analysis.periods import PeriodError, parse_month

Rows = nw.LazyFrame[Any]
Found = Mapping[str, Any]

ROW = "row"
_HEADER = 2
# What tells where a row stands when it has no number.
_KEYS = ("round", "person", "item", "measure", "group")
# narwhals would collect these two by way of pyarrow, which is not needed for a few rows.
_FETCH = {
    Implementation.DUCKDB: methodcaller("fetchall"),
    Implementation.PYSPARK: methodcaller("collect"),
}


def texts(frame: Any, needed: Sequence[str], optional: Sequence[str], table: str) -> Rows:
    """The columns of `frame` as text, an empty cell as '', and `row`, which is 0 if unknown.

    A column of `optional` that is not there is empty all the way. Raises AnswersError unless all
    of `needed` are there.
    """
    given = nw.from_native(frame)
    schema = given.collect_schema()
    missing = [f"'{name}'" for name in needed if name not in schema]
    if missing:
        raise AnswersError(
            f"{table}: no column {', '.join(missing)}; it needs {', '.join(needed)}."
        )
    row = nw.lit(0, dtype=nw.Int64)
    if ROW in schema and schema[ROW].is_integer():
        row = nw.col(ROW).cast(nw.Int64)
    elif isinstance(given, nw.DataFrame):
        given = nw.maybe_reset_index(given.drop(ROW, strict=False)).with_row_index(ROW)
        row = nw.col(ROW).cast(nw.Int64) + _HEADER
    rows: Rows = given.lazy().select(
        *(_text(name, schema[name]) for name in needed),
        *(
            _text(name, schema[name]) if name in schema else nw.lit("").alias(name)
            for name in optional
        ),
        row.alias(ROW),
    )
    return rows


def fetched(rows: Rows) -> list[tuple[Any, ...]]:
    """All of `rows` as plain tuples: for what has been counted or is one row."""
    fetch = _FETCH.get(rows.implementation)
    if fetch is not None:
        return list(map(tuple, fetch(rows.to_native())))
    frame = rows.collect()
    return list(zip(*(frame[name].to_list() for name in frame.columns), strict=True))


def engine(rows: Rows) -> str:
    """What holds `rows`: 'pandas', 'duckdb', 'pyspark'."""
    return str(rows.implementation.value)


def first(rows: Rows, bad: nw.Expr) -> Found | None:
    """The first of `rows` where `bad` holds, by name; None without one."""
    names = rows.collect_schema().names()
    order = [ROW, *(name for name in names if name != ROW)]
    found = fetched(rows.filter(bad).sort(*order).head(1))
    return dict(zip(names, found[0], strict=True)) if found else None


def twice(rows: Rows, keys: Sequence[str]) -> Found | None:
    """A row that repeats the `keys` of one further up; None without one."""
    counted = rows.group_by(*keys).agg(nw.len().alias("times"), nw.col(ROW).max())
    return first(counted, nw.col("times") > 1)


def refuse(rows: Rows, bad: nw.Expr, table: str, why: Callable[[Found], str]) -> None:
    """Raise AnswersError that names the first row where `bad` holds, if there is one."""
    found = first(rows, bad)
    if found is not None:
        raise refusal(table, found, why(found))


def refusal(table: str, found: Found, why: str) -> AnswersError:
    """`why` the row that was `found` is refused, and where it stands."""
    if found[ROW]:
        return AnswersError(f"{table}, row {found[ROW]}: {why}.")
    stands = [f"{name} '{found[name]}'" for name in _KEYS if found.get(name)]
    return AnswersError(f"{', '.join([table, *stands])}: {why}.")


def check_filled(rows: Rows, column: str, table: str) -> None:
    """Raise AnswersError where a cell of `column` is empty."""
    empty = f"the column '{column}' is empty; fill it in"
    refuse(rows, nw.col(column) == "", table, lambda _: empty)


def check_months(rows: Rows, column: str, table: str, months: Sequence[str]) -> None:
    """Raise AnswersError where `column`, which holds `months`, has one that is none."""
    bad = [month for month in set(months) if _reason(month)]
    if bad:
        refuse(
            rows,
            nw.col(column).is_in(bad),
            table,
            lambda row: f"column '{column}': {_reason(row[column])}",
        )


def _text(name: str, dtype: Any) -> nw.Expr:
    column = nw.col(name)
    if dtype.is_float():
        column = column.fill_nan(None)
    return (column if dtype == nw.String else column.cast(nw.String)).fill_null("")


def _reason(month: str) -> str:
    """Why this is no month; the empty text where it is one."""
    try:
        parse_month(month)
    except PeriodError as error:
        return str(error).rstrip(".")
    return ""
