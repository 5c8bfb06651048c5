import secrets
from datetime import datetime

from sqlmodel import Session

from survey.actions.add_user import add_user
from survey.models import RoleName, User
from survey.queries.staff import user_by_email


def address_of(role: str) -> str:
    """The address of the demonstration's account with `role`."""
    return f"{role}@demo.example"


def add_demo_accounts(session: Session, *, now: datetime) -> list[User]:
    """One account per role, of those that are not there yet; for a demonstration only.

    Nobody knows their passwords: they are signed in to by a button.
    """
    return [
        add_user(
            session,
            email=address_of(role),
            name=f"{role.capitalize()} of the demonstration",
            roles=[role],
            password=secrets.token_urlsafe(32),
            actor="demonstration",
            now=now,
        )
        for role in RoleName
        if user_by_email(session, address_of(role)) is None
    ]
