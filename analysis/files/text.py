"""Comma-separated values in UTF-8, read line by line."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.contracts import Contract
from analysis.files.rows import NumberedRow, gathered

MOST_BYTES = 512 * 2**20
MOST_OF_A_LINE = 64 * 1024
_MARK = b"\xef\xbb\xbf"
# How files begin that are something else, whatever they are called.
_OTHERS = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")


def read_csv(path: Path, contract: Contract) -> pd.DataFrame:
    """The table at `path` by its `contract`; raises AnswersError with file, row and mend."""
    name = path.name
    if path.stat().st_size > MOST_BYTES:
        raise AnswersError(
            f"{name}: it is larger than {MOST_BYTES // 2**20} MB; save it as Parquet instead."
        )
    with path.open("rb") as file:
        if file.read(4) in _OTHERS:
            raise AnswersError(f"{name}, row 1: this is no CSV, whatever it is called; save it so.")
        file.seek(0)
        return gathered(name, _rows(name, file), contract)


def _rows(name: str, file: BinaryIO) -> Iterator[NumberedRow]:
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_lines(name, file), strict=True), 1):
            yield number, cells
    except csv.Error as error:
        raise AnswersError(
            f"{name}, row {number + 1}: it cannot be read ({error}); check its quotation marks."
        ) from error
    except UnicodeDecodeError as error:
        raise AnswersError(
            f"{name}, row {number + 1}: it is not UTF-8; save the file as 'CSV UTF-8'."
        ) from error


def _lines(name: str, file: BinaryIO) -> Iterator[str]:
    """Decoded one by one, so that an error is met in its own row."""
    for place, line in enumerate(iter(lambda: file.readline(MOST_OF_A_LINE + 1), b"")):
        if len(line) > MOST_OF_A_LINE:
            raise AnswersError(
                f"{name}, row {place + 1}: the line is longer than any row of a table; check that "
                "the file is a CSV."
            )
        yield (line if place else line.removeprefix(_MARK)).decode()
