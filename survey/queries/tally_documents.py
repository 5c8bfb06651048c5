"""Counted periods as canonical JSON: the same counts are always the same text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.periods import Period
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from survey.queries.tallies import Counted

Rows = list[list[Any]]


def written(counted: Counted) -> str:
    """The document of what was counted."""
    document: dict[str, Any] = {"tally": _tally(counted.tally)}
    if counted.before is not None and counted.moved is not None:
        document["before"] = _tally(counted.before)
        document["moves"] = _rows(counted.moved.moves)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def read(document: str, period: Period, against: Period | None) -> Counted:
    """What `document` says of `period` and of the period that it is compared with."""
    found = json.loads(document)
    tally = _read_tally(found["tally"], period)
    if against is None:
        return Counted(tally)
    moves = {Move(Item(*about), *key): people for about, *key, people in found["moves"]}
    return Counted(tally, _read_tally(found["before"], against), MoveTally(moves))


def _tally(tally: Tally) -> dict[str, Rows]:
    return {
        "said": _rows(tally.said),
        "places": _rows(tally.places),
        "latest": sorted([group, people] for group, people in tally.latest.items()),
    }


def _read_tally(found: Mapping[str, Rows], period: Period) -> Tally:
    return Tally(
        period,
        {Said(Item(*about), *key): people for about, *key, people in found["said"]},
        {Place(*key): people for *key, people in found["places"]},
        {each[0]: each[1] for each in found["latest"]},
    )


def _rows(counts: Mapping[Any, int]) -> Rows:
    """Each key with its people at the end, in the order of what is written of it."""
    rows = [[*key, people] for key, people in counts.items()]
    return sorted(rows, key=_order)


def _order(row: Sequence[Any]) -> str:
    return json.dumps(row, ensure_ascii=False)
