"""What was done, by whom, and when."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from analysis.periods import month_label
from survey.models import AuditEvent, Invitation, Round, Seat, User


def latest_events(session: Session, count: int) -> list[AuditEvent]:
    """The last `count` audit events, the latest first."""
    statement = select(AuditEvent).order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
    return list(session.exec(statement.limit(count)))


def last_done(session: Session, *, actor: str, action: str) -> dict[str, datetime]:
    """{subject: when `actor` last did `action` to it}."""
    statement = (
        select(AuditEvent)
        .where(AuditEvent.actor == actor, AuditEvent.action == action)
        .order_by(col(AuditEvent.at))
    )
    return {event.subject: event.at for event in session.exec(statement)}


def subjects(session: Session, events: Iterable[AuditEvent]) -> dict[str, str]:
    """{subject: the words for it} for the subjects that are stored as the number of a row.

    An invitation is the seat and the month, an account the person's name. What was erased since
    has no words.
    """
    about = {event.subject for event in events}
    asked = (
        select(Invitation.id, Seat.role, Round.month)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(col(Invitation.id).in_(numbers(about, "invitation")))
    )
    accounts = select(User.id, User.name).where(col(User.id).in_(numbers(about, "account")))
    people = {f"account {number}": name for number, name in session.exec(accounts)}
    return people | {
        f"invitation {number}": f"{role}, {month_label(month)}"
        for number, role, month in session.exec(asked)
    }


def numbers(subjects: Iterable[str], kind: str) -> list[int]:
    """The numbers of the rows of `kind` among the subjects: 12 for 'invitation 12'."""
    found = (subject.partition(" ") for subject in subjects)
    return [int(number) for what, _, number in found if what == kind and number.isdecimal()]
