from dataclasses import dataclass
from typing import Annotated

import pytest

from survey.actions.importing.cells import prose, ref, words
from survey.actions.importing.source import Source
from survey.actions.importing.table import (
    Column,
    Row,
    by_key,
    read_rows,
    refuse_disagreement,
    shown,
)
from survey.errors import ImportFileError


@dataclass(frozen=True, slots=True)
class Stone(Row):
    ref: Annotated[str, Column(ref)]
    from_where: Annotated[str, Column(words, name="from")]
    note: Annotated[str, Column(prose)]


def read(text: str) -> list[Stone]:
    return read_rows(Source.decode("stones.csv", text.encode()), Stone)


def test_columns_stand_in_any_order_and_cells_are_stripped() -> None:
    assert read("note,ref,from\n , a ,Wales\n") == [Stone(2, "a", "Wales", "")]


def test_rows_are_numbered_as_in_a_spreadsheet() -> None:
    text = 'ref,from,note\r\na,Wales,"two\r\nlines"\r\n\r\n,,\r\nb,Kent,\r\n'
    assert [(row.line, row.ref) for row in read(text)] == [(2, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ref,from,notes\n", "row 1, column 'notes': the column is not known; use ref, from, note"),
        ("ref,from\na,b\n", "row 1, column 'note': the column is missing"),
        ("ref,from,note,ref\n", "row 1, column 'ref': the column stands twice"),
        ("ref,from,note\n", "there is no row below the header"),
        ("ref,from,note\na,b\n", "row 2: the row has 2 cells and the header 3"),
        ("ref,from,note\na,b,c,d\n", "row 2: the row has 4 cells"),
        ("ref,from,note\na,b,c\n/,b,c\n", "row 3, column 'ref': '/' cannot be a reference"),
        ("ref,from,note\na,b,c\nd,,f\n", "row 3, column 'from': it is empty"),
        ("ref,from,note\na,b\0,c\n", r"row 2, column 'from': .* U\+0000; remove it"),
        ("ref,from,note\na,b,c\x1b[2J\n", r"row 2, column 'note': .* U\+001B"),
        ("ref,from,n\0ote\n", r"row 1, column 'nU\+0000ote'"),
        ('ref,from,note\na,b,c\nd,"e,f\n', "row 3: the row cannot be read .* quotation marks"),
        ('ref,from,note\na,"b"x,c\n', "row 2: the row cannot be read"),
        (f"ref,from,note\na,b,{'c' * 4001}\n", "row 2, column 'note': it holds 4001 characters"),
        (f"ref,from,note\na,b,{'c' * 200_000}\n", "row 2: the row cannot be read"),
        ("ref;from;note\na;b;c\n", "column 'ref;from;note': the column is not known"),
    ],
)
def test_the_first_fault_is_named_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=r"^stones\.csv, row|^stones\.csv: ") as refused:
        read(text)
    with pytest.raises(ImportFileError, match=sentence):
        raise refused.value
    assert str(refused.value).endswith("Nothing was imported.")
    assert str(refused.value).isprintable()


def test_one_key_twice_names_both_rows() -> None:
    source = Source.decode("stones.csv", b"ref,from,note\na,Wales,\nb,Kent,\na,Fife,\n")
    rows = read_rows(source, Stone)
    with pytest.raises(ImportFileError, match=r"row 4, column 'ref': .* stands in row 2 already"):
        by_key(source, rows, lambda row: row.ref, "ref")


def test_rows_that_contradict_each_other_are_both_named() -> None:
    source = Source.decode("stones.csv", b"ref,from,note\na,Wales,x\na,Wales,y\n")
    with pytest.raises(ImportFileError, match="row 3, column 'note': 'y' is not what row 2 says"):
        refuse_disagreement(source, read_rows(source, Stone), "ref", ("from_where", "note"))


def test_what_cannot_be_printed_is_written_out() -> None:
    assert shown("a\x00\u202eb") == "aU+0000U+202Eb"
