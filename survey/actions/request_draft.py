from datetime import datetime

from sqlmodel import Session

from analysis.periods import Period, quarter_of
from survey.actions.record_event import record_event
from survey.errors import Conflict, Refused
from survey.models import Edition, EditionState, OutboxItem, OutboxKind, OutboxState, RoundState
from survey.queries.editions import (
    anybody_answered,
    can_be_summarised,
    editions_of,
    round_states,
    work_on,
)


def request_draft(session: Session, *, period: Period, actor: str, now: datetime) -> Edition:
    """Ask the worker to draft the quarter's next edition, or to draft again one not signed off.

    Refused while one of the quarter's rounds is open or none was held; Conflict while the worker
    is busy with it or an edition waits to be published.
    """
    refuse_unready(session, period)
    edition, number = next_edition(session, period)
    if edition is None:
        edition = Edition(
            period=period.ref,
            number=number,
            state=EditionState.DRAFTING,
            drafted_by=actor,
            drafted_at=now,
        )
    edition.state = EditionState.DRAFTING
    edition.drafted_by = actor
    edition.drafted_at = now
    edition.payload = edition.sha256 = ""
    session.add(edition)
    session.flush()
    queue(session, edition, OutboxKind.DRAFT_EDITION, now)
    record_event(session, actor=actor, action="draft requested", subject=subject(edition), now=now)
    return edition


def next_edition(session: Session, period: Period) -> tuple[Edition | None, int]:
    """The quarter's edition that is not signed off yet, else None, and the number it has."""
    standing = editions_of(session, period.ref)
    if not standing:
        return None, 1
    latest = standing[0]
    if latest.state is EditionState.PUBLISHED:
        return None, latest.number + 1
    if latest.state is EditionState.APPROVED or waits(session, latest, OutboxKind.DRAFT_EDITION):
        raise Conflict(
            f"Edition {latest.number} of {period.label} is under way; wait until that is done."
        )
    return latest, latest.number


def refuse_unready(session: Session, period: Period) -> None:
    """Refused, with the reason, when the period's rounds cannot be summarised yet."""
    if period.kind != "quarter":
        quarter = quarter_of(period.months[0])
        raise Refused(f"Only quarters are published, such as {quarter.ref} ({quarter.label}).")
    states = round_states(session, period)
    if not states:
        raise Refused(f"No round of {period.label} was held; {can_be_summarised(session)}")
    still_open = [month for month, state in states.items() if state is RoundState.OPEN]
    if still_open:
        raise Refused(
            f"The round of {still_open[0]} is still open; "
            f"close it before {period.label} is drafted."
        )
    if not anybody_answered(session, period):
        raise Refused(f"Nobody answered in {period.label}, so there is nothing to summarise.")


def queue(session: Session, edition: Edition, kind: OutboxKind, now: datetime) -> None:
    """Put work on `edition` into the outbox, once: what was done or failed is put there again."""
    if edition.id is None:
        raise ValueError("An edition must be stored before work on it is queued.")
    item = work_on(session, edition.id, kind) or OutboxItem(
        kind=kind,
        subject_id=edition.id,
        key=f"{kind.value}-{edition.id}",
        due_at=now,
        created_at=now,
    )
    item.state = OutboxState.QUEUED
    item.due_at = now
    item.attempts = 0
    item.last_error = ""
    item.done_at = None
    session.add(item)
    session.flush()


def waits(session: Session, edition: Edition, kind: OutboxKind) -> bool:
    """Whether the worker has yet to do `kind` for `edition`."""
    item = work_on(session, edition.id or 0, kind)
    return item is not None and item.state is OutboxState.QUEUED


def subject(edition: Edition) -> str:
    return f"edition {edition.period}/{edition.number}"
