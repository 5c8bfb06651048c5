"""People who were heard twice in one month, and the two records of what they said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from survey.models import (
    FIRST_REVISION,
    Clash,
    Group,
    Interview,
    Invitation,
    Mode,
    Response,
    Round,
    Seat,
    User,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One of the two: how it came and when, and from whom where it was a conversation.

    `by` is the name of the facilitator, empty where there was none.
    """

    response: Response
    mode: Mode
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class HeardTwice:
    """A clash of one person's month: `counted` counts now, or was decided to; `kept` does not."""

    clash: Clash
    invitation: Invitation
    round: Round
    role: str
    group: str
    counted: Heard
    kept: Heard

    @property
    def open(self) -> bool:
        return self.clash.resolved_at is None


def heard_twice(session: Session, facilitator_id: int | None = None) -> list[HeardTwice]:
    """Every clash, those to be decided first, then the latest; or those of one facilitator."""
    query = _clashes().order_by(col(Clash.resolved_at).is_not(None), col(Clash.id).desc())
    return _read(session, query if facilitator_id is None else query.where(_of(facilitator_id)))


def heard_twice_by_id(
    session: Session, clash_id: int, facilitator_id: int | None = None
) -> HeardTwice | None:
    """One clash; of a facilitator only where one of the two is their conversation."""
    query = _clashes().where(col(Clash.id) == clash_id)
    found = _read(session, query if facilitator_id is None else query.where(_of(facilitator_id)))
    return found[0] if found else None


def clash_of(session: Session, response_id: int) -> Clash | None:
    """The latest clash in which this response is one of the two."""
    either = (col(Clash.counted_id) == response_id) | (col(Clash.kept_id) == response_id)
    return session.scalars(select(Clash).where(either).order_by(col(Clash.id).desc())).first()


def clash_of_invitation(session: Session, invitation_id: int) -> Clash | None:
    """The latest clash of one person's month, one that is to be decided first."""
    query = select(Clash).where(col(Clash.invitation_id) == invitation_id)
    return session.scalars(
        query.order_by(col(Clash.resolved_at).is_not(None), col(Clash.id).desc())
    ).first()


def count_undecided(session: Session, facilitator_id: int | None = None) -> int:
    """How many clashes are to be decided, of all or of one facilitator."""
    query = select(func.count()).select_from(Clash).where(col(Clash.resolved_at).is_(None))
    return (
        session.scalar(query if facilitator_id is None else query.where(_of(facilitator_id))) or 0
    )


def _of(facilitator_id: int) -> ColumnElement[bool]:
    """The condition that one of the two was a conversation of this facilitator."""
    return exists().where(
        col(Interview.response_id).in_([col(Clash.counted_id), col(Clash.kept_id)]),
        col(Interview.facilitator_id) == facilitator_id,
    )


def _clashes() -> Select[Any]:
    counted, kept = aliased(Response), aliased(Response)
    columns: tuple[Any, ...] = (
        Clash,
        Invitation,
        Round,
        Seat.role,
        Group.name,
        counted,
        kept,
    )
    return (
        select(*columns)
        .join(Invitation, col(Invitation.id) == Clash.invitation_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(counted, col(counted.id) == _counting_now())
        .join(kept, col(kept.id) == Clash.kept_id)
    )


def _counting_now() -> Any:
    """What counts of an open clash, which may be a later change of it; of a settled one, what was
    decided to.
    """
    latest = aliased(Response)
    standing = (
        select(col(latest.id))
        .where(
            col(latest.invitation_id) == Clash.invitation_id,
            col(latest.revision) >= FIRST_REVISION,
            col(Clash.resolved_at).is_(None),
        )
        .order_by(col(latest.revision).desc())
        .limit(1)
        .correlate(Clash)
        .scalar_subquery()
    )
    return func.coalesce(standing, Clash.counted_id)


def _read(session: Session, query: Select[Any]) -> list[HeardTwice]:
    rows = session.execute(query).all()
    names = _facilitators(session, [each.id for row in rows for each in row[-2:]])
    return [
        HeardTwice(
            clash, invitation, round_, role, group, _heard(counted, names), _heard(kept, names)
        )
        for clash, invitation, round_, role, group, counted, kept in rows
    ]


def _heard(response: Response, names: dict[int, str]) -> Heard:
    by = names.get(response.id or 0, "")
    return Heard(response, response.mode, response.submitted_at, by)


def _facilitators(session: Session, response_ids: Sequence[int]) -> dict[int, str]:
    query = (
        select(col(Interview.response_id), col(User.name))
        .join(User, col(User.id) == Interview.facilitator_id)
        .where(col(Interview.response_id).in_(response_ids))
    )
    return {row.response_id: row.name for row in session.execute(query)}
