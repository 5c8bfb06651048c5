"""Parquet to all figures of rules 1 to 12, as one process; says what it held in memory."""

import json
import resource
import sys
from dataclasses import replace

import duckdb

from analysis.answers import Answers, Roster
from analysis.counting import count
from analysis.groups import SIDES, Groups, Segment, Standing
from analysis.internal import Internal, internal
from analysis.periods import parse_period

PERIOD, AGAINST = parse_period("2018-19-q2"), parse_period("2018-19-q1")
GROUPS = Groups(
    tuple(
        Standing("2018-04", Segment(f"group {n}", f"Group {n}", f"block {n % 4}", "", SIDES[n % 3]))
        for n in range(8)
    )
)


def figures(answers: str, roster: str) -> Internal:
    """Two quarters of the files compared, beside an official rating of every theme."""
    asked = Roster(duckdb.read_parquet(roster))
    cube = count(Answers(duckdb.read_parquet(answers)), asked, GROUPS, PERIOD, AGAINST)
    official = {item.ref: {"green": 2, "amber": 1} for item in cube.items}
    return internal(replace(cube, official=official))


def main(answers: str, roster: str) -> None:
    found = figures(answers, roster)
    said = {
        "people": found.answered,
        "items": len(found.items),
        "compared": sum(item.change is not None for item in found.items),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(*sys.argv[1:])
