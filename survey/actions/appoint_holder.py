from datetime import date, datetime, timedelta

from sqlmodel import Session

from survey.actions.add_person import add_person
from survey.actions.record_event import record_event
from survey.actions.settle_tenures import settle_tenures
from survey.clock import plain_day
from survey.errors import Conflict, SurveyError
from survey.models import Contact, Holder, Person, Seat
from survey.queries.groups import first_block_month
from survey.queries.tenures import Tenure, tenures_of_seats


def appoint_holder(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    seat: Seat,
    email: str,
    contact: Contact,
    first_day: date,
    counts: bool,
    actor: str,
    now: datetime,
) -> Holder:
    """Let the person of `email` hold `seat` from `first_day` on; whoever holds it leaves before.

    With `counts` they are counted under this seat if they hold another too. Raises SurveyError or
    Conflict that names the other holder where the seat is not free, and Refused for a member of
    staff who sees answers.
    """
    refuse_day(session, seat, first_day)
    person = add_person(session, address=email)
    former = vacated(session, seat, person, first_day)
    holder = Holder(
        seat_id=seat.id or 0,
        person_id=person.id or 0,
        contact=contact,
        active_from=first_day,
        is_primary=False,
    )
    settle_after(session, holder, former, counts=counts)
    record_event(
        session,
        actor=actor,
        action="holder appointed",
        subject=f"seat {seat.ref}",
        now=now,
        email=person.email,
        contact=contact.value,
        first_day=first_day.isoformat(),
        former=former.person.email if former else "nobody",
    )
    return holder


def refuse_day(session: Session, seat: Seat, first_day: date) -> None:
    """Nobody can hold a seat that has ended, nor be asked before their answers have a block."""
    if seat.ended_on is not None and first_day > seat.ended_on:
        raise SurveyError(
            f"'{seat.role}' ended on {plain_day(seat.ended_on)}; choose a day up to then."
        )
    since = first_block_month(session, seat.group_id)
    if since is None or f"{first_day:%Y-%m}" < since:
        raise SurveyError(
            f"The group of '{seat.role}' has a block from {since or 'no month'} on; choose a later "
            "day, or give the group a block from an earlier month."
        )


def settle_after(session: Session, holder: Holder, former: Tenure | None, *, counts: bool) -> None:
    """Add `holder`, and settle under which seat they and the `former` holder are counted."""
    session.add(holder)
    touched = {holder.person_id, *([former.holder.person_id] if former else [])}
    settle_tenures(
        session,
        seat_ids=[holder.seat_id],
        person_ids=touched,
        counted_under=holder if counts else None,
    )


def vacated(session: Session, seat: Seat, person: Person, first_day: date) -> Tenure | None:
    """Let whoever would hold the seat on `first_day` leave on the day before; gives them."""
    held = tenures_of_seats(session, [seat.id or 0])
    former = next((each for each in held if each.first < first_day <= each.last), None)
    if former is not None and former.person.id == person.id:
        raise Conflict(f"{person.email} holds '{seat.role}' already, {former.days}.")
    if former is not None:
        former.holder.active_to = first_day - timedelta(days=1)
    return former
