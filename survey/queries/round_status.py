"""How far a round has come: who has been heard, by group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from survey.clock import LONDON, london_date, london_time
from survey.models import (
    Draft,
    Group,
    Invitation,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Response,
    Round,
    RoundState,
    Seat,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Counts of people, one to an invitation; half-way is a draft without a response."""

    asked: int
    forms: int
    interviews: int
    half_way: int

    @property
    def heard(self) -> int:
        return self.forms + self.interviews

    @property
    def not_started(self) -> int:
        return self.asked - self.heard - self.half_way

    def to_dict(self) -> dict[str, int]:
        """JSON-ready."""
        names = ("asked", "heard", "forms", "interviews", "half_way", "not_started")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class GroupStatus:
    group: str
    name: str
    counts: Heard


@dataclass(frozen=True, slots=True)
class RoundStatus:
    """A round's counts, over all and by group in the order of the seats.

    `bounced` counts invitations of which a message could not be delivered, heard or not.
    """

    month: str
    state: RoundState
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    counts: Heard
    bounced: int
    groups: tuple[GroupStatus, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; moments in ISO 8601, UTC."""
        return {
            "month": self.month,
            "state": self.state.value,
            "opens_at": self.opens_at.isoformat(),
            "closes_at": self.closes_at.isoformat(),
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
            "bounced": self.bounced,
            **self.counts.to_dict(),
            "groups": [
                {"group": entry.group, "name": entry.name, **entry.counts.to_dict()}
                for entry in self.groups
            ],
        }

    def sentence(self, now: datetime) -> str:
        """'24 of 29 heard (19 forms, 5 interviews); 4 half-way; closes Friday 17:00, in 3 days.'"""
        counts = self.counts
        modes = f"{counted(counts.forms, 'form')}, {counted(counts.interviews, 'interview')}"
        parts = [f"{counts.heard} of {counts.asked} heard ({modes})", f"{counts.half_way} half-way"]
        if self.bounced:
            parts.append(f"{self.bounced} bounced")
        return "; ".join([*parts, self.ending(now)]) + "."

    def ending(self, now: datetime) -> str:
        """When it closes or closed: 'closes Friday 17:00, in 3 days', 'closed 19 October 2018'."""
        if self.closed_at is not None:
            return f"closed {london_date(self.closed_at)}"
        if self.closes_at <= now:
            return f"time ran out {london_date(self.closes_at)}, not closed yet"
        left = self.closes_at - now
        soon = left < timedelta(days=7)
        day = f"{self.closes_at.astimezone(LONDON):%A}" if soon else london_date(self.closes_at)
        return f"closes {day} {london_time(self.closes_at)}, in {remaining(left)}"


def round_status(session: Session, round_: Round) -> RoundStatus:
    """Who of `round_` has been heard, who has begun and who has not."""
    groups = tuple(group_statuses(session, round_))
    return RoundStatus(
        month=round_.month,
        state=round_.state,
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        closed_at=round_.closed_at,
        counts=added(entry.counts for entry in groups),
        bounced=bounced(session, round_),
        groups=groups,
    )


def group_statuses(session: Session, round_: Round) -> Iterable[GroupStatus]:
    current = (
        select(Response.invitation_id, func.max(Response.revision).label("revision"))
        .group_by(col(Response.invitation_id))
        .subquery()
    )
    forms = func.count().filter(col(Response.mode) == Mode.FORM)
    interviews = func.count().filter(col(Response.mode) == Mode.INTERVIEW)
    half_way = func.count().filter(
        col(Response.id).is_(None), col(Draft.invitation_id).is_not(None)
    )
    query = (
        select(Group.ref, Group.name, func.count(), forms, interviews, half_way)  # type: ignore[call-overload]  # SQLModel types up to four columns
        .select_from(Invitation)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .outerjoin(current, current.c.invitation_id == Invitation.id)
        .outerjoin(
            Response,
            (col(Response.invitation_id) == Invitation.id)
            & (col(Response.revision) == current.c.revision),
        )
        .outerjoin(Draft, col(Draft.invitation_id) == Invitation.id)
        .where(col(Invitation.round_id) == round_.id)
        .group_by(col(Group.id), col(Group.ref), col(Group.name))
        .order_by(func.min(Seat.position))
    )
    for ref, name, *counts in session.execute(query):
        yield GroupStatus(ref, name, Heard(*counts))


def bounced(session: Session, round_: Round) -> int:
    """How many invitations have a message that is dead."""
    query = (
        select(func.count(func.distinct(OutboxItem.subject_id)))
        .join(Invitation, col(Invitation.id) == OutboxItem.subject_id)
        .where(
            OutboxItem.kind == OutboxKind.INVITATION,
            OutboxItem.state == OutboxState.DEAD,
            Invitation.round_id == round_.id,
        )
    )
    return session.exec(query).one()


def added(counts: Iterable[Heard]) -> Heard:
    every = list(counts)
    return Heard(
        asked=sum(count.asked for count in every),
        forms=sum(count.forms for count in every),
        interviews=sum(count.interviews for count in every),
        half_way=sum(count.half_way for count in every),
    )


def remaining(left: timedelta) -> str:
    """'3 days', '1 day', '5 hours', 'less than an hour'."""
    if left >= timedelta(days=1):
        return counted(left.days, "day")
    hours = int(left / timedelta(hours=1))
    return counted(hours, "hour") if hours else "less than an hour"


def counted(count: int, noun: str) -> str:
    """'1 form', '19 forms'."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
