"""The rows of one sheet as they are read, within bounds.

A few kilobytes of a packed file can stand for thousands of millions of cells, so nothing is made
for a cell before its place is known to be within the bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from survey.actions.importing.limits import IMPORTED
from survey.errors import ImportFileError

MOST_COLUMNS = 100
# A row's number as a spreadsheet program shows it, and its cells.
NumberedRow = tuple[int, tuple[str, ...]]


@dataclass(slots=True)
class Grid:
    """The rows that hold anything, in order and at most `most`; `name` is the file's."""

    name: str
    rows: list[NumberedRow] = field(default_factory=list)
    most: int = IMPORTED.rows

    def add(self, number: int, cells: Sequence[str], times: int = 1) -> None:
        """A row, stripped, that stands `times` times from `number` on; a blank one is left out."""
        stripped = tuple(cell.strip() for cell in cells)
        if not any(stripped):
            return
        if number + times - 1 > self.most:
            raise ImportFileError(
                self.name,
                f"a file may have {self.most} rows; split it, or delete what stands below it.",
                row=max(number, self.most + 1),
            )
        self.rows += [(number + step, stripped) for step in range(times)]

    def refuse_merged(self, cells: str, row: int) -> None:
        raise ImportFileError(
            self.name,
            f"the cells {cells} are merged, so it cannot be known which rows they speak of; "
            "take the merger away and fill in each cell.",
            row=row,
        )

    def level(self) -> tuple[NumberedRow, ...]:
        """The rows, all as long as the first, which is the header."""
        if not self.rows:
            return ()
        width = max(place for place, cell in enumerate(self.rows[0][1], 1) if cell)
        return tuple((number, self.fitted(number, cells, width)) for number, cells in self.rows)

    def fitted(self, number: int, cells: Sequence[str], width: int) -> tuple[str, ...]:
        for place, cell in enumerate(cells[width:], width + 1):
            if cell:
                raise ImportFileError(
                    self.name,
                    "the cell stands beside the table, whose header ends before it; empty it or "
                    "give its column a name.",
                    row=number,
                    column=letters(place),
                )
        return (*cells[:width], *[""] * (width - len(cells)))


def letters(place: int) -> str:
    """How spreadsheet programs call the column at `place`, the first being 1: 28 is 'AB'."""
    name = ""
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(name: str) -> int:
    """The other way round; 0 for what is no column's name."""
    found = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            return 0
        found = found * 26 + ord(letter) - ord("A") + 1
    return found
