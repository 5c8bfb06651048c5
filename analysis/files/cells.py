"""The cells of a small table, none of them empty."""

from collections.abc import Iterator

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.contracts import Contract
from analysis.periods import PeriodError, parse_month

_MONTHS = {"round", "from_round"}


def cells_of(frame: pd.DataFrame, contract: Contract, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row's number, and its cells in the contract's order.

    Raises AnswersError, which calls the table `name`, for an empty cell and for a round that is
    not a month.
    """
    columns = ["row", *contract.needed]
    for row, *cells in frame[columns].itertuples(index=False, name=None):
        for column, cell in zip(contract.needed, cells, strict=True):
            if pd.isna(cell) or cell == "":
                raise AnswersError(
                    f"{name}, row {row}: the column '{column}' is empty; fill it in."
                )
            if column in _MONTHS:
                _refuse_no_month(name, row, column, cell)
        yield row, cells


def _refuse_no_month(name: str, row: int, column: str, cell: str) -> None:
    try:
        parse_month(cell)
    except PeriodError as error:
        raise AnswersError(f"{name}, row {row}: column '{column}': {error}") from error
