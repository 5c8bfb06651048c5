"""Who leads what in the plan, and whose answers those are."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, select

from analysis.periods import Period
from survey.models import Aim, Holder, Invitation, Round, RoundState, Seat, Theme
from survey.queries.counting import speaker


def leads_of_themes(session: Session) -> dict[str, list[str]]:
    """Who leads the aims of each theme, as the plan writes it; nothing of an exempt aim."""
    query = (
        select(Theme.ref, Aim.lead)
        .join(Aim, col(Aim.theme_id) == Theme.id)
        .where(col(Aim.exempt).is_(False), Aim.lead != "")
        .order_by(col(Aim.position), col(Aim.id))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for theme, lead in session.exec(query):
        found[theme].append(lead)
    return dict(found)


def seat_roles(session: Session) -> dict[str, str]:
    """The role of every seat by its ref, in the panel's order."""
    query = select(Seat.ref, Seat.role).order_by(col(Seat.position), col(Seat.id))
    return dict(session.exec(query).all())


def speakers_for(session: Session, seats: Collection[str], period: Period) -> set[int]:
    """Ids of those who could speak for `seats` in the closed rounds of `period`.

    A holder counts whichever of several seats they were asked under, and a deputy in their stead.
    """
    columns: list[Any] = [speaker(), Round.month, Holder.active_from, Holder.active_to]
    query = (
        select(*columns)
        .join_from(Invitation, Round, col(Round.id) == Invitation.round_id)
        .join(Holder, col(Holder.person_id) == Invitation.person_id)
        .join(Seat, col(Seat.id) == Holder.seat_id)
        .where(
            col(Seat.ref).in_(seats),
            col(Round.month).in_(period.months),
            Round.state == RoundState.CLOSED,
            col(Invitation.scores),
        )
    )
    return {
        person
        for person, month, first, last in session.execute(query)
        if f"{first:%Y-%m}" <= month and (last is None or month <= f"{last:%Y-%m}")
    }
