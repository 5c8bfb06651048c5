from datetime import datetime

from sqlmodel import Session

from survey.actions.add_group import usable_name
from survey.actions.record_event import record_event
from survey.errors import SurveyError
from survey.models import Group


def rename_group(session: Session, *, group: Group, name: str, actor: str, now: datetime) -> Group:
    """Call a group otherwise; SurveyError for a name that cannot be shown, or is the same."""
    former, wanted = group.name, usable_name(name)
    if wanted == former:
        raise SurveyError(f"The group is called '{former}' already; write another name.")
    group.name = wanted
    session.add(group)
    record_event(
        session,
        actor=actor,
        action="group renamed",
        subject=f"group {group.ref}",
        now=now,
        name=f"{former} -> {wanted}",
    )
    return group
