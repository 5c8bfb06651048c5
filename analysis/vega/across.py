"""Periods across a chart: one column each, and an axis that names some of them."""

from collections.abc import Sequence
from json import dumps

from analysis.vega.frame import Spec

# More names than these run into each other on a phone, where the last is pushed inwards too.
ALL_NAMED, MOST_NAMED = 4, 3
# In narrower columns than this many make, nothing can be written on a phone.
MOST_WRITTEN = 11


def across(names: Sequence[str], field: str = "place") -> Spec:
    """The channel of a datum's column by `field`, a whole number from 0; `names` of the columns."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [-0.5, max(len(names) - 0.5, 0.5)], "nice": False, "zero": False},
        "axis": {
            "title": None,
            "values": list(_named(len(names))),
            "labelExpr": f"{dumps(list(names))}[datum.value]",
            "labelOverlap": "greedy",
            "labelFlush": 40,
            "grid": False,
            "tickSize": 3,
        },
    }


def _named(count: int) -> range:
    """The columns that are named: the last one, and others at equal steps before it."""
    step = 1 if count <= ALL_NAMED else -(-count // MOST_NAMED)
    return range((count - 1) % step if count else 0, count, step)
