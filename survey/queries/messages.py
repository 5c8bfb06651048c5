"""Whom a message is about, and which words are sent."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, col

from survey.models import (
    Draft,
    Holder,
    Invitation,
    LinkToken,
    MessageKind,
    MessageTemplate,
    Person,
    Response,
    Round,
    Seat,
)
from survey.tokens import token_hash


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a message is for, under which seat, about which round.

    `person` is the deputy where one is asked; `answered` and `half_way` say how far they are.
    """

    invitation: Invitation
    round: Round
    person: Person
    seat: Seat
    answered: bool
    half_way: bool


def _invited() -> Select[Invitation, Round, Person, Seat, bool, bool]:
    answered = select(col(Response.id)).where(col(Response.invitation_id) == Invitation.id).exists()
    typed = (
        select(col(Draft.invitation_id)).where(col(Draft.invitation_id) == Invitation.id).exists()
    )
    return (
        select(Invitation, Round, Person, Seat, answered, typed)
        .select_from(Invitation)
        .join(Round, col(Round.id) == Invitation.round_id)
        .join(Person, col(Person.id) == func.coalesce(Invitation.deputy_id, Invitation.person_id))
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .where(col(Invitation.id) == bindparam("invitation_id"))
    )


# Built once, because building a statement costs as much as running it.
INVITED = _invited()
VERSIONS = (
    select(MessageTemplate)
    .where(col(MessageTemplate.kind) == bindparam("kind"))
    .order_by(col(MessageTemplate.version).desc())
)
LATEST = VERSIONS.limit(1)


def invited(session: Session, invitation_id: int) -> Invited:
    row = session.execute(INVITED, {"invitation_id": invitation_id}).one()
    invitation, round_, person, seat, answered, typed = row
    return Invited(invitation, round_, person, seat, answered, typed and not answered)


def still_holds(session: Session, invitation: Invitation, day: date) -> bool:
    """Whether the invited person holds the seat on `day`."""
    found = session.scalars(
        select(col(Holder.id)).where(
            col(Holder.seat_id) == invitation.seat_id,
            col(Holder.person_id) == invitation.person_id,
            col(Holder.active_from) <= day,
            col(Holder.active_to).is_(None) | (col(Holder.active_to) >= day),
        )
    )
    return found.first() is not None


def is_revoked(session: Session, token: str) -> bool:
    """Whether the personal link with this token was ended before its round."""
    link = session.scalars(
        select(LinkToken).where(col(LinkToken.token_sha256) == token_hash(token))
    ).first()
    return link is not None and link.revoked_at is not None


def edited_words(session: Session, kind: MessageKind) -> MessageTemplate | None:
    """The latest words of `kind` that were saved here; None where the shipped ones are sent."""
    latest = session.scalars(LATEST, {"kind": kind}).first()
    return latest if latest and latest.words else None


def versions(session: Session, kind: MessageKind) -> list[MessageTemplate]:
    """Every saved version of `kind`, the latest first; an empty one went back to the shipped."""
    return list(session.scalars(VERSIONS, {"kind": kind}))
