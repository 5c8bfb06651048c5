"""Checks on the columns of a frame that came from outside.

Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import AnswersError
from analysis.periods import PeriodError, parse_month

_HEADER = 2


def present(frame: pd.DataFrame, columns: Sequence[str], table: str) -> None:
    """Raise AnswersError unless `frame` has all of `columns`."""
    missing = [f"'{name}'" for name in columns if name not in frame.columns]
    if missing:
        raise AnswersError(
            f"{table}: no column {', '.join(missing)}; it needs {', '.join(columns)}."
        )


def labels(frame: pd.DataFrame, column: str, table: str) -> pd.Series:
    """The column as categories of text; raises AnswersError where a cell is empty."""
    refuse(blank(frame[column]), table, f"the column '{column}' is empty; fill it in")
    return frame[column].astype(str).astype("category")


def blank(values: pd.Series) -> pd.Series:
    """Where a cell is missing or holds the empty text, as files write it."""
    return values.isna() | values.isin([""])


def months(frame: pd.DataFrame, column: str, table: str) -> pd.Series:
    """The column as categories of months; raises AnswersError at the first that is none."""
    values = labels(frame, column, table)
    for month in values.cat.categories:
        try:
            parse_month(month)
        except PeriodError as error:
            refuse(values == month, table, f"column '{column}': {str(error).rstrip('.')}")
    return values


def refuse(bad: "pd.Series | NDArray[np.bool_]", table: str, why: str) -> None:
    """Raise AnswersError that names the first row where `bad` holds, if there is one."""
    where = np.flatnonzero(np.asarray(bad, dtype=bool))
    if len(where):
        raise AnswersError(f"{table}, row {row_number(where[0])}: {why}.")


def row_number(place: int) -> int:
    """The row of a spreadsheet at this place, from 0, of a frame."""
    return int(place) + _HEADER
