"""Who was offered a conversation in a quarter, asked for one, has one booked, or talked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, String, bindparam, func, literal, or_, select
from sqlmodel import Session, col

from analysis.periods import parse_month, quarter_of
from survey.models import (
    Booking,
    Group,
    Holder,
    Invitation,
    Mode,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Response,
    Round,
    Seat,
)

# What the writer of a message keeps in its row where the offer stood in it.
OFFERS = '"offer": true'


class Step(StrEnum):
    """How far a seat has come towards a conversation, the farthest last."""

    OFFERED = "offered"
    ASKED = "asked"
    BOOKED = "booked"
    TALKED = "talked"


ORDER = list(Step)
URGENCY = [Step.ASKED, Step.BOOKED, None, Step.OFFERED, Step.TALKED]


def quarter_months(month: str) -> tuple[str, ...]:
    """The months of the financial quarter of `month`."""
    parse_month(month)
    return tuple(quarter_of(month).months)


def _steps() -> list[Select[Any]]:
    """For each way a select of (seat, step, moment) in the rounds of `months`.

    An offer counts once its message has left.
    """

    def of(step: Step, at: Any) -> Select[Any]:
        columns: tuple[Any, ...] = (Invitation.seat_id, literal(step.value, String), at)
        return (
            select(*columns)
            .select_from(Invitation)
            .join(Round, col(Round.id) == Invitation.round_id)
            .where(col(Round.month).in_(bindparam("months", expanding=True)))
        )

    return [
        of(Step.OFFERED, OutboxItem.done_at)
        .join(OutboxItem, col(OutboxItem.subject_id) == Invitation.id)
        .where(
            col(OutboxItem.kind) == OutboxKind.INVITATION,
            col(OutboxItem.state) == OutboxState.DONE,
            col(OutboxItem.detail).contains(OFFERS),
        ),
        of(Step.ASKED, Invitation.talk_asked_at).where(col(Invitation.talk_asked_at).is_not(None)),
        of(Step.BOOKED, Booking.starts_at)
        .join(Booking, col(Booking.invitation_id) == Invitation.id)
        .where(col(Booking.cancelled_at).is_(None)),
        of(Step.TALKED, Response.submitted_at)
        .join(Response, col(Response.invitation_id) == Invitation.id)
        .where(col(Response.mode) == Mode.INTERVIEW),
    ]


def _come() -> Select[Any]:
    seat = col(Invitation.seat_id) == bindparam("seat_id")
    return select(or_(*(each.where(seat).exists() for each in STEPS)))


def _counted() -> Select[Any]:
    """(seat, the seat that counts its holder), for who holds several: they are asked once."""
    held = (
        (col(Holder.person_id) == Invitation.person_id)
        & (col(Holder.seat_id) != Invitation.seat_id)
        & (col(Holder.active_from) <= func.date(Round.closes_at))
        & (col(Holder.active_to).is_(None) | (col(Holder.active_to) >= func.date(Round.opens_at)))
    )
    columns: tuple[Any, ...] = (Holder.seat_id, Invitation.seat_id)
    return (
        select(*columns)
        .select_from(Invitation)
        .join(Round, col(Round.id) == Invitation.round_id)
        .join(Holder, held)
        .where(
            col(Round.month).in_(bindparam("months", expanding=True)),
            col(Invitation.deputy_id).is_(None),
        )
        .distinct()
    )


# Built once: one of them is asked for every invitation that leaves.
STEPS = _steps()
COUNTED = _counted()
COME = _come()


def steps_by_seat(session: Session, months: Sequence[str]) -> dict[int, dict[Step, datetime]]:
    """{seat: {step: when}} for every seat that has come anywhere in the rounds of `months`.

    Whoever holds several seats is asked once, under one of them, and spoken to for all.
    """
    found: dict[int, dict[Step, datetime]] = {}
    for statement in STEPS:
        for seat_id, step, at in session.execute(statement, {"months": months}):
            found.setdefault(seat_id, {})[Step(step)] = at
    for seat_id, counted in session.execute(COUNTED, {"months": months}):
        found[seat_id] = found.get(counted, {}) | found.get(seat_id, {})
    return {seat_id: steps for seat_id, steps in found.items() if steps}


def is_offer_due(session: Session, seat_id: int, month: str) -> bool:
    """Whether the seat has not come anywhere yet in the quarter of `month`."""
    known = {"months": quarter_months(month), "seat_id": seat_id}
    return not session.execute(COME, known).scalar_one()


@dataclass(frozen=True, slots=True)
class SeatTalk:
    """How far one seat has come in a quarter; `invitation_id` is that of the round in question."""

    role: str
    group: str
    invitation_id: int | None
    steps: dict[Step, datetime]

    @property
    def step(self) -> Step | None:
        """The farthest step; None where the seat has not even been offered a conversation."""
        return max(self.steps, key=ORDER.index, default=None)

    @property
    def at(self) -> datetime | None:
        return self.steps[self.step] if self.step else None


def talks_of_quarter(session: Session, round_: Round) -> list[SeatTalk]:
    """Every seat of the panel in the quarter of `round_`, in the order in which it needs somebody.

    Whoever asked and has nothing booked comes first, then what is booked, then whom nobody has
    offered anything.
    """
    steps = steps_by_seat(session, quarter_months(round_.month))
    query = (
        select(col(Seat.id), col(Seat.role), col(Group.name), col(Invitation.id))
        .join(Group, col(Group.id) == Seat.group_id)
        .outerjoin(
            Invitation,
            (col(Invitation.seat_id) == Seat.id) & (col(Invitation.round_id) == round_.id),
        )
        .where(col(Seat.ended_on).is_(None))
        .order_by(col(Seat.position))
    )
    found = [
        SeatTalk(role, group, invitation_id, steps.get(seat_id, {}))
        for seat_id, role, group, invitation_id in session.execute(query)
    ]
    return sorted(found, key=lambda talk: URGENCY.index(talk.step))
