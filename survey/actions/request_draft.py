from datetime import datetime

from sqlmodel import Session

from analysis.periods import Period
from survey.actions.record_event import record_event
from survey.errors import Conflict, Refused
from survey.models import Edition, EditionState, OutboxItem, OutboxKind, RoundState
from survey.queries.editions import editions_of, round_states


def request_draft(session: Session, *, period: Period, actor: str, now: datetime) -> Edition:
    """Ask the worker to draft the period's next edition.

    Refused while one of the period's rounds is open or none was held; Conflict while another
    edition of the period is under way.
    """
    refuse_unready(session, period)
    standing = editions_of(session, period.ref)
    if standing and standing[0].state is not EditionState.PUBLISHED:
        raise Conflict(
            f"Edition {standing[0].number} of {period.label} is under way; finish that one first."
        )
    edition = Edition(
        period=period.ref,
        number=standing[0].number + 1 if standing else 1,
        state=EditionState.DRAFTING,
        drafted_by=actor,
        drafted_at=now,
    )
    session.add(edition)
    session.flush()
    queue(session, edition, OutboxKind.DRAFT_EDITION, now)
    record_event(session, actor=actor, action="draft requested", subject=subject(edition), now=now)
    return edition


def refuse_unready(session: Session, period: Period) -> None:
    """Refused, with the reason, when the period's rounds cannot be summarised yet."""
    states = round_states(session, period)
    if not states:
        raise Refused(f"No round of {period.label} was held, so there is nothing to summarise.")
    still_open = [month for month, state in states.items() if state is RoundState.OPEN]
    if still_open:
        raise Refused(
            f"The round of {still_open[0]} is still open; "
            f"close it before {period.label} is drafted."
        )


def queue(session: Session, edition: Edition, kind: OutboxKind, now: datetime) -> None:
    if edition.id is None:
        raise ValueError("An edition must be stored before work on it is queued.")
    key = f"{kind.value}-{edition.id}"
    session.add(OutboxItem(kind=kind, subject_id=edition.id, key=key, due_at=now, created_at=now))


def subject(edition: Edition) -> str:
    return f"edition {edition.period}/{edition.number}"
