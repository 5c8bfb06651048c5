"""Rows of text, whatever file they came from, checked and gathered into a frame."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.errors import AnswersError
from analysis.files.contracts import Contract

# A row's number as a spreadsheet shows it, and its cells.
NumberedRow = tuple[int, Sequence[str]]
MOST_CHARACTERS = 200


def gathered(name: str, rows: Iterable[NumberedRow], contract: Contract) -> pd.DataFrame:
    """The columns of `contract` as text, and `row`; blank rows are passed over.

    Equal cells of a column are kept once, so that millions of answers fit. Raises AnswersError.
    """
    filled = _filled(rows)
    first, header = next(filled, (0, ()))
    if not header:
        raise AnswersError(f"{name}, row 1: the file is empty; export it again with its header.")
    places = contract.places(name, header)
    # Cells as numbers, by the order in which their texts were first met.
    texts: dict[str, dict[str, int]] = {column: {} for column in places}
    codes: dict[str, list[int]] = {column: [] for column in places}
    numbers = []
    for number, cells in filled:
        if len(cells) != len(header):
            raise AnswersError(_ragged(name, number, len(cells), len(header)))
        for column, place in places.items():
            known, text = texts[column], cells[place]
            if text not in known:
                _refuse_unfit(name, number, column, text)
                known[text] = len(known)
            codes[column].append(known[text])
        numbers.append(number)
    if not numbers:
        raise AnswersError(f"{name}, row {first + 1}: nothing stands below the header; add rows.")
    frame = {
        column: pd.array(np.array(list(texts[column]), dtype=object)[each], dtype="str")
        for column, each in codes.items()
    }
    return pd.DataFrame({**frame, "row": numbers})


def _filled(rows: Iterable[NumberedRow]) -> Iterator[NumberedRow]:
    for number, cells in rows:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _ragged(name: str, number: int, cells: int, header: int) -> str:
    return (
        f"{name}, row {number}: it has {cells} cells and the header {header}; check for a comma "
        "too many or too few."
    )


def _refuse_unfit(name: str, number: int, column: str, text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise AnswersError(
            f"{name}, row {number}: the column '{column}' holds {len(text)} characters; use "
            f"{MOST_CHARACTERS} at most."
        )
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs"}:
            raise AnswersError(
                f"{name}, row {number}: the column '{column}' holds the control character "
                f"U+{ord(character):04X}; take it out."
            )
