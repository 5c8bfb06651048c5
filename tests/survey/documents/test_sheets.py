import csv
from io import BytesIO, StringIO

import pandas as pd
import pytest
from openpyxl import load_workbook

from survey.actions.importing.source import Source
from survey.documents.sheets import KINDS, Cell, sheet

DANGEROUS = ["=1+1", "+44 121 303", "-a", "@SUM(A1)", "'=1", "\u2212", "O'Neill", "two\nlines"]
FIGURES: list[list[Cell]] = [[text, -5] for text in DANGEROUS]
ROWS: list[list[Cell]] = [["words", "figure"], *FIGURES]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read_again_as_it_was(kind: str) -> None:
    read = Source.decode("a", sheet(ROWS, kind).content)
    assert [list(cells) for _, cells in read.rows] == [[str(cell) for cell in row] for row in ROWS]


def test_in_csv_what_could_be_a_formula_is_escaped_and_a_number_is_not() -> None:
    content = sheet([["=1+1", "-5", -5, "\tx", "\rx"]], "csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert row == ["'=1+1", "-5", "-5", "'\tx", "'\rx"]


def test_in_xlsx_a_formula_is_text_and_a_number_a_number() -> None:
    page = load_workbook(BytesIO(sheet([["=1+1", -5]], "xlsx").content)).active
    assert page is not None
    assert [(cell.value, cell.data_type) for cell in page[1]] == [("=1+1", "s"), (-5, "n")]
    assert page["A1"].number_format == "@"


def test_in_ods_a_formula_is_text_and_a_number_a_number() -> None:
    content = BytesIO(sheet([["a", "b"], ["=1+1", -5]], "ods").content)
    frame = pd.read_excel(content, engine="odf")
    assert frame.to_dict("list") == {"a": ["=1+1"], "b": [-5]}


@pytest.mark.parametrize("kind", KINDS)
def test_blanks_are_kept_inside_a_text(kind: str) -> None:
    read = Source.decode("a", sheet([["a"], ["one   two"]], kind).content)
    assert read.rows[1] == (2, ("one   two",))
