from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, case, func, text, union_all
from sqlmodel import Session, col, or_, select

from survey.models import (
    MESSAGES,
    Invitation,
    MailAttempt,
    MailOutcome,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Round,
)

PATIENT = MESSAGES - {OutboxKind.CODE} | {OutboxKind.WATCH}
MINUTE = timedelta(minutes=1)
LONGEST_LEASE = timedelta(hours=1)
NOT_SENT = (MailOutcome.DROPPED, MailOutcome.BOUNCED)
ONE_AT_A_TIME = 7241  # any number that nobody else locks by


def waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What makes a row due at `now` and free."""
    leased_until = col(OutboxItem.leased_until)
    return (
        col(OutboxItem.state) == OutboxState.QUEUED,
        col(OutboxItem.due_at) <= now,
        or_(leased_until.is_(None), leased_until <= now),
    )


def next_due(session: Session, now: datetime, *, full: Collection[str] = ()) -> OutboxItem | None:
    """The row to do next that no worker holds, locked for this transaction.

    The calendar, and what somebody waits for at a screen, an edition or a code, go before other
    mail and the watch over the figures; what was never tried goes before what has failed. `full`
    are domains that have had enough mail.
    """
    query = (
        select(OutboxItem)
        .where(*waits(now), col(OutboxItem.domain).not_in(full))
        .order_by(
            case((col(OutboxItem.kind).in_(PATIENT), 1), else_=0),
            col(OutboxItem.attempts),
            col(OutboxItem.due_at),
            col(OutboxItem.id),
        )
        .limit(1)
        .with_for_update(skip_locked=True)  # SQLite locks the whole database instead
    )
    return session.exec(query).first()


def full_domains(session: Session, now: datetime, most: int) -> list[str]:
    """The domains to which `most` messages went within a minute, or are going just now.

    Workers must count one after another, or two would each see room for the last one: on
    PostgreSQL the others wait until this transaction ends, as they do on SQLite anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT pg_advisory_xact_lock(:number)"), {"number": ONE_AT_A_TIME}
        )
    went = select(MailAttempt.domain).where(
        MailAttempt.at > now - MINUTE, col(MailAttempt.outcome).not_in(NOT_SENT)
    )
    going = select(OutboxItem.domain).where(
        OutboxItem.state == OutboxState.QUEUED,
        col(OutboxItem.leased_until) > now,
        col(OutboxItem.leased_until) < now + LONGEST_LEASE,  # a paused round's rests for longer
    )
    both = union_all(went, going).subquery()
    domain = both.c.domain
    busy = select(domain).where(domain != "").group_by(domain).having(func.count() >= most)
    return list(session.exec(busy))


def held(session: Session, item: OutboxItem) -> OutboxItem | None:
    """`item` as it stands, locked, or None where its lease ran out and another worker took it."""
    query = (
        select(OutboxItem)
        .where(
            OutboxItem.id == item.id,
            OutboxItem.state == OutboxState.QUEUED,
            OutboxItem.leased_until == item.leased_until,
            OutboxItem.attempts == item.attempts,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.exec(query).first()


def still_due(session: Session, now: datetime) -> int:
    """How many rows are due and free, whether their domain is full or not."""
    return session.exec(select(func.count()).select_from(OutboxItem).where(*waits(now))).one()


def uncertain_messages(session: Session, month: str) -> list[OutboxItem]:
    """The messages of the round of `month` of which nobody knows whether they arrived."""
    query = (
        select(OutboxItem)
        .join(Invitation, col(Invitation.id) == OutboxItem.subject_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(
            Round.month == month,
            OutboxItem.state == OutboxState.UNCERTAIN,
            col(OutboxItem.kind).in_(MESSAGES),
        )
        .order_by(col(OutboxItem.id))
        .with_for_update(of=OutboxItem)
    )
    return list(session.exec(query))


def messages_by_key(session: Session, keys: Collection[str]) -> list[OutboxItem]:
    """The messages whose Message-ID begins with one of `keys`, locked."""
    query = (
        select(OutboxItem)
        .where(col(OutboxItem.key).in_(keys), col(OutboxItem.kind).in_(MESSAGES))
        .order_by(col(OutboxItem.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(session.exec(query))
