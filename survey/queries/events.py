"""What was done, by whom, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from analysis.periods import month_label
from survey.models import AuditEvent, Invitation, Person, Round, Seat, User

# Every holder of a seat, each of whom is an actor of their own, or is not to be named.
PANEL = "panel"
RECENT = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of `who`, an actor or PANEL; with `what` in their action; in a span of time.

    What is empty or None is no condition; `until` itself is left out.
    """

    who: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = Wanted()


def latest_events(
    session: Session, count: int, *, wanted: Wanted = EVERYTHING, first: int = 0
) -> list[AuditEvent]:
    """`count` audit events from number `first` on, the latest first."""
    statement = select(AuditEvent).order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
    if wanted.who == PANEL:
        named = col(AuditEvent.actor).startswith("invitation ")
        statement = statement.where(named | (col(AuditEvent.actor) == PANEL))
    elif wanted.who:
        statement = statement.where(AuditEvent.actor == wanted.who)
    if wanted.what:
        statement = statement.where(col(AuditEvent.action).icontains(wanted.what, autoescape=True))
    if wanted.since is not None:
        statement = statement.where(AuditEvent.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(AuditEvent.at < wanted.until)
    return list(session.exec(statement.offset(first).limit(count)))


def events_about(session: Session, subject: str) -> list[AuditEvent]:
    """Every audit event about `subject`, the latest first."""
    statement = select(AuditEvent).where(AuditEvent.subject == subject)
    return list(
        session.exec(statement.order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc()))
    )


def recent_actions(session: Session) -> list[str]:
    """What has been done lately, each once, in the order of the alphabet."""
    lately = select(AuditEvent.action).order_by(col(AuditEvent.at).desc()).limit(RECENT).subquery()
    return sorted(session.exec(select(lately.c.action).distinct()))


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

    An invitation is the seat and the month, an account the person's name, a person of the panel
    their address. What was erased since has no words.
    """
    about = {event.subject for event in events}
    asked = (
        select(Invitation.id, Seat.role, Round.month)
        .join(Seat, col(Seat.id) == Invitation.seat_id)
        .join(Round, col(Round.id) == Invitation.round_id)
        .where(col(Invitation.id).in_(numbers(about, "invitation")))
    )
    accounts = select(User.id, User.name).where(col(User.id).in_(numbers(about, "account")))
    persons = select(Person.id, Person.email).where(col(Person.id).in_(numbers(about, "person")))
    people = {f"account {number}": name for number, name in session.exec(accounts)}
    people |= {f"person {number}": email for number, email in session.exec(persons)}
    return people | {
        f"invitation {number}": f"{role}, {month_label(month)}"
        for number, role, month in session.exec(asked)
    }


def numbers(subjects: Iterable[str], kind: str) -> list[int]:
    """The numbers of the rows of `kind` among the subjects: 12 for 'invitation 12'."""
    found = (subject.partition(" ") for subject in subjects)
    return [int(number) for what, _, number in found if what == kind and number.isdecimal()]
