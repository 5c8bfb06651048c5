"""Whom a simulation may speak for."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from survey.models import (
    Contact,
    Group,
    GroupBlock,
    Holder,
    Invitation,
    Person,
    Response,
    Round,
    Side,
)
from survey.queries.panel import asked_on


@dataclass(frozen=True, slots=True)
class Unheard:
    """An invitation without a response, with what its holder's answers would depend on."""

    invitation: Invitation
    email: str
    group: str
    side: Side
    contact: Contact


def unheard(session: Session, round_: Round) -> list[Unheard]:
    """Everybody asked for scores in `round_` who has said nothing in it, in the order of asking."""
    day = asked_on(round_.month, round_.opens_at)
    in_force = (
        select(func.max(GroupBlock.from_month))
        .where(
            col(GroupBlock.group_id) == col(Invitation.group_id),
            col(GroupBlock.from_month) <= round_.month,
        )
        .correlate(Invitation)
        .scalar_subquery()
    )
    query = (
        select(
            Invitation, col(Person.email), col(Group.ref), col(GroupBlock.side), col(Holder.contact)
        )
        .join(Person, col(Person.id) == Invitation.person_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(GroupBlock, col(GroupBlock.group_id) == Invitation.group_id)
        .join(Holder, col(Holder.seat_id) == Invitation.seat_id)
        .where(
            col(Invitation.round_id) == round_.id,
            col(Invitation.scores),
            col(GroupBlock.from_month) == in_force,
            col(Holder.person_id) == Invitation.person_id,
            col(Holder.active_from) <= day,
            or_(col(Holder.active_to).is_(None), col(Holder.active_to) >= day),
            ~select(col(Response.id))
            .where(col(Response.invitation_id) == col(Invitation.id))
            .exists(),
        )
        .order_by(col(Invitation.id))
    )
    return [Unheard(*row) for row in session.execute(query)]
