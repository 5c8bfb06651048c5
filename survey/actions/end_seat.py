from datetime import date, datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.settle_tenures import settle_tenures
from survey.clock import plain_day
from survey.errors import Conflict
from survey.models import Seat
from survey.queries.tenures import Tenure, tenures_of_seats


def end_seat(session: Session, *, seat: Seat, last_day: date, actor: str, now: datetime) -> Seat:
    """Let the office itself end after `last_day`, and its holder with it.

    Raises Conflict where it has ended, or where somebody joins later.
    """
    if seat.ended_on is not None:
        raise Conflict(f"'{seat.role}' ended on {plain_day(seat.ended_on)} already.")
    held = tenures_of_seats(session, [seat.id or 0])
    refuse_later_holder(held, last_day)
    touched = [each.holder for each in held if each.last > last_day]
    for holder in touched:
        holder.active_to = last_day
    seat.ended_on = last_day
    settle_tenures(
        session,
        seat_ids=[seat.id or 0],
        person_ids={holder.person_id for holder in touched},
    )
    record_event(
        session,
        actor=actor,
        action="seat ended",
        subject=f"seat {seat.ref}",
        now=now,
        last_day=last_day.isoformat(),
    )
    return seat


def refuse_later_holder(held: list[Tenure], last_day: date) -> None:
    for each in held:
        if each.first > last_day:
            raise Conflict(
                f"'{each.seat.role}' cannot end on {plain_day(last_day)}: {each.person.email} "
                f"holds it {each.days}. Choose a day from {plain_day(each.first)} on."
            )
