"""The cells of one sheet of an Excel workbook (XLSX)."""

from dataclasses import dataclass, field
from re import fullmatch

from survey.actions.importing.archive import DAMAGED, Attributes, Reader, local
from survey.actions.importing.escapes import decoded
from survey.actions.importing.figures import Shown, serial_text
from survey.actions.importing.grid import MOST_COLUMNS, Grid, letters, place
from survey.errors import ImportFileError

FLAGS = {"0": "FALSE", "1": "TRUE"}


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet, put into `grid` one by one."""

    grid: Grid
    strings: list[str]
    shown: list[Shown]
    from_1904: bool
    row: int = 0
    column: int = 0
    cells: list[str] = field(default_factory=list)
    cell: Attributes = field(default_factory=dict)
    formula: bool = False
    inside: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        return Reader(self.start, self.end, self.text)

    def start(self, name: str, attributes: Attributes) -> None:
        self.inside.append(local(name))
        element = self.inside[-1]
        if element == "row":
            self.row = self.later(attributes.get("r", str(self.row + 1)), self.row)
            self.column, self.cells = 0, []
        elif element == "c":
            self.cell, self.formula, self.pieces = attributes, False, []
            named = place(attributes.get("r", "").rstrip("0123456789")) or self.column + 1
            self.column = self.later(str(named), self.column)
        elif element == "f":
            self.formula = True
        elif element == "mergeCell":
            self.refuse_merged(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        self.inside.pop()
        element = local(name)
        if element == "c":
            self.put(self.value())
        elif element == "row":
            self.grid.add(self.row, self.cells)

    def text(self, text: str) -> None:
        if self.inside[-1] == "v" or (self.inside[-1] == "t" and "rPh" not in self.inside):
            self.pieces.append(text)

    def put(self, value: str) -> None:
        if not value:
            return
        if self.column > MOST_COLUMNS:
            raise ImportFileError(
                self.grid.name,
                f"a file may have {MOST_COLUMNS} columns; empty the cell.",
                row=self.row,
                column=letters(self.column),
            )
        self.cells += [""] * (self.column - 1 - len(self.cells))
        self.cells.append(value)

    def value(self) -> str:
        """The text that the cell shows, as an import reads it."""
        text, kind = "".join(self.pieces), self.cell.get("t", "n")
        if kind == "e" or (self.formula and not text and kind != "str"):
            self.refuse_formula(text)
        if kind == "s":
            return self.shared(text)
        if kind == "n" and text:
            return serial_text(text, self.style(), from_1904=self.from_1904)
        if kind == "d":
            return text.removesuffix("T00:00:00")
        return FLAGS.get(text, text) if kind == "b" else decoded(text)

    def shared(self, text: str) -> str:
        if not text.isdecimal() or int(text) >= len(self.strings):
            raise ImportFileError(self.grid.name, DAMAGED)
        return self.strings[int(text)]

    def style(self) -> Shown:
        number = self.cell.get("s", "0")
        known = number.isdecimal() and int(number) < len(self.shown)
        return self.shown[int(number)] if known else Shown.FIGURE

    def later(self, text: str, before: int) -> int:
        """A row's or column's number, which must come after the one `before`."""
        if not text.isdecimal() or not before < int(text[:9]):
            raise ImportFileError(self.grid.name, DAMAGED)
        return int(text[:9])

    def refuse_formula(self, text: str) -> None:
        what = f"gives {text}" if text else "has no saved result"
        raise ImportFileError(
            self.grid.name,
            f"the formula {what}; write the value itself, or open the file in a spreadsheet "
            "program, mend the formula and save it.",
            row=self.row,
            column=letters(self.column),
        )

    def refuse_merged(self, cells: str) -> None:
        corners = fullmatch(r"[A-Z]+([0-9]+):[A-Z]+([0-9]+)", cells)
        first, last = (int(corners[1]), int(corners[2])) if corners else (0, 0)
        touched = [number for number, _ in self.grid.rows if first <= number <= last]
        if touched:
            self.grid.refuse_merged(cells, touched[0])
