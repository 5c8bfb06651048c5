"""What a specification draws, read back from it; and that Vega-Lite takes it."""

from typing import Any

import altair as alt

from analysis.vega.frame import Spec


def sound(spec: Spec) -> Spec:
    """`spec`, once Vega-Lite's own schema has taken it."""
    alt.LayerChart.from_dict(spec)
    return spec


def records(spec: Spec, *names: str) -> list[dict[str, Any]]:
    """The records of every layer that have all of `names`, in the order in which they are drawn."""
    found = [
        record
        for record in spec.get("data", {}).get("values", [])
        if all(name in record for name in names)
    ]
    return found + [record for each in spec.get("layer", []) for record in records(each, *names)]
