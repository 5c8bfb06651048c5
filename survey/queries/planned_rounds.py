"""The rows behind the calendar, locked for whoever changes them."""

from datetime import datetime

from sqlmodel import Session, func, select

from survey.errors import NotFound
from survey.models import OutboxItem, PlannedRound, Round


def plan_to_change(session: Session, month: str) -> PlannedRound | None:
    """The plan of `month` as it stands, locked until the transaction ends."""
    query = select(PlannedRound).where(PlannedRound.month == month)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True))
    return found.first()


def plan_by_id(session: Session, plan_id: int) -> PlannedRound:
    """The plan with this id, locked until the transaction ends."""
    query = select(PlannedRound).where(PlannedRound.id == plan_id)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True))
    return found.one()


def round_to_change(session: Session, month: str) -> Round | None:
    """The round of `month` as it stands, locked until the transaction ends."""
    query = select(Round).where(Round.month == month)
    found = session.exec(query.with_for_update().execution_options(populate_existing=True))
    return found.first()


def planned(session: Session, month: str) -> PlannedRound:
    """The plan of `month`, locked; NotFound where there is none."""
    found = plan_to_change(session, month)
    if found is None:
        raise NotFound(f"'{month}' is not planned in the calendar.")
    return found


def database_time(session: Session) -> datetime | None:
    """What the database's clock says, None where it is this machine's own."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    said: datetime = session.exec(select(func.clock_timestamp())).one()
    return said


def as_it_stands(session: Session, item: OutboxItem) -> OutboxItem:
    """The row of `item`, read anew."""
    query = select(OutboxItem).where(OutboxItem.id == item.id)
    return session.exec(query.execution_options(populate_existing=True)).one()
