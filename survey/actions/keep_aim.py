from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, func, select

from survey.actions.heed_exempt_aims import heed_exempt_aims
from survey.actions.importing.changes import FieldChange, names_by_id, set_fields
from survey.actions.record_event import record_event
from survey.errors import Conflict, NotFound
from survey.models import Aim
from survey.queries.exempt import exempt_places
from survey.queries.standing import aims_by_key, themes_by_key


@dataclass(frozen=True, slots=True)
class AimFacts:
    """What the plan says of an aim of the theme `theme_ref`; `due` is a month or empty."""

    theme_ref: str
    aim: str
    background: str
    required_action: str
    output: str
    due: str
    lead: str
    exempt: bool


def add_aim(session: Session, *, ref: str, facts: AimFacts, actor: str, now: datetime) -> Aim:
    """Put an aim at the end of the plan; Conflict where `ref` is taken, NotFound for its theme."""
    if (ref,) in aims_by_key(session):
        raise Conflict(f"The plan has an aim '{ref}' already; choose another reference.")
    before = exempt_places(session)
    last = session.exec(select(func.max(Aim.position))).one() or 0
    aim = Aim(ref=ref, position=last + 1, **stored(session, facts))
    session.add(aim)
    session.flush()
    record_event(session, actor=actor, action="aim added", subject=f"aim {ref}", now=now)
    heed_exempt_aims(session, before=before, actor=actor, now=now)
    return aim


def change_aim(
    session: Session, *, ref: str, facts: AimFacts, actor: str, now: datetime
) -> tuple[FieldChange, ...]:
    """Correct what the plan says of the aim `ref`, and tell what that changed.

    What was illustrative of a corrected field is fact from now on.
    """
    aim = aims_by_key(session).get((ref,))
    if aim is None:
        raise NotFound(f"The plan has no aim '{ref}'.")
    before = exempt_places(session)
    names = {"theme_id": names_by_id(themes_by_key(session))}
    changed = set_fields(aim, stored(session, facts), names)
    if changed:
        fields = [change.field for change in changed]
        aim.illustrative = " ".join(
            column for column in aim.illustrative.split() if column not in fields
        )
        record_event(
            session, actor=actor, action="aim corrected", subject=f"aim {ref}", now=now,
            fields=fields,
        )  # fmt: skip
        heed_exempt_aims(session, before=before, actor=actor, now=now)
    return changed


def stored(session: Session, facts: AimFacts) -> dict[str, Any]:
    """The columns of an aim, its theme by number."""
    theme = themes_by_key(session).get((facts.theme_ref,))
    if theme is None:
        raise NotFound(f"The plan has no theme '{facts.theme_ref}'; choose one that it has.")
    columns = asdict(facts)
    del columns["theme_ref"]
    return {**columns, "theme_id": theme.id}
