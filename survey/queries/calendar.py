"""The calendar: which months there are, when they open, remind and close, and what came of it."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from survey.clock import london_moment
from survey.errors import NotFound
from survey.models import (
    CALENDAR,
    OutboxItem,
    OutboxKind,
    OutboxState,
    PlannedRound,
    Round,
    RoundState,
)
from survey.queries.planned_dates import MonthDates

# A worker looks every second or so; what comes later than this was kept waiting.
LATE = timedelta(minutes=10)
DEEDS = {
    OutboxKind.OPEN_ROUND: "Opened",
    OutboxKind.REMIND: "Reminded",
    OutboxKind.REMIND_LAST_DAY: "Reminded on the last day",
    OutboxKind.CLOSE_ROUND: "Closed",
}


REMINDING = (OutboxKind.REMIND, OutboxKind.REMIND_LAST_DAY)
Rows = dict[int, list[OutboxItem]]


class CalendarState(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One wave: when it is due, and what became of it; `last_day` is that of the closing day."""

    at: datetime
    state: OutboxState
    last_day: bool


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """One month of the calendar.

    `late` has a sentence for each date that was kept later than planned, `reason` says why a
    month was skipped, and `problem` why a date could not be kept so far.
    """

    month: str
    definition: str
    state: CalendarState
    opens_at: datetime
    reminders: tuple[Reminder, ...]
    closes_at: datetime
    closed_at: datetime | None = None
    paused_at: datetime | None = None
    late: tuple[str, ...] = ()
    reason: str = ""
    problem: str = ""
    thanks: bool = False
    grace_minutes: int = 0

    @property
    def last_day(self) -> datetime | None:
        """When those who are still silent are reminded on the closing day, if they are."""
        return next((each.at for each in self.reminders if each.last_day), None)

    @property
    def dates(self) -> MonthDates:
        usual = tuple(each.at for each in self.reminders if not each.last_day)
        return MonthDates(
            self.month, self.opens_at, usual, self.last_day, self.closes_at, self.grace_minutes
        )

    @property
    def over_at(self) -> datetime:
        """When its time ends: as planned, or earlier where it was closed early."""
        return min(self.closes_at, self.closed_at or self.closes_at)


def calendar_months(session: Session) -> list[CalendarMonth]:
    """Every month that is planned, was skipped or has a round, earliest first."""
    plans = {plan.month: plan for plan in session.exec(select(PlannedRound))}
    rounds = {round_.month: round_ for round_ in session.exec(select(Round))}
    rows = calendar_rows(session)
    return [
        read(month, plans.get(month), rounds.get(month), rows)
        for month in sorted(plans.keys() | rounds.keys())
    ]


def calendar_month(session: Session, month: str) -> CalendarMonth:
    """One month; NotFound where it is neither planned nor opened."""
    plan = session.exec(select(PlannedRound).where(PlannedRound.month == month)).first()
    round_ = session.exec(select(Round).where(Round.month == month)).first()
    if plan is None and round_ is None:
        raise NotFound(f"'{month}' is not in the calendar: plan it, or open it by hand.")
    return read(month, plan, round_, calendar_rows(session, plan.id if plan else None))


def calendar_rows(session: Session, plan_id: int | None = None) -> Rows:
    """The rows of the outbox that are dates, by planned round, the earliest first."""
    query = select(OutboxItem).where(col(OutboxItem.kind).in_(CALENDAR))
    if plan_id is not None:
        query = query.where(OutboxItem.subject_id == plan_id)
    found: dict[int, list[OutboxItem]] = defaultdict(list)
    query = query.order_by(col(OutboxItem.due_at), col(OutboxItem.id))
    for row in session.exec(query.execution_options(populate_existing=True)):
        found[row.subject_id].append(row)
    return found


def read(month: str, plan: PlannedRound | None, round_: Round | None, rows: Rows) -> CalendarMonth:
    own = rows.get(plan.id or 0, []) if plan else []
    date_of = {row.kind: planned_at(row) for row in own}
    planned_grace = sum(grace_of(row) for row in own if row.kind is OutboxKind.CLOSE_ROUND)
    return CalendarMonth(
        month=month,
        definition=plan.definition if plan else "",
        state=state_of(plan, round_),
        opens_at=round_.opens_at if round_ else date_of[OutboxKind.OPEN_ROUND],
        reminders=tuple(
            Reminder(planned_at(row), row.state, row.kind is OutboxKind.REMIND_LAST_DAY)
            for row in own
            if row.kind in REMINDING
        ),
        closes_at=round_.closes_at if round_ else date_of[OutboxKind.CLOSE_ROUND],
        closed_at=round_.closed_at if round_ else None,
        paused_at=round_.paused_at if round_ else None,
        late=() if plan and plan.skipped_at else tuple(filter(None, map(lateness, own))),
        reason=plan.reason if plan else "",
        problem=next((row.last_error for row in own if is_in_trouble(row)), ""),
        thanks=round_.thanks if round_ else plan is not None and plan.thanks,
        grace_minutes=round_.grace_minutes if round_ else planned_grace,
    )


def state_of(plan: PlannedRound | None, round_: Round | None) -> CalendarState:
    if round_ is None:
        skipped = plan is not None and plan.skipped_at is not None
        return CalendarState.SKIPPED if skipped else CalendarState.PLANNED
    if round_.state is RoundState.CLOSED:
        return CalendarState.CLOSED
    return CalendarState.PAUSED if round_.paused_at else CalendarState.OPEN


def planned_at(row: OutboxItem) -> datetime:
    """The date that `row` keeps; its `due_at` is later by the grace, and once it has failed."""
    planned = json.loads(row.detail).get("planned")
    return datetime.fromisoformat(planned) if planned else row.due_at


def grace_of(row: OutboxItem) -> int:
    """How many minutes after its date `row` is done, so that whoever has begun may finish."""
    minutes: int = json.loads(row.detail).get("grace", 0)
    return minutes


def lateness(row: OutboxItem) -> str:
    """'Opened 3 hours late, on Monday …: it was due on Monday …', or nothing where it was not."""
    planned = planned_at(row)
    due = planned + timedelta(minutes=grace_of(row))
    if row.state is not OutboxState.DONE or row.done_at is None or row.done_at - due <= LATE:
        return ""
    return (
        f"{DEEDS[row.kind]} {in_words(row.done_at - due)} late, on {london_moment(row.done_at)}: "
        f"it was due on {london_moment(planned)}."
    )


def is_in_trouble(row: OutboxItem) -> bool:
    return bool(row.last_error) and row.state in (OutboxState.QUEUED, OutboxState.DEAD)


def in_words(passed: timedelta) -> str:
    """'2 days', '1 hour', '20 minutes': in the largest unit of which there is one."""
    for seconds, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        count = int(passed.total_seconds() // seconds)
        if count:
            return f"1 {unit}" if count == 1 else f"{count} {unit}s"
    return "less than a minute"


def overlapping(
    session: Session, month: str, opens_at: datetime, closes_at: datetime
) -> CalendarMonth | None:
    """Another month, neither skipped nor over by then, whose round would be open meanwhile."""
    for other in calendar_months(session):
        apart = other.over_at <= opens_at or other.opens_at >= closes_at
        if other.month != month and other.state is not CalendarState.SKIPPED and not apart:
            return other
    return None
