from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel import Session, func, select

from survey.actions.importing.changes import NO_NAMES, FieldChange, set_fields
from survey.actions.record_event import record_event
from survey.errors import Conflict, NotFound
from survey.models import Theme, ThemeKind
from survey.queries.standing import themes_by_key


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """What the plan says of a theme."""

    name: str
    kind: ThemeKind
    lga_criterion: str


def add_theme(session: Session, *, ref: str, facts: ThemeFacts, actor: str, now: datetime) -> Theme:
    """Put a theme at the end of the plan; Conflict where `ref` is taken."""
    if (ref,) in themes_by_key(session):
        raise Conflict(f"The plan has a theme '{ref}' already; choose another reference.")
    last = session.exec(select(func.max(Theme.position))).one() or 0
    theme = Theme(ref=ref, position=last + 1, **asdict(facts))
    session.add(theme)
    session.flush()
    record_event(session, actor=actor, action="theme added", subject=f"theme {ref}", now=now)
    return theme


def change_theme(
    session: Session, *, ref: str, facts: ThemeFacts, actor: str, now: datetime
) -> tuple[FieldChange, ...]:
    """Correct what the plan says of the theme `ref`, and tell what that changed.

    A correction counts for every month; a name that is new from a month on is a `rename`.
    """
    theme = themes_by_key(session).get((ref,))
    if theme is None:
        raise NotFound(f"The plan has no theme '{ref}'.")
    changed = set_fields(theme, asdict(facts), NO_NAMES)
    if changed:
        record_event(
            session,
            actor=actor,
            action="theme corrected",
            subject=f"theme {ref}",
            now=now,
            fields=[change.field for change in changed],
        )
    return changed
