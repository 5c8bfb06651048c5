"""A lineage from a frame."""

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.cells import cells_of
from analysis.files.contracts import LINEAGE
from analysis.lineage import KINDS, Lineage, Step


def steps_of(frame: pd.DataFrame, name: str = "lineage") -> Lineage:
    """The lineage of a frame with the columns `from_round`, `kind`, `old`, `new` and `row`.

    Raises AnswersError, which calls the table `name`.
    """
    steps = []
    for row, (begins, kind, old, new) in cells_of(frame, LINEAGE, name):
        if kind not in KINDS:
            raise AnswersError(
                f"{name}, row {row}: '{kind}' is no kind of step; write one of {', '.join(KINDS)}."
            )
        steps.append(Step(begins, kind, old, new))
    return Lineage(tuple(steps))
