"""The first sheet of an Excel workbook (XLSX), read as a stream.

Of a formula the result is taken that the program saved with it. Hidden sheets are passed over.
"""

import posixpath
from dataclasses import dataclass, field

from survey.actions.importing.archive import DAMAGED, Archive, Attributes, Reader, local
from survey.actions.importing.escapes import decoded
from survey.actions.importing.figures import BUILT_IN, Shown, shown_by
from survey.actions.importing.grid import Grid, NumberedRow
from survey.actions.importing.xlsx_sheet import Sheet
from survey.errors import ImportFileError


def xlsx_rows(archive: Archive) -> tuple[NumberedRow, ...]:
    """The rows of the first sheet that is not hidden; raises ImportFileError."""
    root = Relations()
    archive.parse("_rels/.rels", root.reader)
    book = Book()
    part = root.part_of_kind("/officeDocument", "")
    archive.parse(part, book.reader)
    parts = Relations()
    archive.parse(f"{posixpath.dirname(part)}/_rels/{posixpath.basename(part)}.rels", parts.reader)
    base = posixpath.dirname(part)
    strings, styles = Strings(), Styles()
    archive.parse(parts.part_of_kind("/sharedStrings", base), strings.reader)
    archive.parse(parts.part_of_kind("/styles", base), styles.reader)
    grid = Grid(archive.name, most=archive.limits.rows)
    sheet = Sheet(grid, strings.found, styles.shown(), book.from_1904)
    found = next((parts.part(key, base) for key in book.sheets if key in parts.targets), "")
    if not archive.has(found):
        raise ImportFileError(archive.name, DAMAGED)
    archive.parse(found, sheet.reader)
    return sheet.grid.level()


@dataclass(slots=True)
class Relations:
    """The parts that a part refers to, by the key under which it does."""

    targets: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        return Reader(self.start)

    def start(self, name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship":
            kind, target = attributes.get("Type", ""), attributes.get("Target", "")
            self.targets[attributes.get("Id", "")] = (kind, target)

    def part(self, key: str, base: str) -> str:
        return posixpath.normpath(posixpath.join("/", base, self.targets[key][1])).lstrip("/")

    def part_of_kind(self, kind: str, base: str) -> str:
        keys = (key for key, (found, _) in self.targets.items() if found.endswith(kind))
        return next((self.part(key, base) for key in keys), "")


@dataclass(slots=True)
class Book:
    """The keys of the sheets that are shown, in order, and from which year days are counted."""

    sheets: list[str] = field(default_factory=list)
    from_1904: bool = False

    @property
    def reader(self) -> Reader:
        return Reader(self.start)

    def start(self, name: str, attributes: Attributes) -> None:
        if local(name) == "workbookPr":
            self.from_1904 = attributes.get("date1904") in {"1", "true"}
        if local(name) == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets += [text for key, text in attributes.items() if local(key) == "id"]


@dataclass(slots=True)
class Styles:
    """How each style shows a number."""

    codes: dict[str, str] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    in_cells: bool = False

    @property
    def reader(self) -> Reader:
        return Reader(self.start, self.end)

    def start(self, name: str, attributes: Attributes) -> None:
        element = local(name)
        if element == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif element == "cellXfs":
            self.in_cells = True
        elif element == "xf" and self.in_cells:
            self.formats.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self.in_cells = False

    def shown(self) -> list[Shown]:
        return [
            shown_by(self.codes[number])
            if number in self.codes
            else BUILT_IN.get(int(number) if number.isdecimal() else 0, Shown.FIGURE)
            for number in self.formats
        ]


@dataclass(slots=True)
class Strings:
    """The texts that cells share, in order; readings of foreign letters are passed over."""

    found: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        return Reader(self.start, self.end, self.text)

    def start(self, name: str, _: Attributes) -> None:
        self.inside.append(local(name))

    def end(self, name: str) -> None:
        self.inside.pop()
        if local(name) == "si":
            self.found.append(decoded("".join(self.pieces)))
            self.pieces.clear()

    def text(self, text: str) -> None:
        if self.inside[-1:] == ["t"] and "rPh" not in self.inside:
            self.pieces.append(text)
