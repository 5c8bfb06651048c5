"""Whom to chase in a round: everybody with whom something is left to do, the longest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, bindparam, case, func, literal, select
from sqlmodel import Session, col

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
    """One person to chase, `since` when, and how many messages went out to them in this round.

    Of an invitation that a deputy has it is the deputy.
    """

    invitation_id: int
    person_id: int
    reason: Reason
    since: datetime
    role: str
    group: str
    email: str
    messages: int


@dataclass(frozen=True, slots=True)
class ChaseList:
    """A page of the list, and how many people are on it in all."""

    people: tuple[Chased, ...]
    total: int


def chase_list(
    session: Session, round_: Round, *, now: datetime, first: int, count: int
) -> ChaseList:
    """`count` people of the list from number `first` on."""
    parameters = {
        "round_id": round_.id,
        "opens_at": round_.opens_at,
        "at": now,
        "peace": now - PEACE,
        "first": first,
        "count": count,
    }
    rows = session.execute(PAGE, parameters).all()
    people = tuple(
        Chased(number, person, Reason(reason), since, named(role, deputy), group, email, sent)
        for number, reason, since, role, group, person, email, deputy, sent, _ in rows
    )
    return ChaseList(people, rows[0][-1] if rows else 0)


def named(role: str, deputy: int | None) -> str:
    return role if deputy is None else f"Deputy for {role}"


def _page() -> Select[*tuple[Any, ...]]:
    """The page's people are picked first, so that only theirs is looked up what is shown."""
    picked = _picked()
    written_to = func.coalesce(Invitation.deputy_id, Invitation.person_id)
    sent = (
        # Not in WHERE, where the state's index would look better to a planner without statistics.
        select(func.count().filter(col(OutboxItem.state) == OutboxState.DONE))
        .where(
            col(OutboxItem.subject_id) == picked.c.invitation_id,
            col(OutboxItem.kind).in_(ASKING),
        )
        .scalar_subquery()
    )
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
            sent,
            picked.c.total,
        )
        .select_from(picked)
        .join(Invitation, col(Invitation.id) == picked.c.invitation_id)
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .join(Group, col(Group.id) == col(Invitation.group_id))
        .join(Person, col(Person.id) == written_to)
        .order_by(picked.c.since, picked.c.invitation_id)
    )


def _picked() -> Any:
    matters = _matters()
    return (
        select(
            matters.c.invitation_id,
            matters.c.reason,
            matters.c.since,
            func.count().over().label("total"),
        )
        .where(
            matters.c.reason.is_not(None),
            (matters.c.reason.not_in([Reason.SILENT, Reason.HALF_WAY]))
            | (matters.c.since <= bindparam("peace")),
        )
        .order_by(matters.c.since, matters.c.invitation_id)
        .offset(bindparam("first"))
        .limit(bindparam("count"))
        .subquery()
    )


def _matters() -> Any:
    """Everybody who is not heard and has not declined, with why and since when to chase them."""
    facts = _facts().c
    told = [
        (facts.failed_at.is_not(None), Reason.ADDRESS, facts.failed_at),
        (facts.uncertain_at.is_not(None), Reason.UNCERTAIN, facts.uncertain_at),
        (facts.talk_at > bindparam("at"), None, None),
        (facts.talk_at.is_not(None), Reason.MISSED, facts.talk_at),
        (facts.talk_asked_at.is_not(None), Reason.TALK, facts.talk_asked_at),
        (facts.typed_at.is_not(None), Reason.HALF_WAY, facts.typed_at),
        (facts.talks, Reason.INTERVIEW, bindparam("opens_at")),
    ]
    reason: ColumnElement[Any] = case(
        *((when, literal(why)) for when, why, _ in told), else_=literal(Reason.SILENT)
    )
    since: ColumnElement[Any] = case(
        *((when, moment) for when, _, moment in told), else_=facts.written_at
    )
    return select(facts.invitation_id, reason.label("reason"), since.label("since")).subquery()


def _facts() -> CTE:
    """What is known of each of them. Materialised, or each CASE would look everything up again."""
    failed, uncertain = failed_mail(*FAILED), failed_mail(OutboxState.UNCERTAIN)
    heard = select(col(Response.id)).where(col(Response.invitation_id) == col(Invitation.id))
    talks = ~col(Invitation.scores) | (_prefers() == Contact.INTERVIEW)
    return (
        select(
            col(Invitation.id).label("invitation_id"),
            col(Invitation.talk_asked_at),
            failed.c.failed_at,
            uncertain.c.failed_at.label("uncertain_at"),
            col(Draft.saved_at).label("typed_at"),
            talks.label("talks"),
            _last_talk().label("talk_at"),
            _last_written().label("written_at"),
        )
        .outerjoin(Draft, col(Draft.invitation_id) == col(Invitation.id))
        .outerjoin(failed, failed.c.invitation_id == col(Invitation.id))
        .outerjoin(uncertain, uncertain.c.invitation_id == col(Invitation.id))
        .where(
            col(Invitation.round_id) == bindparam("round_id"),
            col(Invitation.declined_at).is_(None),
            ~heard.exists(),
        )
        .cte("facts")
        .prefix_with("MATERIALIZED")
    )


def _last_talk() -> Any:
    """When the person's talk is or was to be, None without one."""
    return (
        select(func.max(Booking.starts_at))
        .where(
            col(Booking.invitation_id) == col(Invitation.id),
            col(Booking.cancelled_at).is_(None),
        )
        .correlate(Invitation)
        .scalar_subquery()
    )


def _last_written() -> Any:
    """When the person was last written to, or will be."""
    return (
        select(func.max(OutboxItem.due_at))
        .where(
            col(OutboxItem.subject_id) == col(Invitation.id),
            col(OutboxItem.kind).in_(ASKING),
        )
        .correlate(Invitation)
        .scalar_subquery()
    )


def _prefers() -> Any:
    """How the person is heard in their seat, as last said."""
    return (
        select(col(Holder.contact))
        .where(
            col(Holder.seat_id) == col(Invitation.seat_id),
            col(Holder.person_id) == col(Invitation.person_id),
        )
        .order_by(col(Holder.active_from).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )


# Built once, because building a statement costs as much as running it.
PAGE = _page()
