from datetime import datetime

from sqlmodel import Session

from questionnaires.expand import THEME_REF
from survey.actions.record_event import record_event
from survey.errors import Conflict, SurveyError
from survey.models import Group
from survey.queries.groups import group_by_ref


def add_group(session: Session, *, ref: str, name: str, actor: str, now: datetime) -> Group:
    """A group without seats; it needs a block before anybody in it can be asked.

    Raises SurveyError for a ref or name that cannot be, Conflict for a ref that is taken.
    """
    if THEME_REF.fullmatch(ref) is None:
        raise SurveyError(
            f"'{ref}' cannot be a group's short name; "
            "use letters and digits, joined by dots or hyphens."
        )
    standing = group_by_ref(session, ref)
    if standing is not None:
        raise Conflict(f"The short name '{ref}' is that of the group '{standing.name}' already.")
    group = Group(ref=ref, name=usable_name(name))
    session.add(group)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="group added",
        subject=f"group {ref}",
        now=now,
        name=group.name,
    )
    return group


def usable_name(name: str) -> str:
    if not name.strip() or not name.strip().isprintable():
        raise SurveyError("The group has no name that can be shown; write it on one line.")
    return name.strip()
