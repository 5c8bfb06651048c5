"""`make bench`, or `make bench ROOM=answering`: measure, print a table, write results.json."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import (
    answering,
    coding,
    delivering,
    figures,
    interviewing,
    managing,
    publication,
)
from benchmarks.line import Line, table

ROOMS: dict[str, Callable[[], Iterator[Line]]] = {
    answering.ROOM: answering.lines,
    interviewing.ROOM: interviewing.lines,
    managing.ROOM: managing.lines,
    coding.ROOM: coding.lines,
    delivering.ROOM: delivering.lines,
    publication.ROOM: publication.lines,
    figures.ROOM: figures.lines,
}
RESULTS = Path(__file__).parent / "results.json"


def main(wanted: list[str]) -> int:
    unknown = [room for room in wanted if room not in ROOMS]
    if unknown:
        print(f"There is no room '{unknown[0]}'; the rooms are {', '.join(ROOMS)}.")
        return 2
    lines = [line for room in wanted or ROOMS for line in ROOMS[room]()]
    print(table(lines))
    RESULTS.write_text(json.dumps([line.to_dict() for line in lines], indent=2) + "\n", "utf-8")
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
