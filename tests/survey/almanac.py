"""A council whose calendar is run by a clock that a test moves."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from sqlmodel import Session, col, select

from survey.actions.plan_rounds import plan_rounds
from survey.clock import LONDON
from survey.extensions import db
from survey.models import AuditEvent, OutboxItem, OutboxKind, OutboxState, Schedule
from survey.queries.calendar import CalendarMonth, calendar_month, calendar_months
from survey.queries.planned_dates import MonthDates
from survey.worker import Worker


def london(text: str) -> datetime:
    """'2018-07-02 09:00' on London's clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


PLANNED = datetime(2018, 6, 1, 9, tzinfo=UTC)
# July 2018 as `plan` plans it: opening, two reminders, closing.
OPENS, FIRST, SECOND, CLOSES = (
    london(f"2018-07-{at}") for at in ("02 09:00", "06 10:00", "11 10:00", "13 17:00")
)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DEEDS = ("round opened", "reminders queued", "round closed", "round skipped")


def schedule(first_month: str = "2018-07", months: int = 1, **changes: Any) -> Schedule:
    """First working day at 09:00, reminders on the fifth and eighth, to the tenth at 17:00."""
    usual: dict[str, Any] = {
        "definition": "governance-2018",
        "first_month": first_month,
        "months": months,
        "opening_day": 1,
        "opening_time": "09:00",
        "reminder_days": "5 8",
        "reminder_time": "10:00",
        "closing_day": 10,
        "closing_time": "17:00",
        "grace_minutes": 0,
        "last_day": False,
        "thanks": False,
    }
    return Schedule(**(usual | changes))


def plan(
    session: Session,
    first_month: str = "2018-07",
    months: int = 1,
    now: datetime = PLANNED,
    **changes: Any,
) -> list[MonthDates]:
    """Plan by `schedule`, committed."""
    dates = plan_rounds(
        session, schedule=schedule(first_month, months, **changes), actor="manager", now=now
    )
    session.commit()
    return dates


@dataclass
class Clock:
    """Time for one or more workers; `wrong` is by how much theirs is off."""

    app: Flask
    now: datetime
    wrong: timedelta = timedelta()
    workers: Sequence[Worker] = field(init=False)

    def __post_init__(self) -> None:
        self.workers = [Worker(self.app, clock=lambda: self.now + self.wrong)]

    def until(self, moment: datetime, step: timedelta = timedelta(hours=1)) -> None:
        """Step to `moment`, letting the workers do at each step what is due."""
        while self.now < moment:
            self.now = min(self.now + step, moment)
            self.work()

    def at(self, moment: datetime) -> None:
        """Jump to `moment`, as after a time in which nothing was running."""
        self.now = moment
        self.work()

    def work(self) -> None:
        for worker in self.workers:
            worker.drain()


def deeds(session: Session, *actions: str) -> list[tuple[datetime, str, str]]:
    """When the calendar did what to which round, the first first."""
    query = select(AuditEvent).where(col(AuditEvent.action).in_(actions or DEEDS))
    return [
        (event.at, event.action, event.subject.removeprefix("round "))
        for event in session.exec(query.order_by(col(AuditEvent.at), col(AuditEvent.id)))
    ]


def messages(session: Session, kind: OutboxKind) -> list[OutboxItem]:
    query = select(OutboxItem).where(OutboxItem.kind == kind).order_by(col(OutboxItem.id))
    return list(session.exec(query))


def happened(app: Flask) -> list[tuple[datetime, str, str]]:
    """The `deeds` of an installation."""
    with app.app_context():
        return deeds(db.session)


def count(app: Flask, kind: OutboxKind) -> int:
    """How many messages of `kind` were ever queued."""
    with app.app_context():
        return len(messages(db.session, kind))


def states(app: Flask, kind: OutboxKind) -> Counter[OutboxState]:
    with app.app_context():
        return Counter(item.state for item in messages(db.session, kind))


def month(app: Flask, name: str = "2018-07") -> CalendarMonth:
    with app.app_context():
        return calendar_month(db.session, name)


def months(app: Flask) -> list[CalendarMonth]:
    with app.app_context():
        return calendar_months(db.session)
