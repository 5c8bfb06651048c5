import re
import unicodedata
from datetime import datetime

from sqlmodel import Session

from questionnaires.expand import THEME_REF
from survey.actions.record_event import record_event
from survey.errors import Conflict, SurveyError
from survey.models import Group, Seat
from survey.queries.seats import last_position, seat_by_ref

LONGEST_REF = 60


def add_seat(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    role: str,
    group: Group,
    organisation: str,
    actor: str,
    now: datetime,
    ref: str = "",
) -> Seat:
    """A seat at the end of the panel, vacant; its `ref` is made of the role where none is given.

    Raises SurveyError for a role or ref that cannot be, Conflict for a ref that is taken.
    """
    refuse_without_words(role=role, organisation=organisation)
    seat = Seat(
        ref=free_ref(session, ref.strip() or ref_of(role)),
        role=role.strip(),
        group_id=group.id or 0,
        organisation=organisation.strip(),
        position=last_position(session) + 1,
    )
    session.add(seat)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="seat added",
        subject=f"seat {seat.ref}",
        now=now,
        role=seat.role,
        group=group.ref,
    )
    return seat


def refuse_without_words(**named: str) -> None:
    for name, text in named.items():
        if not text.strip() or not text.strip().isprintable():
            raise SurveyError(f"The seat has no {name} that can be shown; write it on one line.")


def free_ref(session: Session, chosen: str) -> str:
    if THEME_REF.fullmatch(chosen) is None:
        raise SurveyError(
            f"'{chosen}' cannot be a short name; use letters and digits, joined by dots or hyphens."
        )
    standing = seat_by_ref(session, chosen)
    if standing is not None:
        raise Conflict(
            f"The short name '{chosen}' is that of '{standing.role}' already; choose another."
        )
    return chosen


def ref_of(role: str) -> str:
    """'Chair, Audit Committee' -> 'chair-audit-committee'."""
    plain = unicodedata.normalize("NFKD", role).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:LONGEST_REF].strip("-") or "seat"
