"""The Council's own ratings of what was scored, as counts: nothing of an exempt aim."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from survey.models import Aim, AimRag
from survey.queries.plan_in_force import open_aims_in_force

Ratings = Mapping[str, Mapping[str, int]]


def official_counts(session: Session, months: Iterable[str]) -> dict[str, Ratings]:
    """By each of `months`: how often each colour rates the aims of a theme, by its ref, as they
    stood then.

    An aim has its own rating under its own ref. What is not rated is left out.
    """
    query = (
        select(AimRag.aim_id, AimRag.month, AimRag.rag)
        .join(Aim, col(Aim.id) == AimRag.aim_id)
        .where(col(Aim.exempt).is_(False))
        .order_by(col(AimRag.month))
    )
    rated = [(aim, since, str(rag)) for aim, since, rag in session.exec(query)]
    return {month: _in_force(session, month, rated) for month in months}


def _in_force(session: Session, month: str, rated: Iterable[tuple[int, str, str]]) -> Ratings:
    latest = {aim: rag for aim, since, rag in rated if since <= month}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for aim in open_aims_in_force(session, month) if latest else ():
        if aim.id in latest:
            for ref in (aim.theme_ref, aim.ref):
                found[ref][latest[aim.id]] += 1
    return {ref: dict(counts) for ref, counts in found.items()}
