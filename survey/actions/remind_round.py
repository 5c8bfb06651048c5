from collections.abc import Container
from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.adopt_round import adopt_round
from survey.actions.queue_messages import queue_messages
from survey.actions.record_event import record_event
from survey.clock import london_day, london_moment
from survey.errors import Conflict
from survey.models import OutboxItem, OutboxKind, OutboxState, Round
from survey.queries.calendar import LATE, calendar_rows, in_words, planned_at
from survey.queries.planned_rounds import round_to_change
from survey.queries.recipients import silent_invitations
from survey.queries.rounds import round_by_month

WAVES = {
    OutboxKind.REMIND: OutboxKind.REMINDER,
    OutboxKind.REMIND_LAST_DAY: OutboxKind.LAST_DAY,
}


def remind_round(
    session: Session,
    *,
    month: str,
    secret_key: str,
    actor: str,
    now: datetime,
    only: Container[int] | None = None,
) -> int:
    """Remind by hand who has not answered about `month`, once on each day; how many those are.

    `only` narrows it to these invitations' ids. Whoever declined, asked to talk, is away today or
    has left the seat is not reminded. NotFound where there is no round; Conflict where it takes no
    answers now, or where a reminder by hand has gone already today.
    """
    plan = adopt_round(session, month, now)
    round_ = round_to_change(session, month) or round_by_month(session, month)
    refuse_silent(round_, now)
    key = f"remind-{month}-by-hand-{london_day(now)}"
    if any(row.key == key for row in calendar_rows(session, plan.id)[plan.id or 0]):
        raise Conflict(f"A reminder about {month_label(month)} was sent by hand already today.")
    wave = OutboxItem(
        kind=OutboxKind.REMIND,
        subject_id=plan.id or 0,
        key=key,
        state=OutboxState.DONE,
        due_at=now,
        done_at=now,
        created_at=now,
    )
    session.add(wave)
    session.flush()
    return queue_wave(
        session, round_=round_, wave=wave, secret_key=secret_key, actor=actor, now=now, only=only
    )


def refuse_silent(round_: Round, now: datetime) -> None:
    name = month_label(round_.month)
    if round_.closed_at is not None or round_.closes_at <= now:
        raise Conflict(f"{name} takes no answers any more, so nobody is reminded of it.")
    if round_.paused_at is not None:
        raise Conflict(
            f"{name} is paused since {london_moment(round_.paused_at)}: resume it first."
        )


def queue_wave(  # noqa: PLR0913 - as above
    session: Session,
    *,
    round_: Round,
    wave: OutboxItem,
    secret_key: str,
    actor: str,
    now: datetime,
    only: Container[int] | None = None,
) -> int:
    """Queue what the calendar's row `wave` asks for, one message to each who is still silent."""
    silent = silent_invitations(session, round_, london_day(now))
    count = queue_messages(
        session,
        kind=WAVES[wave.kind],
        invitations=[each for each in silent if only is None or each.id in only],
        cause=wave.id,
        due_at=now,
        secret_key=secret_key,
        now=now,
    )
    late = now - planned_at(wave)
    record_event(
        session,
        actor=actor,
        action="reminders queued",
        subject=f"round {round_.month}",
        now=now,
        reminded=count,
        **({"late_by": in_words(late)} if late > LATE else {}),
    )
    return count
