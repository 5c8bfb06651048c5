"""The Council's own ratings of what was scored, as counts: nothing of an exempt aim."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from sqlmodel import Session

from survey.queries.plan import official_rag
from survey.queries.plan_in_force import open_aims_in_force

Ratings = Mapping[str, Mapping[str, int]]


def official_counts(session: Session, month: str) -> Ratings:
    """How often each colour rates the aims of a theme, by its ref, as they stood in `month`.

    An aim has its own rating under its own ref. What is not rated is left out.
    """
    ratings = official_rag(session, month)
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for aim in open_aims_in_force(session, month):
        if aim.id in ratings:
            colour = ratings[aim.id].rag.value
            found[aim.theme_ref][colour] += 1
            found[aim.ref][colour] += 1
    return {ref: dict(counts) for ref, counts in found.items()}
