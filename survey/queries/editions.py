import hashlib
import json
from typing import Any

from sqlmodel import Session, col, select

from analysis.periods import Period, quarter_of
from survey.errors import Altered, NotFound
from survey.models import (
    Edition,
    EditionState,
    Invitation,
    OutboxItem,
    OutboxKind,
    Response,
    Round,
    RoundState,
)


def round_states(session: Session, period: Period) -> dict[str, RoundState]:
    """The state of every round that the period's months have."""
    query = select(Round.month, Round.state).where(col(Round.month).in_(period.months))
    found = session.exec(query.order_by(Round.month))
    return {month: RoundState(state) for month, state in found}


def closed_months(session: Session) -> list[str]:
    query = select(Round.month).where(Round.state == RoundState.CLOSED)
    return list(session.exec(query.order_by(Round.month)))


def held_months(session: Session) -> list[str]:
    """The months that have a round, closed or still open."""
    return list(session.exec(select(Round.month).order_by(Round.month)))


def can_be_summarised(session: Session) -> str:
    """The quarters that have a closed round, named for whoever asked for another."""
    quarters = {quarter.ref: quarter.label for quarter in map(quarter_of, closed_months(session))}
    if not quarters:
        return "no round has been closed yet."
    listed = ", ".join(f"{ref} ({label})" for ref, label in sorted(quarters.items()))
    return f"the quarters that can be summarised are {listed}."


def anybody_answered(session: Session, period: Period) -> bool:
    query = select(Response.id).join(Invitation, col(Invitation.id) == Response.invitation_id)
    query = query.join(Round, col(Round.id) == Invitation.round_id)
    return (
        session.exec(query.where(col(Round.month).in_(period.months)).limit(1)).first() is not None
    )


def editions(session: Session) -> list[Edition]:
    """Every edition, published or not, the latest period first."""
    query = select(Edition).order_by(col(Edition.period).desc(), col(Edition.number).desc())
    return list(session.exec(query))


def edition_by_id(session: Session, edition_id: int, *, locked: bool = False) -> Edition:
    """With `locked` as it stands now, and nobody else changes it before this transaction ends."""
    found = session.get(Edition, edition_id, populate_existing=locked, with_for_update=locked)
    if found is None:
        raise NotFound("There is no such edition.")
    return found


def editions_of(session: Session, period: str) -> list[Edition]:
    query = select(Edition).where(Edition.period == period)
    return list(session.exec(query.order_by(col(Edition.number).desc())))


def work_on(session: Session, edition_id: int, kind: OutboxKind) -> OutboxItem | None:
    """The outbox's row about an edition, whatever its state."""
    query = select(OutboxItem).where(OutboxItem.kind == kind, OutboxItem.subject_id == edition_id)
    return session.exec(query).first()


def latest_edition(session: Session) -> Edition | None:
    """The published edition that the front page speaks of."""
    query = select(Edition).where(Edition.state == EditionState.PUBLISHED)
    query = query.order_by(col(Edition.period).desc(), col(Edition.number).desc())
    return session.exec(query.limit(1)).first()


def latest_published(session: Session) -> list[Edition]:
    """The latest published edition of each period, the earliest period first."""
    query = select(Edition).where(Edition.state == EditionState.PUBLISHED)
    found = session.exec(query.order_by(col(Edition.period), col(Edition.number)))
    return list({edition.period: edition for edition in found}.values())


def frozen_payload(edition: Edition) -> dict[str, Any]:
    """What the edition says, if that is still what was hashed when it was drafted; else Altered."""
    if hashlib.sha256(edition.payload.encode()).hexdigest() != edition.sha256:
        raise Altered(
            f"The figures of edition {edition.number} of {edition.period} were changed after they "
            "were frozen; restore them from a backup."
        )
    document: dict[str, Any] = json.loads(edition.payload)
    return document
