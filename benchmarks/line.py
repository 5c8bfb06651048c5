"""One line of the benchmark's table."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A measured `value`, in 'x floor' wherever time is meant; `limit` is the most it may be."""

    room: str
    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "value": round(self.value, 3), "holds": self.holds}


def table(lines: Iterable[Line]) -> str:
    """The lines as aligned text."""
    head = ("room", "what", "value", "at most", "")
    rows = [head, *(cells(line) for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def cells(line: Line) -> tuple[str, str, str, str, str]:
    limit = "" if line.limit is None else f"{line.limit:g} {line.unit}"
    verdict = "" if line.limit is None else ("holds" if line.holds else "MISSED")
    return line.room, line.what, f"{line.value:.2f} {line.unit}", limit, verdict
