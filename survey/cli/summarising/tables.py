"""One file as a frame, by the ending of its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import AnswersError
from analysis.files import contracts
from analysis.files.contracts import Contract
from analysis.files.rows import gathered

PARQUET = ".parquet"
KINDS = "CSV (.csv), Parquet (.parquet), ODS (.ods) or XLSX (.xlsx)"
# Bytes, bytes unpacked, elements and rows: ten times what an import may have.
MOST = 20 * 2**20, 200 * 2**20, 4_000_000, 100_000


def read_table(path: Path, contract: Contract) -> pd.DataFrame:
    """The table at `path` by its `contract`; raises AnswersError with file, row and mend."""
    match path.suffix.lower():
        case ".csv":
            from analysis.files.text import read_csv

            return read_csv(path, contract)
        case ".parquet":
            from analysis.files.parquet import read_parquet

            return read_parquet(path, contract)
        case ".ods" | ".xlsx":
            return read_workbook(path, contract)
        case _:
            raise AnswersError(f"{path.name}: what it holds is not known; save it as {KINDS}.")


def answers_and_roster(answers: Path, roster: Path | None) -> tuple[Any, Any]:
    """Both as frames of one engine, so that they can be counted together.

    Answers in Parquet are read by DuckDB only as far as they are asked; the roster goes with them.
    """
    if answers.suffix.lower() != PARQUET:
        asked = None if roster is None else read_table(roster, contracts.ROSTER)
        return read_table(answers, contracts.ANSWERS), asked
    from analysis.files.parquet import connected, open_parquet

    connection = connected(answers)
    held = open_parquet(answers, contracts.ANSWERS, connection)
    if roster is None:
        return held, None
    if roster.suffix.lower() == PARQUET:
        return held, open_parquet(roster, contracts.ROSTER, connection)
    return held, connection.from_df(read_table(roster, contracts.ROSTER))


@contextmanager
def in_sentences(path: Path) -> Iterator[None]:
    """Say in a sentence what an engine finds wrong in the file at `path` while it counts."""
    if path.suffix.lower() != PARQUET:
        yield
        return
    from analysis.files import parquet

    with parquet.in_sentences(path):
        yield


def read_workbook(path: Path, contract: Contract) -> pd.DataFrame:
    """The first sheet of a spreadsheet, within the bounds that keep hostile ones small."""
    from survey.actions.importing.limits import Limits
    from survey.actions.importing.source import Source
    from survey.errors import ImportFileError

    try:
        return gathered(path.name, Source.read(path, Limits(*MOST)).rows, contract)
    except ImportFileError as error:
        raise AnswersError(error.problem) from error
