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
    select,
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
    matters = _matters()
    mail_may_do = matters.c.reason.in_([Reason.SILENT, Reason.HALF_WAY])
    return (
        select(
            matters.c.invitation_id,
            matters.c.reason,
            matters.c.since,
            mail_may_do.label("later"),
            func.count().over().label("total"),
        )
        .where(
            matters.c.reason.is_not(None),
            ~mail_may_do
            | (
                (matters.c.since <= bindparam("peace"))
                & matters.c.invitation_id.not_in(_just_written())
            ),
        )
        .order_by("later", matters.c.since, matters.c.invitation_id)
        .offset(bindparam("first"))
        .limit(bindparam("count"))
        .subquery()
    )


def _just_written() -> Select[int]:
    """Those who were written to, or will be, since `:peace`."""
    return select(col(OutboxItem.subject_id)).where(
        col(OutboxItem.state).in_([OutboxState.DONE, OutboxState.QUEUED]),
        col(OutboxItem.due_at) > bindparam("peace"),
        col(OutboxItem.kind).in_(ASKING),
    )


def _matters() -> Subquery:
    """Everybody who is not heard and has not declined, with why and since when to chase them."""
    facts, opens_at = _facts().c, bindparam("opens_at", type_=UtcDateTime())
    told = [
        (facts.failed_at.is_not(None), Reason.ADDRESS, facts.failed_at),
        (facts.uncertain_at.is_not(None), Reason.UNCERTAIN, facts.uncertain_at),
        (facts.talk_at > bindparam("at"), None, None),
        (facts.talk_at.is_not(None), Reason.MISSED, facts.talk_at),
        (facts.talk_asked_at.is_not(None), Reason.TALK, facts.talk_asked_at),
        (facts.typed_at.is_not(None), Reason.HALF_WAY, facts.typed_at),
        (facts.talks, Reason.INTERVIEW, opens_at),
    ]
    reason: ColumnElement[Any] = case(
        *((when, literal(why)) for when, why, _ in told), else_=literal(Reason.SILENT)
    )
    since: ColumnElement[Any] = case(*((when, moment) for when, _, moment in told), else_=opens_at)
    return select(facts.invitation_id, reason.label("reason"), since.label("since")).subquery()


def _facts() -> CTE:
    """What is known of each of them. Materialised, or each CASE would look everything up again."""
    failed, uncertain = failed_mail(*FAILED), failed_mail(OutboxState.UNCERTAIN)
    talks, interviewed = _talks(), _interviewed()
    heard = select(col(Response.id)).where(col(Response.invitation_id) == col(Invitation.id))
    return (
        select(
            col(Invitation.id).label("invitation_id"),
            col(Invitation.talk_asked_at),
            failed.c.failed_at,
            uncertain.c.failed_at.label("uncertain_at"),
            col(Draft.saved_at).label("typed_at"),
            (~col(Invitation.scores) | interviewed.c.seat_id.is_not(None)).label("talks"),
            talks.c.talk_at,
        )
        .outerjoin(Draft, col(Draft.invitation_id) == col(Invitation.id))
        .outerjoin(failed, failed.c.invitation_id == col(Invitation.id))
        .outerjoin(uncertain, uncertain.c.invitation_id == col(Invitation.id))
        .outerjoin(talks, talks.c.invitation_id == col(Invitation.id))
        .outerjoin(
            interviewed,
            (interviewed.c.seat_id == col(Invitation.seat_id))
            & (interviewed.c.person_id == col(Invitation.person_id)),
        )
        .where(
            col(Invitation.round_id) == bindparam("round_id"),
            col(Invitation.declined_at).is_(None),
            ~heard.exists(),
        )
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
