from datetime import date, datetime

import pytest

from survey.errors import ImportFileError
from tests.survey.actions.importing.workbooks import (
    cells,
    packed,
    relations,
    rows_of,
    workbook,
    xlsx,
)

HEAD = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'


def second(cell: str, **others: str) -> str:
    """What is read of the one cell of the second row, given as XML."""
    return rows_of(xlsx(cells(f"{HEAD}<row>{cell}</row>"), **others))[1][1][0]


def test_texts_and_figures_are_read_as_they_are_shown() -> None:
    content = workbook(("ref", "value"), (" 1.4 ", 63.1), ("Übersicht\nzwei", -5), (None, None))
    assert rows_of(content) == (
        (1, ("ref", "value")),
        (2, ("1.4", "63.1")),
        (3, ("Übersicht\nzwei", "-5")),
    )


def test_a_day_and_a_month_are_told_apart_by_how_they_are_shown() -> None:
    row = (date(2018, 6, 1), date(2018, 10, 1), datetime(2018, 6, 1, 9, 30))  # noqa: DTZ001 (as a spreadsheet has it)
    content = workbook(("a", "b", "c"), row, B2="mmm-yy")
    assert rows_of(content)[1] == (2, ("2018-06-01", "2018-10", "2018-06-01 09:30:00"))


def test_days_may_be_counted_from_1904() -> None:
    book = (
        '<workbook xmlns:r="r"><workbookPr date1904="1"/>'
        '<sheets><sheet name="One" r:id="r1"/></sheets></workbook>'
    )
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    parts = {"xl__workbook.xml": book, "xl__styles.xml": styles}
    assert second('<c s="1"><v>41790</v></c>', **parts) == "2018-06-01"
    assert second('<c s="1"><v>41790</v></c>', **{"xl__styles.xml": styles}) == "2014-05-31"


def test_the_first_sheet_that_is_not_hidden_is_read() -> None:
    assert rows_of(xlsx(cells(HEAD))) == ((1, ("a", "b")),)


def test_blank_rows_are_passed_over_and_rows_keep_their_numbers() -> None:
    late = '<row r="5"><c r="B5" t="str"><v>late</v></c></row>'
    assert rows_of(xlsx(cells(f'{HEAD}<row r="3"><c r="A3"/></row>{late}'))) == (
        (1, ("a", "b")),
        (5, ("", "late")),
    )


def test_shared_and_rich_texts_are_whole_and_readings_are_not_among_them() -> None:
    strings = (
        "<sst><si><t>one</t></si><si><r><t>two </t></r><r><t>halves</t></r>"
        "<rPh><t>reading</t></rPh></si></sst>"
    )
    assert second('<c t="s"><v>1</v></c>', **{"xl__sharedStrings.xml": strings}) == "two halves"
    assert second('<c t="inlineStr"><is><t>in line</t></is></c>') == "in line"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="d"><v>2018-06-01T00:00:00</v></c>', "2018-06-01"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        ('<c t="str"><f>A1</f><v>a</v></c>', "a"),
        ("<c><v>63.100000000000001</v></c>", "63.1"),
        ('<c s="77"><v>1</v></c>', "1"),
    ],
)
def test_a_cell_is_what_it_shows(cell: str, text: str) -> None:
    assert second(cell) == text


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("<row><c><f>1+1</f></c></row>", "row 2, column 'A': the formula has no saved result"),
        ('<row><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>', "'B': the formula gives #DIV"),
        ('<row><c r="D2" t="str"><v>x</v></c></row>', "row 2, column 'D': the cell stands beside"),
        ('<row r="1"><c t="str"><v>x</v></c></row>', "damaged"),
        ('<row><c r="B2"/><c r="A2"/></row>', "damaged"),
        ('<row><c t="s"><v>7</v></c></row>', "damaged"),
        ('<row r="10001"><c t="str"><v>x</v></c></row>', "row 10001: a file may have 10000 rows"),
        ('<row><c r="XFD2" t="str"><v>x</v></c></row>', "row 2, column 'XFD': a file may have 100"),
    ],
)
def test_what_cannot_be_read_names_row_and_column(rows: str, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        rows_of(xlsx(cells(HEAD + rows)))


def test_merged_cells_are_refused_where_the_table_is_and_nowhere_else() -> None:
    sheet = '<row><c t="str"><v>x</v></c></row><row><c t="str"><v>y</v></c></row>'
    merged = '<mergeCells><mergeCell ref="{}"/></mergeCells>'
    with pytest.raises(ImportFileError, match="row 2: the cells A2:A3 are merged"):
        rows_of(xlsx(cells(HEAD + sheet, merged.format("A2:A3"))))
    assert len(rows_of(xlsx(cells(HEAD + sheet, merged.format("A7:A9"))))) == 3


def test_a_workbook_without_a_sheet_is_damaged() -> None:
    parts = {"[Content_Types].xml": "<Types/>", "_rels__.rels": relations()}
    with pytest.raises(ImportFileError, match="the file is damaged"):
        rows_of(packed(**parts))
