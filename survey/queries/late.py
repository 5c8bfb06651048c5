"""Whoever is asked in an open round, and whoever should be and is not."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from survey.models import Invitation, Response, Round, RoundState
from survey.queries.panel import EligibleHolder, people_to_ask


def asked_in_round(session: Session, round_id: int) -> set[int]:
    """The ids of all persons who are asked in a round, deputies in place of their holders."""
    speaker = func.coalesce(Invitation.deputy_id, Invitation.person_id)
    return set(session.exec(select(speaker).where(Invitation.round_id == round_id)))


def waited_for(session: Session, person_id: int, now: datetime) -> list[tuple[Invitation, Round]]:
    """The invitations of open rounds in which this person is asked, and has not been heard."""
    speaker = func.coalesce(Invitation.deputy_id, Invitation.person_id)
    heard = select(Response.id).where(col(Response.invitation_id) == Invitation.id).exists()
    query = (
        select(Invitation, Round)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(speaker == person_id, Round.state == RoundState.OPEN, Round.closes_at > now, ~heard)
    )
    return list(session.exec(query))


def late_to_ask(session: Session, round_: Round, now: datetime) -> list[EligibleHolder]:
    """Whoever holds a seat or is back since the round opened, has no invitation and may have one.

    Nobody is asked for a seat under which somebody has been heard in this round.
    """
    invited = select(Invitation.person_id).where(Invitation.round_id == round_.id)
    taken = set(session.exec(invited)) | asked_in_round(session, round_.id or 0)
    heard = set(
        session.exec(
            select(Invitation.seat_id)
            .join(Response, col(Response.invitation_id) == Invitation.id)
            .where(Invitation.round_id == round_.id)
        )
    )
    since = max(now, round_.opens_at)
    found = people_to_ask(
        session, month=round_.month, opens_at=since, closes_at=max(since, round_.closes_at)
    )
    return [
        each
        for each in found
        if not taken & {each.person_id, each.deputy_id or 0} and each.seat_id not in heard
    ]
