"""One file as a frame, by the ending of its name."""

from pathlib import Path

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.contracts import Contract
from analysis.files.rows import gathered

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


def read_workbook(path: Path, contract: Contract) -> pd.DataFrame:
    """The first sheet of a spreadsheet, within the bounds that keep hostile ones small."""
    from survey.actions.importing.limits import Limits
    from survey.actions.importing.source import Source
    from survey.errors import ImportFileError

    try:
        return gathered(path.name, Source.read(path, Limits(*MOST)).rows, contract)
    except ImportFileError as error:
        raise AnswersError(error.problem) from error
