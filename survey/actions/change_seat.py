from datetime import datetime

from sqlmodel import Session

from survey.actions.add_seat import refuse_without_words
from survey.actions.record_event import record_event
from survey.actions.refuse_block_change import refuse_seat_move
from survey.errors import SurveyError
from survey.models import Group, Seat


def change_seat(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    seat: Seat,
    role: str,
    organisation: str,
    group: Group,
    actor: str,
    now: datetime,
) -> Seat:
    """Rename a seat or move it to another group, from the next round on; past rounds keep theirs.

    Raises SurveyError where nothing would change, Refused for a move between blocks within a
    municipal year in which the seat was asked.
    """
    refuse_without_words(role=role, organisation=organisation)
    former = session.get_one(Group, seat.group_id)
    wanted = {
        "role": (seat.role, role.strip()),
        "organisation": (seat.organisation, organisation.strip()),
        "group": (former.ref, group.ref),
    }
    changed = {name: f"{old} -> {new}" for name, (old, new) in wanted.items() if old != new}
    if not changed:
        raise SurveyError("Nothing was changed: every field says what it said before.")
    if "group" in changed:
        refuse_seat_move(session, seat=seat, old_group=former.ref, new_group=group.ref, now=now)
    seat.role, seat.organisation = role.strip(), organisation.strip()
    seat.group_id = group.id or 0
    session.add(seat)
    record_event(
        session, actor=actor, action="seat changed", subject=f"seat {seat.ref}", now=now, **changed
    )
    return seat
