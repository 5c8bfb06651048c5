"""The people of a round: who has been heard, and how; never what they said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from survey.models import (
    READ_BACK_DAYS,
    Contact,
    Draft,
    Group,
    Holder,
    Interview,
    Invitation,
    Mode,
    Organisation,
    Person,
    Record,
    Response,
    Round,
    Seat,
)

Deputy = aliased(Person)


@dataclass(frozen=True, slots=True)
class Asked:
    """One person in one round, under the seat that counts them.

    A deputy who is asked in a holder's stead stands here with their own address. `mode` and
    `heard_at` are those of the response that counts, None while there is none, and `interview` is
    the conversation behind it; `half_way` says that something is typed and not submitted.
    """

    invitation: Invitation
    role: str
    group: str
    contact: Contact
    email: str
    mode: Mode | None
    heard_at: datetime | None
    half_way: bool
    round: Round
    interview: Interview | None = None
    read_back_days: int = READ_BACK_DAYS

    def record(self, now: datetime) -> Record | None:
        """What the record of the conversation that counts is worth; None where none does."""
        return self.interview.record(self.read_back_days, now) if self.interview else None

    @property
    def invitation_id(self) -> int:
        return self.invitation.id or 0

    @property
    def heard(self) -> bool:
        return self.mode is not None

    @property
    def declined(self) -> bool:
        return self.mode is None and self.invitation.declined_at is not None


def people_of_round(session: Session, round_: Round) -> list[Asked]:
    """Everybody asked in `round_`, in the order of the seats."""
    statement = _asked().where(col(Invitation.round_id) == round_.id)
    return _read(session, statement.order_by(col(Seat.position)))


def people_page(
    session: Session, round_: Round, *, group: str = "", first: int, count: int
) -> list[Asked]:
    """`count` people from number `first` on, of the group called `group` or of all."""
    statement = _asked().where(col(Invitation.round_id) == round_.id)
    if group:
        statement = statement.where(col(Group.ref) == group)
    return _read(session, statement.order_by(col(Seat.position)).offset(first).limit(count))


def begun(session: Session, round_: Round) -> set[int]:
    """The invitations of `round_` for which something is typed and not submitted."""
    query = (
        select(col(Draft.invitation_id))
        .join(Invitation, col(Invitation.id) == col(Draft.invitation_id))
        .where(col(Invitation.round_id) == round_.id)
    )
    return set(session.scalars(query))


def asked_person(session: Session, invitation_id: int) -> Asked | None:
    """The person of one invitation of any round."""
    found = _read(session, _asked().where(col(Invitation.id) == invitation_id))
    return found[0] if found else None


def _latest() -> ScalarSelect[Any]:
    """The response that counts of the invitation in hand."""
    return (
        select(col(Response.id))
        .where(col(Response.invitation_id) == col(Invitation.id))
        .order_by(col(Response.revision).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )


def _prefers() -> ScalarSelect[Any]:
    """How the holder of the invitation in hand wished to be asked when its round closed."""
    return (
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


def _asked() -> Select[Any]:
    columns: tuple[Any, ...] = (
        Invitation,
        Seat.role,
        Group.name,
        _prefers(),
        func.coalesce(Deputy.email, Person.email),
        Response.mode,
        Response.submitted_at,
        Draft.invitation_id,
        Round,
        Interview,
        select(col(Organisation.read_back_days)).limit(1).scalar_subquery(),
    )
    return (
        select(*columns)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Group, col(Group.id) == Invitation.group_id)
        .join(Person, col(Person.id) == Invitation.person_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .outerjoin(Deputy, col(Deputy.id) == Invitation.deputy_id)
        .outerjoin(Response, col(Response.id) == _latest())
        .outerjoin(Interview, col(Interview.response_id) == Response.id)
        .outerjoin(Draft, col(Draft.invitation_id) == Invitation.id)
    )


def _read(session: Session, statement: Select[Any]) -> list[Asked]:
    found = []
    for row in session.execute(statement):
        invitation, role, group, contact, email, mode, heard_at, drafted, *rest = row
        half_way = drafted is not None and mode is None
        asked_as = role if invitation.deputy_id is None else f"Deputy for {role}"
        prefers = contact or Contact.FORM
        found.append(
            Asked(invitation, asked_as, group, prefers, email, mode, heard_at, half_way, *rest)
        )
    return found
