from io import BytesIO

import pandas as pd
import pytest

from survey.errors import ImportFileError
from tests.survey.actions.importing.workbooks import ods, packed, rows_of, words

ERROR = (
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'calcext:value-type="error"'
)


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def many(what: str, count: int) -> str:
    return f'table:number-{what}-repeated="{count}"'


HEAD = row(words("a"), words("b"))
MONTHS = (
    '<number:date-style style:name="N1"><number:month/><number:year/></number:date-style>'
    '<number:date-style style:name="N2"><number:day/><number:month/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>'
)


def second(cell: str, styles: str = "", columns: str = "") -> str:
    """What is read of the one cell of the second row, given as XML."""
    rows = f"{columns}{HEAD}<table:table-row>{cell}</table:table-row>"
    return rows_of(ods(rows, styles))[1][1][0]


def valued(kind: str, attributes: str, text: str = "shown") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def test_what_another_program_writes_is_read() -> None:
    frame = pd.DataFrame(
        {
            "ref": ["1.4", "two\nlines"],
            "value": [63.1, -5],
            "day": [pd.Timestamp("2018-06-01"), pd.NaT],
            "flag": [True, False],
        }
    )
    content = BytesIO()
    with pd.ExcelWriter(content, engine="odf") as writer:
        frame.to_excel(writer, index=False)
    assert [row for _, row in rows_of(content.getvalue())] == [
        ("ref", "value", "day", "flag"),
        ("1.4", "63.1", "2018-06-01", "TRUE"),
        ("two\nlines", "-5", "", "FALSE"),
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (valued("float", 'office:value="63.10"'), "63.1"),
        (valued("percentage", 'office:value="0.5"'), "0.5"),
        (valued("boolean", 'office:boolean-value="true"'), "TRUE"),
        (valued("date", 'office:date-value="2018-06-01T00:00:00"'), "2018-06-01"),
        (valued("date", 'office:date-value="2018-06-01T09:30:00"'), "2018-06-01 09:30:00"),
        (valued("string", 'table:formula="of:=[.A1]"'), "shown"),
        (words('two<text:s text:c="3"/>words<text:line-break/>more'), "two   words\nmore"),
        (words("one</text:p>\n <text:p><text:span>two</text:span>"), "one\ntwo"),
        (words("x</text:p><office:annotation><text:p>a note</text:p></office:annotation><text:p>y"),
         "x\ny"),
    ],
)  # fmt: skip
def test_a_cell_is_what_it_shows(cell: str, text: str) -> None:
    assert second(cell) == text


def test_a_day_and_a_month_are_told_apart_by_how_they_are_shown() -> None:
    october = 'office:date-value="2018-10-01"'
    assert second(valued("date", f'{october} table:style-name="month"'), MONTHS) == "2018-10"
    assert second(valued("date", f'{october} table:style-name="day"'), MONTHS) == "2018-10-01"
    column = '<table:table-column table:default-cell-style-name="month"/>'
    assert second(valued("date", october), MONTHS, column) == "2018-10"


def test_what_repeats_is_read_as_often_as_it_stands() -> None:
    blank = "<table:table-cell/>"
    rows = [
        row(words("a"), words("b"), words("", many("columns", 16000))),
        row(blank, attributes=many("rows", 3)),
        row(words("x", many("columns", 2)), attributes=many("rows", 2)),
        row(blank, attributes=many("rows", 1_048_000)),
    ]
    assert rows_of(ods("".join(rows))) == ((1, ("a", "b")), (5, ("x", "x")), (6, ("x", "x")))


def test_the_first_table_is_read() -> None:
    other = f'</table:table><table:table table:name="Two">{HEAD}'
    assert rows_of(ods(HEAD + other)) == ((1, ("a", "b")),)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (row(words("x", many("columns", 16000))), "row 2, column 'CW': a file may have 100"),
        (row(words("x"), attributes=many("rows", 1_000_000)), "row 10001: a file may have 10000"),
        (row(words("x"), words("y"), words("z")), "row 2, column 'C': the cell stands beside"),
        (row('<table:table-cell table:formula="of:=1+1"/>'), "'A': the formula has no saved"),
        (row(words("#REF!", ERROR)), "row 2, column 'A': the formula gives #REF!"),
        (row(words("x", 'table:number-rows-spanned="2"')), "row 2: the cells from A2 on are merg"),
        (row(f"<table:table-cell><table:table>{HEAD}</table:table></table:table-cell>"),
         "a table stands inside another one"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_row_and_column(bad: str, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        rows_of(ods(HEAD + bad))


def test_a_document_without_content_is_damaged() -> None:
    with pytest.raises(ImportFileError, match="the file is damaged"):
        rows_of(packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"))
