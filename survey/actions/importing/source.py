"""A file as rows of text, whatever it was written with.

What kind of file it is tells its content, never its name: CSV, XLSX or ODS.
"""

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from survey.actions.importing.archive import Archive
from survey.actions.importing.escapes import escaped, unescaped
from survey.actions.importing.grid import MOST_COLUMNS, Grid, NumberedRow
from survey.actions.importing.limits import IMPORTED, Limits
from survey.actions.importing.ods import ods_rows
from survey.actions.importing.xlsx import xlsx_rows
from survey.errors import ImportFileError

MOST_BYTES = IMPORTED.bytes
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
NO_TABLE = "the file is no table that can be read; save it as CSV (UTF-8), XLSX or ODS."


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of a file that hold anything, and the name by which messages call it.

    A row has its number in a spreadsheet program, where the header is mostly row 1, and the text
    of its cells without blanks around it.
    """

    name: str
    rows: tuple[NumberedRow, ...]

    @classmethod
    def decode(cls, name: str, content: bytes, limits: Limits = IMPORTED) -> "Source":
        """The first sheet of a workbook, or a text in UTF-8, within `limits`."""
        if len(content) > limits.bytes:
            raise ImportFileError(
                name, f"the file is larger than {limits.bytes // 2**20} MB; split it or check it."
            )
        rows = rows_of(name, content, limits)
        if not rows:
            raise ImportFileError(name, "the file is empty; export it again with its header.")
        return cls(name, rows)

    @classmethod
    def read(cls, path: Path, limits: Limits = IMPORTED) -> "Source":
        """`decode` what stands at `path`, without reading more of it than can be imported."""
        with path.open("rb") as file:
            return cls.decode(path.name, file.read(limits.bytes + 1), limits)

    def as_text(self) -> str:
        """CSV that `decode` reads as the same rows, with the same numbers."""
        written = StringIO(newline="")
        writer = csv.writer(written)
        before = 0
        for number, cells in self.rows:
            writer.writerows([[]] * (number - before - 1))
            writer.writerow(map(escaped, cells))
            before = number
        return written.getvalue()


def rows_of(name: str, content: bytes, limits: Limits) -> tuple[NumberedRow, ...]:
    if content.startswith(PACKED):
        return packed_rows(Archive(name, content, limits))
    if content.startswith(OLD_EXCEL):
        raise ImportFileError(
            name, "the file is of an old kind or has a password; save it as XLSX without one."
        )
    return text_rows(name, decoded(name, content), limits)


def packed_rows(archive: Archive) -> tuple[NumberedRow, ...]:
    if archive.read("mimetype", len(ODS)) == ODS:
        return ods_rows(archive)
    if archive.has("[Content_Types].xml") and archive.has("_rels/.rels"):
        return xlsx_rows(archive)
    raise ImportFileError(archive.name, NO_TABLE)


def decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content and not content.startswith(UTF_16):
            raise ImportFileError(name, NO_TABLE) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise ImportFileError(
            name, f"the file is not UTF-8 (line {line}); save it as 'CSV UTF-8'."
        ) from error


def text_rows(name: str, text: str, limits: Limits) -> tuple[NumberedRow, ...]:
    """The rows of comma-separated values that are not blank."""
    grid, number = Grid(name, most=limits.rows), 0
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), strict=True), 1):
            if cells:
                grid.add(number, [unescaped(cell) for cell in cells[: MOST_COLUMNS + 1]])
    except csv.Error as error:
        raise ImportFileError(
            name,
            f"the row cannot be read ({error}); check its quotation marks.",
            row=number + 1,
        ) from error
    return tuple(grid.rows)
