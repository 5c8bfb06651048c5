"""The people of a round: who has been heard, and how; never what they said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from survey.models import (
    Contact,
    Draft,
    Group,
    Holder,
    Invitation,
    Mode,
    Person,
    Response,
    Round,
    Seat,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One person in one round, under the seat that counts them.

    `mode` and `heard_at` are those of the response that counts, None while there is none;
    `half_way` says that something is typed and not submitted.
    """

    invitation_id: int
    role: str
    group: str
    contact: Contact
    email: str
    mode: Mode | None
    heard_at: datetime | None
    half_way: bool
    round: Round

    @property
    def heard(self) -> bool:
        return self.mode is not None


def people_of_round(session: Session, round_: Round) -> list[Asked]:
    """Everybody asked in `round_`, in the order of the seats."""
    statement = _asked().where(col(Invitation.round_id) == round_.id).order_by(col(Seat.position))
    return _read(session, statement)


def asked_person(session: Session, invitation_id: int) -> Asked | None:
    """The person of one invitation of any round."""
    found = _read(session, _asked().where(col(Invitation.id) == invitation_id))
    return found[0] if found else None


def _asked() -> Select[Any]:
    latest = (
        select(col(Response.id))
        .where(col(Response.invitation_id) == col(Invitation.id))
        .order_by(col(Response.revision).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )
    prefers = (
        select(col(Holder.contact))
        .where(
            col(Holder.seat_id) == col(Invitation.seat_id),
            col(Holder.person_id) == col(Invitation.person_id),
            col(Holder.active_from) <= func.date(Round.closes_at),
        )
        .order_by(col(Holder.active_from).desc())
        .limit(1)
        .correlate(Invitation, Round)
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (
        Invitation.id,
        Seat.role,
        Group.name,
        prefers,
        Person.email,
        Response,
        Draft,
        Round,
    )
    return (
        select(*columns)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Person, col(Person.id) == Invitation.person_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .outerjoin(Response, col(Response.id) == latest)
        .outerjoin(Draft, col(Draft.invitation_id) == Invitation.id)
    )


def _read(session: Session, statement: Select[Any]) -> list[Asked]:
    return [
        Asked(
            invitation_id=invitation_id,
            role=role,
            group=group,
            contact=contact or Contact.FORM,
            email=email,
            mode=response.mode if response else None,
            heard_at=response.submitted_at if response else None,
            half_way=draft is not None and response is None,
            round=round_,
        )
        for invitation_id, role, group, contact, email, response, draft, round_ in session.execute(
            statement
        )
    ]
