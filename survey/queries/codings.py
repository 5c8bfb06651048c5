from collections.abc import Collection

from sqlmodel import Session, col, select

from survey.models import Coding


def codings_of(session: Session, comment_ids: Collection[int]) -> dict[int, list[Coding]]:
    """{comment's id: what analysts found it to be about}, without those that have none."""
    found: dict[int, list[Coding]] = {}
    for coding in session.scalars(select(Coding).where(col(Coding.comment_id).in_(comment_ids))):
        found.setdefault(coding.comment_id, []).append(coding)
    return found
