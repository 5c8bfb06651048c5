"""The first table of an OpenDocument spreadsheet (ODS), read as a stream.

Of a formula the result is taken that the program saved with it. What repeats is counted before it
is made: a whole empty sheet is one cell that stands for seventeen thousand millions.
"""

from dataclasses import dataclass, field

from survey.actions.importing.archive import DAMAGED, Archive, Attributes, Reader
from survey.actions.importing.figures import Shown, number_text
from survey.actions.importing.grid import MOST_COLUMNS, Grid, NumberedRow, letters
from survey.actions.importing.ods_styles import OASIS, DateStyles
from survey.errors import ImportFileError

OFFICE, TABLE, TEXT = (f"{OASIS}{name}:1.0|" for name in ("office", "table", "text"))
ERROR_KIND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|value-type"
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
# Blank text that stands as an element, because XML evens out blanks.
BLANKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n", f"{TEXT}s": " "}
NOT_OF_THE_CELL = {f"{OFFICE}annotation", f"{TABLE}shapes"}
FIGURES = {"float", "percentage", "currency"}
MOST_PIECES, MOST_BLANKS = 5_000, 100


def ods_rows(archive: Archive) -> tuple[NumberedRow, ...]:
    """The rows of the first table; raises ImportFileError."""
    if not archive.has("content.xml"):
        raise ImportFileError(archive.name, DAMAGED)
    table = Table(Grid(archive.name, most=archive.limits.rows), DateStyles())
    archive.parse("styles.xml", table.styles.reader)
    archive.parse("content.xml", table.reader)
    return table.grid.level()


def times(attributes: Attributes, name: str) -> int:
    """How often something stands, told by the attribute `name` of the table's namespace."""
    text = attributes.get(f"{TABLE}{name}", "1")
    return max(1, int(text[:9])) if text.isdecimal() else 1


def blanks(attributes: Attributes) -> int:
    """How many blanks an element stands for; more than any cell may hold are cut."""
    text = attributes.get(f"{TEXT}c", "1")
    return min(int(text[:9]), MOST_BLANKS) if text.isdecimal() else 1


@dataclass(slots=True)
class Table:
    """The rows of the first table, put into `grid` one by one."""

    grid: Grid
    styles: DateStyles
    row: int = 0
    repeated: int = 1
    tables: int = 0
    cells: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    cell: Attributes = field(default_factory=dict)
    column: int = 0
    merged: str = ""
    outside: int = 0
    paragraphs: int = 0
    inside: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        return Reader(self.start, self.end, self.text)

    def start(self, name: str, attributes: Attributes) -> None:
        self.inside.append(name)
        self.styles.start(name, attributes)
        if name == f"{TABLE}table":
            self.start_table()
        elif name in NOT_OF_THE_CELL:
            self.outside += 1
        elif self.tables == 1 and not self.outside:
            self.start_inside(name, attributes)

    def start_table(self) -> None:
        self.tables += 1
        if f"{TABLE}table" in self.inside[:-1] and not self.outside:
            raise ImportFileError(
                self.grid.name, "a table stands inside another one; take the inner one away."
            )

    def start_inside(self, name: str, attributes: Attributes) -> None:
        if name == f"{TABLE}table-column":
            self.add_column(attributes)
        elif name == f"{TABLE}table-row":
            self.row += self.repeated
            self.repeated = times(attributes, "number-rows-repeated")
            self.cells, self.column, self.merged = [], 0, ""
        elif name in CELLS:
            self.cell, self.pieces = attributes, []
        elif name == f"{TEXT}p":
            self.paragraphs += 1
            self.pieces += ["\n"] if self.pieces else []
        elif name in BLANKS and len(self.pieces) < MOST_PIECES:
            self.pieces.append(BLANKS[name] * blanks(attributes))

    def end(self, name: str) -> None:
        self.inside.pop()
        if name in NOT_OF_THE_CELL:
            self.outside -= 1
        elif self.tables != 1 or self.outside:
            return
        elif name == f"{TEXT}p":
            self.paragraphs -= 1
        elif name in CELLS:
            self.put(self.value())
        elif name == f"{TABLE}table-row":
            self.end_row()
        elif name == f"{TABLE}table":
            self.tables += 1

    def text(self, text: str) -> None:
        if self.tables == 1 and self.paragraphs and not self.outside:
            self.pieces.append(text)

    def add_column(self, attributes: Attributes) -> None:
        style = attributes.get(f"{TABLE}default-cell-style-name", "")
        count = min(times(attributes, "number-columns-repeated"), MOST_COLUMNS)
        self.columns += [style] * min(count, MOST_COLUMNS - len(self.columns))

    def put(self, value: str) -> None:
        first, count = self.column + 1, times(self.cell, "number-columns-repeated")
        self.column += count
        spans = {times(self.cell, f"number-{what}-spanned") for what in ("columns", "rows")}
        if spans != {1}:
            self.merged = self.merged or f"from {letters(first)}{self.row} on"
        if not value:
            return
        if self.column > MOST_COLUMNS:
            raise ImportFileError(
                self.grid.name,
                f"a file may have {MOST_COLUMNS} columns; empty the cell.",
                row=self.row,
                column=letters(max(first, MOST_COLUMNS + 1)),
            )
        self.cells += [""] * (first - 1 - len(self.cells))
        self.cells += [value] * count

    def end_row(self) -> None:
        if self.merged and self.cells:
            self.grid.refuse_merged(self.merged, self.row)
        self.grid.add(self.row, self.cells, self.repeated)

    def value(self) -> str:
        """The text that the cell shows, as an import reads it."""
        kind = self.cell.get(f"{OFFICE}value-type", "")
        shown = "".join(self.pieces)
        is_formula = f"{TABLE}formula" in self.cell
        if self.cell.get(ERROR_KIND) == "error" or (is_formula and not kind):
            self.refuse_formula(shown)
        if kind in FIGURES:
            return number_text(self.cell.get(f"{OFFICE}value", shown))
        if kind == "boolean":
            return self.cell.get(f"{OFFICE}boolean-value", shown).upper()
        return self.day() if kind == "date" else shown

    def day(self) -> str:
        text = self.cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00")
        style = self.cell.get(f"{TABLE}style-name") or "".join(
            self.columns[self.column : self.column + 1]
        )
        is_month = self.styles.shown(style) is Shown.MONTH
        return text[:7] if is_month else text.replace("T", " ")

    def refuse_formula(self, text: str) -> None:
        what = f"gives {text}" if text else "has no saved result"
        raise ImportFileError(
            self.grid.name,
            f"the formula {what}; write the value itself, or open the file in a spreadsheet "
            "program, mend the formula and save it.",
            row=self.row,
            column=letters(self.column + 1),
        )
