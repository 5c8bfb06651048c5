"""The Council's own ratings, month by month and aim by aim, from a frame."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from analysis.errors import AnswersError
from analysis.files.cells import cells_of
from analysis.files.contracts import RATINGS
from analysis.periods import Period
from analysis.ratings import ORDER


def ratings_of(
    frame: pd.DataFrame, period: Period, name: str = "rag"
) -> dict[str, Mapping[str, int]]:
    """How many aims of each item have which rating as `period` ends.

    `frame` has the columns `round`, `item`, `aim`, `rag` and `row`; an aim's rating is its latest
    that is not after the period. Raises AnswersError, which calls the table `name`.
    """
    latest: dict[tuple[str, str], str] = {}
    given: dict[tuple[str, str, str], str] = {}
    for row, (month, item, aim, rag) in cells_of(frame, RATINGS, name):
        if rag not in ORDER:
            raise AnswersError(
                f"{name}, row {row}: '{rag}' is not a rating; write one of {', '.join(ORDER)}."
            )
        if (month, item, aim) in given:
            raise AnswersError(
                f"{name}, row {row}: the aim '{aim}' of '{item}' has a rating of {month} further "
                "up; keep one of them."
            )
        given[month, item, aim] = rag
    for (month, item, aim), rag in sorted(given.items()):
        if month <= period.months[-1]:
            latest[item, aim] = rag
    found: dict[str, Counter[str]] = {}
    for (item, _), rag in latest.items():
        found.setdefault(item, Counter())[rag] += 1
    return dict(found)
