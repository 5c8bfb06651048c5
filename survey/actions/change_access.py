from datetime import datetime

from sqlmodel import Session

from survey.actions.add_user import facts_of, refuse_bad_term
from survey.actions.record_event import record_event
from survey.models import RoleName, Term, User


def change_access(session: Session, *, user: User, term: Term, actor: str, now: datetime) -> None:
    """Let an observer pass within `term` from now on, a session that is open already included.

    Raises `SurveyError` where the account is no observer's or the term ends before it begins.
    """
    refuse_bad_term(term, [RoleName(role.name) for role in user.roles])
    user.access_from, user.access_to = term.first, term.last
    session.add(user)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="access changed",
        subject=f"account {user.id}",
        now=now,
        **facts_of(term),
    )
