"""What the panel as a whole said in published quarters: read from what is frozen, never counted."""

import json
from collections.abc import Iterator
from functools import lru_cache

from analysis.figures import Figures, Shown
from analysis.reading import Reading
from survey.documents.payload import reading
from survey.errors import Altered
from survey.extensions import db
from survey.language import gettext, marked
from survey.queries.editions import frozen_payload, latest_published

BOUNDS = {
    "or-lower": marked("%(score)s or lower"),
    "or-higher": marked("%(score)s or higher"),
}


def published_quarters() -> Iterator[Reading]:
    """The latest edition of each period, the latest period first.

    One whose figures were altered is left out: its own page says so.
    """
    for edition in reversed(latest_published(db.session)):
        try:
            frozen_payload(edition)
        except Altered:
            continue
        yield read(edition.payload)


@lru_cache(maxsize=8)
def read(payload: str) -> Reading:
    return reading(json.loads(payload))


def said_of(quarter: Reading, theme: str, measure: str) -> tuple[str, str]:
    """The middle score and how many scored low and high, as far as readers may know them."""
    found = quarter.item(theme, measure)
    if found is None:
        return gettext("Not asked"), ""
    return in_words(found.overall)


def in_words(figures: Figures) -> tuple[str, str]:
    """('3', '25% low, 42% high')."""
    if figures.hidden or figures.median is None:
        return gettext("Hidden to protect individuals"), ""
    bands = figures.bands
    shares = {"low": bands.low, "high": bands.high} if bands else {}
    told = gettext("%(low)s%% low, %(high)s%% high") % shares if bands else ""
    return middle(figures.median), told


def middle(median: Shown) -> str:
    """'3.5' or '2 or lower'."""
    score = f"{median.value:g}"
    if median.relation == "exactly":
        return score
    return gettext(BOUNDS[median.relation]) % {"score": score}
