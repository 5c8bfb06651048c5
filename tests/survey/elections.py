"""Elections for tests: the local one of May 2019, with its pre-election period."""

from datetime import UTC, date, datetime

from sqlmodel import Session

from survey.actions.enter_election import enter_election
from survey.models import Election

NAME = "City Council election"
NOTICE, POLLING = date(2019, 3, 26), date(2019, 5, 2)
ENTERED = datetime(2019, 1, 10, 9, 0, tzinfo=UTC)


def entered(
    session: Session,
    name: str = NAME,
    notice_on: date = NOTICE,
    polling_on: date = POLLING,
) -> Election:
    """An election, flushed."""
    return enter_election(
        session,
        name=name,
        notice_on=notice_on,
        polling_on=polling_on,
        actor="manager@staff.example",
        now=ENTERED,
    )
