from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from survey.actions.importing.changes import Changes, Key, Values, upsert
from survey.actions.record_event import record_event
from survey.errors import NotFound
from survey.models import AimRag, Rag
from survey.queries.standing import aims_by_key, ratings_by_key, ratings_in_force


def rate_aims(
    session: Session, *, month: str, ratings: Mapping[str, Rag], actor: str, now: datetime
) -> Changes:
    """Give the aims, by their refs, their official ratings of `month`.

    What is rated as it stood in force already is left alone. NotFound for an unknown aim.
    """
    known = aims_by_key(session)
    strange = [ref for ref in ratings if (ref,) not in known]
    if strange:
        raise NotFound(f"The plan has no aim '{strange[0]}'; nothing was rated.")
    changes = set_ratings(session, month, ratings, ratings_in_force(session, month))
    if changes:
        record_event(
            session,
            actor=actor,
            action="aims rated",
            subject=f"plan in {month}",
            now=now,
            rated=len(changes.added) + len(changes.changed),
        )
    return changes


def set_ratings(
    session: Session, month: str, ratings: Mapping[str, Rag], in_force: Mapping[str, Rag]
) -> Changes:
    """Rate from `month` on every aim, by its ref, whose rating is not the one `in_force`."""
    aims = aims_by_key(session)
    wanted: dict[Key, Values] = {
        (ref, month): {"aim_id": aims[ref,].id, "month": month, "rag": rag}
        for ref, rag in ratings.items()
        if in_force.get(ref) != rag
    }
    changes = upsert(session, rating, ratings_by_key(session, month), wanted, AimRag)
    same = len(ratings) - len(wanted)
    # A rating whose aim is not spoken of is told with its aim.
    return Changes(changes.added, changes.changed, (), changes.unchanged + same)


def rating(key: Key) -> str:
    return f"rating of aim {key[0]} from {key[1]}"
