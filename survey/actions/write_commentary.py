from datetime import datetime

from sqlmodel import Session, select

from survey.actions.commitment_facts import refuse_naming
from survey.actions.record_event import record_event
from survey.errors import Conflict, SurveyError
from survey.models import Commentary

MOST = 2_000


def write_commentary(  # noqa: PLR0913  # each is a fact of its own, given by name
    session: Session,
    *,
    period: str,
    theme: str,
    words: str,
    seen: int,
    actor: str,
    now: datetime,
) -> Commentary:
    """Keep what the analyst says of `theme` ('' for the plan as a whole) in `period`.

    `seen` is the version that was shown, 0 where there was none. Empty words take it back. Raises
    Conflict where somebody else has saved meanwhile, SurveyError for words that are too long or
    name somebody of the panel.
    """
    standing = _standing(session, period, theme, now)
    if seen != standing.version:
        raise Conflict("Somebody saved other words on this theme meanwhile; yours were not kept.")
    if len(words) > MOST:
        raise SurveyError(f"Shorten it to {MOST:,} characters; it has {len(words):,}.")
    refuse_naming(session, words)
    standing.words, standing.version = words, seen + 1
    standing.changed_by, standing.changed_at = actor, now
    session.add(standing)
    record_event(
        session,
        actor=actor,
        action="commentary written" if words else "commentary taken back",
        subject=f"quarter {period}",
        now=now,
        theme=theme or "the plan as a whole",
        version=standing.version,
    )
    session.flush()
    return standing


def _standing(session: Session, period: str, theme: str, now: datetime) -> Commentary:
    """What stands, locked; version 0 where there is nothing yet."""
    query = select(Commentary).where(Commentary.period == period, Commentary.theme == theme)
    return session.exec(query.with_for_update()).one_or_none() or Commentary(
        period=period, theme=theme, words="", version=0, changed_by="", changed_at=now
    )
