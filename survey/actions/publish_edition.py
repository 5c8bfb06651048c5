from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.refuse_before_election import refuse_before_election
from survey.actions.request_draft import subject
from survey.errors import Conflict
from survey.models import Edition, EditionFile, EditionState
from survey.queries.editions import edition_by_id


def publish_edition(
    session: Session, *, edition_id: int, files: Sequence[EditionFile], now: datetime
) -> Edition:
    """Make a signed-off edition public with `files`, which stand in the editions folder already.

    Refused where a pre-election period has begun since it was signed off, and nothing is decided.
    """
    edition = edition_by_id(session, edition_id)
    if edition.state is not EditionState.APPROVED:
        raise Conflict("This edition is not signed off.")
    refuse_before_election(session, edition=edition, now=now)
    session.add_all(files)
    edition.state = EditionState.PUBLISHED
    edition.published_at = now
    record_event(
        session,
        actor="worker",
        action="edition published",
        subject=subject(edition),
        now=now,
        sha256=edition.sha256,
    )
    session.flush()
    return edition
