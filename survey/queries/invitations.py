"""Personal links and whom they lead to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, not_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from survey.language import gettext
from survey.models import Draft, Invitation, LinkToken, Person, Response, Round, RoundState, Seat
from survey.tokens import token_hash

Everything = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answering:
    """One holder in one round, as a request on their behalf needs them.

    `link_id` is the personal link that they came by, replaced at `revoked_at`; `seat` is the role
    of the seat under which they are asked, `draft` what they have typed so far and `standing` the
    response that counts now. `shows_last` is their wish to see what they said before; `alone` says
    that nobody else of their group is asked in this round, so that colleagues may guess.
    """

    link_id: int
    revoked_at: datetime | None
    invitation: Invitation
    round: Round
    seat: str
    draft: Draft | None
    standing: Response | None
    shows_last: bool
    alone: bool

    @property
    def role(self) -> str:
        """How they are addressed: as the seat, or as its deputy."""
        if self.invitation.deputy_id is None:
            return self.seat
        return gettext("Deputy for %(seat)s") % {"seat": self.seat}

    def is_open(self, now: datetime) -> bool:
        """Whether answers are still taken at `now`: until the close, or their grace after it."""
        before = self.round.state is RoundState.OPEN and now < self.round.closes_at
        return before or self.is_in_grace(now)

    def is_in_grace(self, now: datetime) -> bool:
        """Whether they may finish at `now` what they had begun before the close, and nothing else.

        A round that somebody has closed by hand gives no grace.
        """
        closed_at, opened_at = self.round.closes_at, self.invitation.opened_at
        begun = self.draft is not None or (opened_at is not None and opened_at < closed_at)
        grace = timedelta(minutes=self.round.grace_minutes)
        open_still = self.round.state is RoundState.OPEN
        return open_still and begun and closed_at <= now < closed_at + grace


def _everything() -> Everything:
    """All of an `Answering` in one statement: it is read at every request of a holder."""
    latest = (
        select(col(Response.id))
        .where(col(Response.invitation_id) == col(Invitation.id))
        .order_by(col(Response.revision).desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )
    recipient = func.coalesce(Invitation.deputy_id, Invitation.person_id)
    return (
        select(
            col(LinkToken.id),
            col(LinkToken.revoked_at),
            Invitation,
            Round,
            col(Seat.role),
            Draft,
            Response,
            col(Person.shows_last),
            _alone(),
        )
        .join(Invitation, col(Invitation.id) == col(LinkToken.invitation_id))
        .join(Round, col(Round.id) == col(Invitation.round_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .join(Person, col(Person.id) == recipient)
        .outerjoin(Draft, col(Draft.invitation_id) == col(Invitation.id))
        .outerjoin(Response, col(Response.id) == latest)
    )


def _alone() -> ColumnElement[bool]:
    other = aliased(Invitation)
    others = (
        select(col(other.id))
        .where(
            col(other.round_id) == col(Invitation.round_id),
            col(other.group_id) == col(Invitation.group_id),
            col(other.id) != col(Invitation.id),
        )
        .correlate(Invitation)
    )
    return not_(others.exists())


# Built once, because building a statement costs as much as running it.
BY_TOKEN = _everything().where(col(LinkToken.token_sha256) == bindparam("token_sha256"))
BY_LINK = _everything().where(col(LinkToken.id) == bindparam("link_id"))
LOCK_BY_LINK = (
    select(col(Invitation.id))
    .join(LinkToken, col(LinkToken.invitation_id) == col(Invitation.id))
    .where(col(LinkToken.id) == bindparam("link_id"))
    .with_for_update(of=Invitation)
)
BY_ID = select(Invitation).where(col(Invitation.id) == bindparam("id")).with_for_update()


def by_token(session: Session, token: str) -> Answering | None:
    """The holder to whom the personal link with this token was sent."""
    return _answering(session, BY_TOKEN, {"token_sha256": token_hash(token)})


def by_link(session: Session, link_id: int, *, to_write: bool = False) -> Answering | None:
    """The holder of the link `link_id`; `to_write` makes other writers for them wait."""
    if to_write and session.get_bind().dialect.name != "sqlite":
        # By itself: whoever had to wait would read the draft as it was before, for of all that a
        # statement joins only the locked row is read anew. SQLite's transactions lock anyway.
        session.execute(LOCK_BY_LINK, {"link_id": link_id})
    return _answering(session, BY_LINK, {"link_id": link_id})


def invitation_by_id(session: Session, invitation_id: int) -> Invitation | None:
    """The invitation, locked until the transaction ends; SQLite's transactions lock anyway."""
    return session.scalars(BY_ID, {"id": invitation_id}).first()


def _answering(
    session: Session, statement: Everything, parameters: dict[str, str | int]
) -> Answering | None:
    row = session.execute(statement, parameters).first()
    return Answering(*row) if row else None
