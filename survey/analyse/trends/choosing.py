"""One period out of all that were held: the latest, or the one that an address names."""

from flask import request

from analysis.trends.spans import short
from survey.analyse.trends.history import History
from survey.analyse.trends.look import Choice, Look

# More links than these are no help; older periods are reached by their address.
MOST = 12


def asked_period() -> str:
    return request.args.get("period", "")


def periods(found: History, asked: Look) -> tuple[Choice, ...]:
    """Links to the latest periods; without a link the one that is shown."""
    return tuple(
        Choice(short(each), "" if each in found.periods else asked.href(period=each.ref))
        for each in found.held[-MOST:]
    )
