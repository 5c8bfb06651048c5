from datetime import date, datetime

from sqlmodel import Session

from survey.actions.add_person import add_person
from survey.actions.record_event import record_event
from survey.clock import plain_day
from survey.errors import Conflict, SurveyError
from survey.models import Absence, Person
from survey.queries.absences import absences_of

LONGEST_REASON = 200


def record_absence(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    person: Person,
    first_day: date,
    last_day: date,
    deputy_email: str,
    reason: str,
    actor: str,
    now: datetime,
) -> Absence:
    """Write down that `person` is away, and who answers in their stead, nobody for ''.

    Raises SurveyError for days, a deputy or a reason that cannot be, and Conflict that names both
    absences where they share a day.
    """
    absence = Absence(person_id=person.id or 0, first_day=first_day, last_day=last_day)
    settle_absence(session, absence, person, deputy_email, reason)
    session.add(absence)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="absence recorded",
        subject=f"person {person.id}",
        now=now,
        **facts(person, absence, deputy_email),
    )
    return absence


def settle_absence(
    session: Session, absence: Absence, person: Person, deputy_email: str, reason: str
) -> None:
    """Refuse what cannot be; set the deputy and the reason."""
    if absence.last_day < absence.first_day:
        raise SurveyError(
            f"{person.email} would be back on {plain_day(absence.last_day)}, before leaving on "
            f"{plain_day(absence.first_day)}; correct one of the two days."
        )
    refuse_shared_day(session, absence, person)
    if len(reason) > LONGEST_REASON or not reason.isprintable():
        raise SurveyError(f"Write the reason on one line of at most {LONGEST_REASON} characters.")
    absence.reason = reason.strip()
    absence.deputy_id = deputy_of(session, person, deputy_email) if deputy_email.strip() else None


def refuse_shared_day(session: Session, absence: Absence, person: Person) -> None:
    for other in absences_of(session, person.id or 0):
        shared = absence.first_day <= other.last_day and other.first_day <= absence.last_day
        if shared and other.id != absence.id:
            raise Conflict(
                f"{person.email} is away from {between(other)} already, which shares a day with "
                f"{between(absence)}. Change the absence that stands, or choose other days."
            )


def deputy_of(session: Session, person: Person, address: str) -> int | None:
    deputy = add_person(session, address=address)
    if deputy.id == person.id:
        raise SurveyError("Nobody can be their own deputy; choose another person, or nobody.")
    return deputy.id


def between(absence: Absence) -> str:
    """'1 August 2018 to 14 August 2018'."""
    return f"{plain_day(absence.first_day)} to {plain_day(absence.last_day)}"


def facts(person: Person, absence: Absence, deputy_email: str) -> dict[str, str]:
    return {
        "email": person.email,
        "days": between(absence),
        "deputy": deputy_email.strip().lower() or "nobody",
    }
