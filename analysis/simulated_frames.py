"""A simulated panel as the frames that an analysis takes in."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.simulated_panel import NOT_CLOSE, SILENT, TOO_EARLY, SimulatedPanel

MODES = ("form", "interview")


def answers_frame(panel: SimulatedPanel) -> pd.DataFrame:
    """One row per answer, by month, seat and question: what `Answers` takes, and `mode`.

    Columns `round`, `person`, `group`, `item`, `measure`, `no_view` and `mode` are categories,
    `score` is a nullable whole number on the design's scale, empty for 'no view'.
    """
    design, people = panel.design, panel.people
    month, seat, question = np.nonzero(panel.points != SILENT)
    points, person = panel.points[month, seat, question], panel.holders[month, seat]
    item, measure = np.divmod(question, len(design.measures))
    without = np.where(points == TOO_EARLY, 0, np.where(points == NOT_CLOSE, 1, -1))
    scores = points.astype(np.int64) + design.scale.first
    return pd.DataFrame(
        {
            "round": _categories(month, design.months),
            "person": _categories(person, people.names),
            "group": _categories(people.group[person], tuple(design.groups)),
            "item": _categories(item, design.items),
            "measure": _categories(measure, design.measures),
            "score": pd.arrays.IntegerArray(scores, points < 0),
            "no_view": _categories(without, ("too-early", "not-close")),
            "mode": _categories(people.interviewed[person].astype(np.intp), MODES),
        }
    )


def roster_frame(panel: SimulatedPanel) -> pd.DataFrame:
    """Who was eligible: `round`, `person`, `group`, one row for each seat and month."""
    design, people = panel.design, panel.people
    person = panel.holders.ravel()
    month = np.repeat(np.arange(len(design.months)), design.size)
    return pd.DataFrame(
        {
            "round": _categories(month, design.months),
            "person": _categories(person, people.names),
            "group": _categories(people.group[person], tuple(design.groups)),
        }
    )


def groups_frame(panel: SimulatedPanel) -> pd.DataFrame:
    """The groups from the first month on, each side a block: the columns of `groups.csv`."""
    rows = [
        (group, group.title(), panel.design.months[0], side, side.title(), side)
        for group, side in panel.design.groups.items()
    ]
    return pd.DataFrame(rows, columns=["group", "name", "from", "block", "block_name", "side"])


def people_frame(panel: SimulatedPanel) -> pd.DataFrame:
    """The truth about everybody: `person`, `group`, `leaning` in points, first and last month.

    Who joined has a first month (`since`) after the design's, who left a last one (`until`) before.
    """
    months, people = np.array(panel.design.months), panel.people
    return pd.DataFrame(
        {
            "person": people.names,
            "group": np.array(tuple(panel.design.groups))[people.group],
            "leaning": panel.truth.leanings,
            "since": months[people.since],
            "until": months[people.until],
        }
    )


def _categories(codes: NDArray[np.intp], names: tuple[str, ...]) -> "pd.Categorical[str]":
    return pd.Categorical.from_codes(codes, categories=pd.Index(names))
