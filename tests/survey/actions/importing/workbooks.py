"""Workbooks as files: written by libraries, or packed by hand where no library would write them."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from survey.actions.importing.source import Source

Value = str | int | float | bool | date | datetime | None
NumberedRow = tuple[int, tuple[str, ...]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_SPACES = " ".join(
    f'xmlns:{name}="{OASIS}{name if name != "number" else "datastyle"}:1.0"'
    for name in ("office", "table", "text", "style", "number")
)


def packed(**parts: str | bytes) -> bytes:
    """A packed file whose parts are named as in 'xl__workbook.xml'."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return content.getvalue()


def xlsx(sheet: str | bytes, **others: str | bytes) -> bytes:
    """A workbook of one sheet, whose whole XML is `sheet`."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels__.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl__workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="Notes" state="hidden" r:id="r9"/><sheet name="One" r:id="r1"/></sheets>'
        "</workbook>",
        "xl___rels__workbook.xml.rels": relations(
            ("r1", "worksheet", "worksheets/one.xml"),
            ("r9", "worksheet", "worksheets/notes.xml"),
            ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        ),
        "xl__worksheets__one.xml": sheet,
        "xl__worksheets__notes.xml": cells('<row><c t="str"><v>hidden</v></c></row>'),
    }
    return packed(**(parts | others))


def relations(*found: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, kind, target in found
    )
    return f"<Relationships>{listed}</Relationships>"


def cells(rows: str, after: str = "") -> str:
    """The XML of a sheet with `rows`."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(*rows: tuple[Value, ...], **formats: str) -> bytes:
    """What openpyxl writes of `rows`; `formats` are of cells: B2='mmm-yy'."""
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    for cell, code in formats.items():
        page[cell].number_format = code
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def ods(rows: str, styles: str = "", **others: str | bytes) -> bytes:
    """A document of one table with `rows`, and automatic `styles`."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed(mimetype=ODS_TYPE, **({"content.xml": content} | others))


def words(text: str, attributes: str = "") -> str:
    """A cell of an OpenDocument table with `text`."""
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def rows_of(content: bytes) -> tuple[NumberedRow, ...]:
    return Source.decode("panel", content).rows
