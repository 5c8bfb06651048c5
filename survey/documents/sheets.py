"""Rows as a file that a spreadsheet program opens, and that can be imported again.

Text is never taken for a formula: in CSV it is escaped, in XLSX and ODS its cell is of the kind
text. A number stays a number.
"""

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO

from survey.actions.importing.escapes import coded, escaped
from survey.documents.files import RenderedFile

Cell = str | int | float
Rows = Sequence[Sequence[Cell]]
TEXT_FORMAT = "@"
WIDEST = 60


def sheet(rows: Rows, kind: str) -> RenderedFile:
    """A file of `kind` 'csv', 'xlsx' or 'ods' with `rows`, of which the first is the header."""
    media_type, written = WRITERS[kind]
    return RenderedFile(media_type, written(rows))


def as_csv(rows: Rows) -> bytes:
    """With a byte order mark, without which Excel takes UTF-8 for something else."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows(
        [escaped(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Rows) -> bytes:
    """With columns of the format 'text', so that a month typed there stays what was typed."""
    from openpyxl import Workbook  # a third of a second, for whoever asks for such a file alone
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    page = book.create_sheet("Sheet1")
    page.freeze_panes = "A2"
    for place, cells in enumerate(zip(*rows, strict=True), 1):
        column = page.column_dimensions[get_column_letter(place)]
        column.width = min(WIDEST, max(len(str(cell)) for cell in cells) + 2)
        column.number_format = TEXT_FORMAT
    for row in rows:
        cells_of_row = [
            WriteOnlyCell(page, coded(cell) if isinstance(cell, str) else cell) for cell in row
        ]
        for cell, made in zip(row, cells_of_row, strict=True):
            if isinstance(cell, str):
                made.data_type, made.number_format = "s", TEXT_FORMAT
        page.append(cells_of_row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods(rows: Rows) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.teletype import addTextToElement
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for row in rows:
        line = TableRow()
        for cell in row:
            is_text = isinstance(cell, str)
            kind = {"valuetype": "string"} if is_text else {"valuetype": "float", "value": cell}
            made = TableCell(**kind)
            words = P()
            addTextToElement(words, str(cell))
            made.addElement(words)
            line.addElement(made)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    content = BytesIO()
    document.write(content)
    return content.getvalue()


WRITERS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", as_ods),
}
KINDS = tuple(WRITERS)
