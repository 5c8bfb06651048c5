from datetime import datetime, time, timedelta

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from survey.clock import london_day
from survey.models import OutboxItem, OutboxKind, Round
from survey.queries.watch_rows import EVERY_NIGHT
from survey.working_days import london

# The hour exists once on every day: London's clocks change between one and two.
NIGHT = time(3)
# What adds a row unless its key is there already is said by each database in its own way.
UNLESS_THERE = {
    "postgresql": postgresql.insert(OutboxItem).on_conflict_do_nothing(index_elements=["key"]),
    "sqlite": sqlite.insert(OutboxItem).on_conflict_do_nothing(index_elements=["key"]),
}


def queue_watch(session: Session, *, now: datetime, closed: Round | None = None) -> None:
    """Let the worker see what the figures warn of: at once where a round has `closed`, else at the
    next night at three in London.

    Each close and each night is queued once, however often and by however many it is asked for.
    """
    if closed is None:
        due_at = next_night(now)
        subject, key = EVERY_NIGHT, f"watch-night-{london_day(due_at)}"
    else:
        due_at, subject, key = now, closed.id or 0, f"watch-close-{closed.month}"
    row = OutboxItem(
        kind=OutboxKind.WATCH, subject_id=subject, key=key, due_at=due_at, created_at=now
    )
    statement = UNLESS_THERE[session.get_bind().dialect.name]
    session.execute(statement, row.model_dump(exclude={"id"}))


def next_night(now: datetime) -> datetime:
    """The first moment after `now` at which it is three in the morning in London."""
    today = london_day(now)
    at = london(today, NIGHT)
    return at if at > now else london(today + timedelta(days=1), NIGHT)
