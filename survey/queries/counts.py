"""How many people of a round have come how far, by group, now or as it stood at a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Subquery, and_, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from survey.models import Draft, Group, Invitation, Mode, Response, Round, Seat
from survey.queries.failed_mail import FAILED, failed_mail

ALWAYS = datetime.max.replace(tzinfo=UTC)
NAMES = (
    "asked",
    "opened",
    "half_way",
    "forms",
    "interviews",
    "papers",
    "telephones",
    "declined",
    "bounced",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of people, one to an invitation.

    `opened` counts who has looked into the form, submitted or not; half-way is a draft without a
    response; who declined and answered after all is heard. `bounced` counts whose last message
    came back or failed for good, heard or not.
    """

    asked: int = 0
    opened: int = 0
    half_way: int = 0
    forms: int = 0
    interviews: int = 0
    papers: int = 0
    telephones: int = 0
    declined: int = 0
    bounced: int = 0

    @property
    def heard(self) -> int:
        return self.forms + self.interviews + self.papers + self.telephones

    @property
    def not_started(self) -> int:
        return self.asked - self.heard - self.half_way - self.declined

    def to_dict(self) -> dict[str, int]:
        """JSON-ready."""
        return {name: getattr(self, name) for name in (*NAMES, "heard", "not_started")}


@dataclass(frozen=True, slots=True)
class GroupStatus:
    group: str
    name: str
    counts: Counts


def added(counts: Iterable[Counts]) -> Counts:
    every = list(counts)
    return Counts(*(sum(map(attrgetter(name), every)) for name in NAMES))


def counts_by_group(session: Session, round_: Round, at: datetime = ALWAYS) -> list[GroupStatus]:
    """What stands now, or stood at `at`, in the order of the seats.

    Drafts are not kept once they are submitted, so half-way is what it is now, whatever `at` is.
    """
    statement = STANDS if at == ALWAYS else STOOD
    found = session.execute(
        statement, {"round_id": round_.id, "opens_at": round_.opens_at, "at": at}
    )
    return [GroupStatus(ref, name, Counts(*numbers)) for ref, name, *numbers in found]


def _by_group(*, live: bool) -> Select[*tuple[Any, ...]]:
    """One statement for a round of thousands: a look into an index for each person and fact.

    People are counted by group's id before its name is looked up, or each would be sorted by it.
    """
    counted, bounced = _counted(live=live), _bounced()
    numbers = [counted.c[name] for name in NAMES if name != "bounced"]
    return (
        select(col(Group.ref), col(Group.name), *numbers, func.coalesce(bounced.c.bounced, 0))
        .join(counted, counted.c.group_id == col(Group.id))
        .outerjoin(bounced, bounced.c.group_id == col(Group.id))
        .order_by(counted.c.place)
    )


def _counted(*, live: bool) -> Subquery:
    response = _last_response(live=live)
    silent = col(Response.id).is_(None)
    declined = col(Invitation.declined_at)
    opened = (col(Invitation.opened_at) <= bindparam("at")) | _by(Mode.FORM)
    typed = col(Draft.invitation_id).is_not(None)
    return (
        select(
            col(Invitation.group_id),
            func.min(Seat.position).label("place"),
            func.count().label("asked"),
            _many(opened).label("opened"),
            _many(silent & typed & declined.is_(None)).label("half_way"),
            _many(_by(Mode.FORM)).label("forms"),
            _many(_by(Mode.INTERVIEW)).label("interviews"),
            _many(_by(Mode.PAPER)).label("papers"),
            _many(_by(Mode.TELEPHONE)).label("telephones"),
            _many(silent & (declined <= bindparam("at"))).label("declined"),
        )
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .outerjoin(Response, response)
        .outerjoin(Draft, col(Draft.invitation_id) == col(Invitation.id))
        .where(col(Invitation.round_id) == bindparam("round_id"))
        .group_by(col(Invitation.group_id))
        .subquery()
    )


def _last_response(*, live: bool) -> ColumnElement[bool]:
    """The condition of the response that counted at `:at`, or that counts now."""
    later = aliased(Response)
    superseded = select(col(later.id)).where(
        col(later.invitation_id) == col(Invitation.id),
        col(later.revision) > col(Response.revision),
    )
    own = col(Response.invitation_id) == col(Invitation.id)
    if live:
        return and_(own, ~superseded.exists())
    superseded = superseded.where(col(later.submitted_at) <= bindparam("at"))
    return and_(own, col(Response.submitted_at) <= bindparam("at"), ~superseded.exists())


def _bounced() -> CTE:
    failed = failed_mail(*FAILED)
    return (
        select(col(Invitation.group_id), func.count().label("bounced"))
        .join(failed, failed.c.invitation_id == col(Invitation.id))
        .where(col(Invitation.round_id) == bindparam("round_id"))
        .group_by(col(Invitation.group_id))
        .cte("bounced")
        .prefix_with("MATERIALIZED")
    )


def _by(mode: Mode) -> ColumnElement[bool]:
    return col(Response.mode) == mode


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)


# Built once, because building a statement costs as much as running it.
STOOD, STANDS = _by_group(live=False), _by_group(live=True)
