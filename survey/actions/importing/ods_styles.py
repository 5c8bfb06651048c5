"""Which cells of an OpenDocument spreadsheet (ODS) show a month without a day."""

from dataclasses import dataclass, field

from survey.actions.importing.archive import Attributes, Reader
from survey.actions.importing.figures import Shown

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, NUMBER = f"{OASIS}style:1.0|", f"{OASIS}datastyle:1.0|"
SHOWS_A_DAY = {f"{NUMBER}{part}" for part in ("day", "day-of-week", "hours")}


@dataclass(slots=True)
class DateStyles:
    """Which styles of cells show a month without a day."""

    days: dict[str, bool] = field(default_factory=dict)
    of_cells: dict[str, str] = field(default_factory=dict)
    date: str = ""

    @property
    def reader(self) -> Reader:
        return Reader(self.start)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == f"{NUMBER}date-style":
            self.date = attributes.get(f"{STYLE}name", "")
            self.days[self.date] = False
        elif name in SHOWS_A_DAY:
            self.days[self.date] = True
        if name == f"{STYLE}style" and f"{STYLE}data-style-name" in attributes:
            self.of_cells[attributes.get(f"{STYLE}name", "")] = attributes[
                f"{STYLE}data-style-name"
            ]

    def shown(self, cell_style: str) -> Shown:
        has_day = self.days.get(self.of_cells.get(cell_style, ""), True)
        return Shown.DAY if has_day else Shown.MONTH
