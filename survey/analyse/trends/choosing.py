"""One period out of a history: the latest, or the one that an address names."""

from flask import request

from analysis.cube import Cube
from analysis.trends.spans import short
from survey.analyse.trends.history import History
from survey.analyse.trends.look import Choice, Look
from survey.errors import NotFound

# More links than these are no help; older periods are reached by their address.
MOST = 12


def asked_period() -> str:
    return request.args.get("period", "")


def chosen(found: History, asked: Look) -> Cube | None:
    """The period that the address names, else the latest; None where there is none at all.

    Raises NotFound for a period without a closed round.
    """
    wanted = asked.more.get("period")
    if not wanted:
        return found.cubes[-1] if found.cubes else None
    for cube in found.cubes:
        if cube.period.ref == wanted:
            return cube
    raise NotFound(
        f"No round of '{wanted[:30]}' is closed, or it is no {asked.unit}: choose one of those "
        "on the page."
    )


def periods(found: History, asked: Look, shown: Cube | None) -> tuple[Choice, ...]:
    """Links to the latest periods; without a link the one that is shown."""
    return tuple(
        Choice(short(cube.period), "" if cube is shown else asked.href(period=cube.period.ref))
        for cube in found.cubes[-MOST:]
    )
