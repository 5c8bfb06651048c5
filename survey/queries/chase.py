"""Whom to chase in a round: everybody with whom something is left to do, the longest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    ScalarSelect,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlmodel import Session, col

from survey.clock import london_day
from survey.models import (
    Booking,
    Contact,
    Draft,
    Group,
    Holder,
    Invitation,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Person,
    Response,
    Round,
    Seat,
)
from survey.models.columns import UtcDateTime
from survey.queries.failed_mail import FAILED, failed_mail

# Whoever was written to, or has typed something, is left in peace for so long.
PEACE = timedelta(days=2)
ASKING = (OutboxKind.INVITATION, OutboxKind.REMINDER, OutboxKind.LAST_DAY)


OPENS_AT = bindparam("opens_at", type_=UtcDateTime())


class Reason(StrEnum):
    """Why somebody is to be chased; the first that applies."""

    ADDRESS = "address"
    UNCERTAIN = "uncertain"
    MISSED = "missed"
    TALK = "talk"
    HALF_WAY = "half-way"
    INTERVIEW = "interview"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Chased:
    """One person to chase, a deputy where one is asked, with the matter and `since` when it stands.

    `messages` of the round went out to them, the last of which is or was due at `written_at`.
    """

    invitation_id: int
    person_id: int
    reason: Reason
    since: datetime
    role: str
    group: str
    email: str
    messages: int
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChaseList:
    """A page of the list, and how many people are on it in all."""

    people: tuple[Chased, ...]
    total: int


def chase_list(
    session: Session, round_: Round, *, now: datetime, first: int, count: int
) -> ChaseList:
    """`count` people of the list from number `first` on.

    What a person must mend comes first, then whoever is half-way or silent; both the oldest first.
    """
    parameters = {
        "round_id": round_.id,
        "opens_at": round_.opens_at,
        "at": now,
        "peace": now - PEACE,
        "today": london_day(now),
        "first": first,
        "count": count,
    }
    rows = session.execute(PAGE, parameters).all()
    people = tuple(chased(*row[:-1]) for row in rows)
    return ChaseList(people, rows[0][-1] if rows else 0)


def chased(  # noqa: PLR0913 - a row of the statement
    invitation_id: int,
    reason: str,
    since: datetime,
    role: str,
    group: str,
    person_id: int,
    email: str,
    deputy_id: int | None,
    *mail: Any,
) -> Chased:
    named = role if deputy_id is None else f"Deputy for {role}"
    return Chased(invitation_id, person_id, Reason(reason), since, named, group, email, *mail)


def _page() -> Select[*tuple[Any, ...]]:
    """The page's people are picked first, so that only theirs is looked up what is shown."""
    picked = _picked()
    written_to = func.coalesce(Invitation.deputy_id, Invitation.person_id)
    return (
        select(
            picked.c.invitation_id,
            picked.c.reason,
            picked.c.since,
            col(Seat.role),
            col(Group.name),
            col(Person.id),
            col(Person.email),
            col(Invitation.deputy_id),
            # Not in WHERE, where the index of states would look better to a planner.
            _messages(picked, func.count().filter(col(OutboxItem.state) == OutboxState.DONE)),
            _messages(picked, func.max(OutboxItem.due_at)),
            picked.c.total,
        )
        .select_from(picked)
        .join(Invitation, col(Invitation.id) == picked.c.invitation_id)
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .join(Group, col(Group.id) == col(Invitation.group_id))
        .join(Person, col(Person.id) == written_to)
        .order_by(picked.c.later, picked.c.since, picked.c.invitation_id)
    )


def _messages(picked: Subquery, figure: Any) -> ScalarSelect[Any]:
    """`figure` of the messages that ask one of the picked people for answers."""
    return (
        select(figure)
        .where(
            col(OutboxItem.subject_id) == picked.c.invitation_id,
            col(OutboxItem.kind).in_(ASKING),
        )
        .scalar_subquery()
    )


def _picked() -> Subquery:
    facts = _facts()
    listed = union_all(_matters(facts), _silent(facts)).subquery()
    return (
        select(*listed.c, func.count().over().label("total"))
        .order_by(listed.c.later, listed.c.since, listed.c.invitation_id)
        .offset(bindparam("first"))
        .limit(bindparam("count"))
        .subquery()
    )


