"""Where what a file lists stands in its list."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import inf
from typing import Protocol

from survey.actions.importing.changes import Key


class Placed(Protocol):
    position: int


def places(
    standing: Mapping[Key, Placed], wanted: Sequence[Key], parts: Sequence[str] = ()
) -> dict[Key, int]:
    """The position of each key of `wanted`, which are in the file's order.

    Whatever stands keeps its position where the file names it in the order in which it stands, and
    what is new comes after it; otherwise all are numbered anew. With `parts`, such as the theme
    that each aim belongs to, the order matters within each of them alone.
    """
    of_part: dict[str, list[float]] = defaultdict(list)
    for key, part in zip(wanted, parts or [""] * len(wanted), strict=True):
        of_part[part].append(standing[key].position if key in standing else inf)
    if any(found != sorted(found) for found in of_part.values()):
        return {key: position for position, key in enumerate(wanted, start=1)}
    last = max((row.position for row in standing.values()), default=0)
    new = [key for key in wanted if key not in standing]
    return {key: standing[key].position for key in wanted if key in standing} | {
        key: position for position, key in enumerate(new, start=last + 1)
    }
