import csv
from datetime import date
from io import BytesIO, StringIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from survey.actions.importing.source import Source
from survey.documents.sheets import KINDS, Cell, sheet
from tests.survey.actions.importing.workbooks import Value, workbook

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


WRITABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn")) | st.sampled_from("=+-@'\n_x005F"),
    max_size=12,
).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.tuples(WRITABLE, WRITABLE), min_size=1, max_size=6))
@pytest.mark.parametrize("kind", KINDS)
def test_any_words_come_back(kind: str, words: list[tuple[str, str]]) -> None:
    rows: list[tuple[Cell, ...]] = [("a", "b"), *words]
    read = Source.decode("a", sheet(rows, kind).content)
    wanted = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    assert list(read.rows) == wanted


@settings(max_examples=40, deadline=None)
@given(
    cells=st.lists(
        st.text("abc \n1", max_size=5) | st.integers(-999, 999) | st.dates(date(1901, 1, 1)),
        min_size=1,
        max_size=9,
    )
)
def test_another_reader_finds_the_same_in_a_workbook(cells: list[Value]) -> None:
    content = workbook(*((cell, "x") for cell in ("head", *cells)))
    other = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    read = Source.decode("a", content).rows
    assert [row[0] for _, row in read] == [as_text(row[0]) for row in other]


def as_text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).strip()


@pytest.mark.parametrize("kind", KINDS)
def test_blanks_are_kept_inside_a_text(kind: str) -> None:
    read = Source.decode("a", sheet([["a"], ["one   two"]], kind).content)
    assert read.rows[1] == (2, ("one   two",))
