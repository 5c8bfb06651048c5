"""What a chart's specification draws, read back from it."""

from typing import Any

import altair as alt


def records(chart: alt.LayerChart, *names: str) -> list[dict[str, Any]]:
    """The records of every layer that hold all of `names`."""
    found = [
        record
        for dataset in chart.to_dict()["datasets"].values()
        for record in dataset
        if all(name in record for name in names)
    ]
    return sorted(found, key=lambda record: (record["y"], record["x"]))


def texts(chart: alt.LayerChart) -> list[str]:
    """Every line of text, from the top."""
    return [record["text"] for record in records(chart, "text")]


def boxes(chart: alt.LayerChart, fill: str) -> list[dict[str, Any]]:
    """The boxes of a colour."""
    return [record for record in records(chart, "x2", "fill") if record["fill"] == fill]