def _matters(facts: CTE) -> Select[*tuple[Any, ...]]:
    """Those of `facts` with why and since when to chase them."""
    told = [
        (facts.c.failed_at.is_not(None), Reason.ADDRESS, facts.c.failed_at),
        (facts.c.uncertain_at.is_not(None), Reason.UNCERTAIN, facts.c.uncertain_at),
        (facts.c.talk_at > bindparam("at"), None, None),
        (facts.c.talk_at.is_not(None), Reason.MISSED, facts.c.talk_at),
        (facts.c.talk_asked_at.is_not(None), Reason.TALK, facts.c.talk_asked_at),
        (facts.c.typed_at.is_not(None), Reason.HALF_WAY, facts.c.typed_at),
    ]
    reason: ColumnElement[Any] = case(
        *((when, literal(why)) for when, why, _ in told), else_=literal(Reason.INTERVIEW)
    )
    since: ColumnElement[Any] = case(*((when, moment) for when, _, moment in told), else_=OPENS_AT)
    matter = select(facts.c.invitation_id, reason.label("reason"), since.label("since")).subquery()
    half_way = matter.c.reason == Reason.HALF_WAY
    in_peace = (matter.c.since > bindparam("peace")) | matter.c.invitation_id.in_(_just_written())
    return select(*matter.c, half_way.label("later")).where(
        matter.c.reason.is_not(None), ~(half_way & in_peace)
    )


def _silent(facts: CTE) -> Select[*tuple[Any, ...]]:
    """Everybody else who is not heard: most of a large round, and so asked for as little as can be.

    Whoever was written to within the time of peace is left out.
    """
    return select(col(Invitation.id), literal(Reason.SILENT), OPENS_AT, literal(True)).where(  # noqa: FBT003 - the value of a column
        *_unheard(),
        bindparam("peace") >= OPENS_AT,
        col(Invitation.id).not_in(select(facts.c.invitation_id)),
        col(Invitation.id).not_in(_just_written()),
    )


def _unheard() -> tuple[ColumnElement[bool], ...]:
    """The conditions of those who have neither answered nor declined."""
    heard = select(col(Response.id)).where(col(Response.invitation_id) == col(Invitation.id))
    return (
        col(Invitation.round_id) == bindparam("round_id"),
        col(Invitation.declined_at).is_(None),
        ~heard.exists(),
    )


def _just_written() -> Select[int]:
    """Those who were written to, or will be, since `:peace`."""
    return select(col(OutboxItem.subject_id)).where(
        col(OutboxItem.state).in_([OutboxState.DONE, OutboxState.QUEUED]),
        col(OutboxItem.due_at) > bindparam("peace"),
        col(OutboxItem.kind).in_(ASKING),
    )


def _facts() -> CTE:
    """Whoever is not heard and not merely silent, with what is known of them.

    Materialised, or each CASE would look everything up again.
    """
    failed, uncertain = failed_mail(*FAILED), failed_mail(OutboxState.UNCERTAIN)
    talks, interviewed = _talks(), _interviewed()
    known: tuple[Any, ...] = (
        col(Invitation.talk_asked_at),
        failed.c.failed_at,
        uncertain.c.failed_at.label("uncertain_at"),
        col(Draft.saved_at).label("typed_at"),
        talks.c.talk_at,
    )
    talker = ~col(Invitation.scores) | interviewed.c.seat_id.is_not(None)
    return (
        select(col(Invitation.id).label("invitation_id"), *known)
        .outerjoin(Draft, col(Draft.invitation_id) == col(Invitation.id))
        .outerjoin(failed, failed.c.invitation_id == col(Invitation.id))
        .outerjoin(uncertain, uncertain.c.invitation_id == col(Invitation.id))
        .outerjoin(talks, talks.c.invitation_id == col(Invitation.id))
        .outerjoin(
            interviewed,
            (interviewed.c.seat_id == col(Invitation.seat_id))
            & (interviewed.c.person_id == col(Invitation.person_id)),
        )
        .where(*_unheard(), or_(talker, *(each.is_not(None) for each in known)))
        .cte("facts")
        .prefix_with("MATERIALIZED")
    )


def _talks() -> CTE:
    """When each person's talk is or was to be."""
    return (
        select(col(Booking.invitation_id), func.max(Booking.starts_at).label("talk_at"))
        .where(col(Booking.cancelled_at).is_(None))
        .group_by(col(Booking.invitation_id))
        .cte("talks")
        .prefix_with("MATERIALIZED")
    )


def _interviewed() -> CTE:
    """Who is heard by conversation in their seat, of those who have not left it."""
    left = col(Holder.active_to)
    return (
        select(col(Holder.seat_id), col(Holder.person_id))
        .where(
            col(Holder.contact) == Contact.INTERVIEW, left.is_(None) | (left >= bindparam("today"))
        )
        .distinct()
        .cte("interviewed")
        .prefix_with("MATERIALIZED")
    )


# Built once, because building a statement costs as much as running it.
PAGE = _page()
