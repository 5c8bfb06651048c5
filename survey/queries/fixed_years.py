"""Municipal years, April to March, written as '2018-19', in which blocks can no longer change."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from analysis.periods import FinancialYear, parse_period
from survey.models import (
    Edition,
    Group,
    GroupBlock,
    Invitation,
    PlannedRound,
    Round,
    RoundState,
    Side,
)

# The block in which a group is published, and its side.
Place = tuple[str, Side]


def municipal_year(month: str) -> str:
    """'2019-03' is in '2018-19'."""
    return FinancialYear().holding(month, "year").ref


def fixed_years(session: Session) -> list[str]:
    """The years in which a round has been opened or an edition published, in order."""
    published = select(Edition.period).where(col(Edition.published_at).is_not(None)).distinct()
    months = [*session.exec(select(Round.month))]
    months += [parse_period(period).months[0] for period in session.exec(published)]
    return sorted({municipal_year(month) for month in months})


def running_years(session: Session, today: date) -> list[str]:
    """The fixed years in which somebody may still be asked, in order.

    Those are the year of `today` and the years of rounds that are open or planned.
    """
    opened = select(Round.month)
    waiting = select(PlannedRound.month).where(
        col(PlannedRound.skipped_at).is_(None), col(PlannedRound.month).not_in(opened)
    )
    months = [f"{today:%Y-%m}", *session.exec(waiting)]
    months += session.exec(opened.where(Round.state == RoundState.OPEN))
    return sorted({municipal_year(month) for month in months} & set(fixed_years(session)))


def places(session: Session, group_ref: str) -> dict[str, Place]:
    """What holds for a group, by the month from which it holds."""
    query = (
        select(GroupBlock)
        .join(Group, col(Group.id) == GroupBlock.group_id)
        .where(Group.ref == group_ref)
    )
    return {held.from_month: (held.block, held.side) for held in session.exec(query)}


def in_force(held: Mapping[str, Place], month: str) -> Place | None:
    """What of `held` holds in `month`: the latest that is not later; None before the first."""
    since = max((first for first in held if first <= month), default=None)
    return None if since is None else held[since]


def asked_in(session: Session, seat_id: int, year: str) -> bool:
    """Whether anybody was asked under a seat in a round of `year`."""
    query = (
        select(Invitation.id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(Invitation.seat_id == seat_id, col(Round.month).in_(parse_period(year).months))
        .limit(1)
    )
    return session.exec(query).first() is not None
