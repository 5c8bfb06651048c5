"""Accounts of staff for tests, and how a test signs in without waiting for a password's hash.

Each opens a context of its own: a request made inside another context would share its unit of work.
"""

import secrets
from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from survey.actions.add_user import add_user, standing_role
from survey.extensions import db
from survey.models import AuditEvent, RoleName, User
from tests.survey.client import CheckingClient

PASSWORD = "a long enough password"


def add_manager(session: Session, now: datetime) -> None:
    """Mira, who signs in with `PASSWORD`."""
    add_user(
        session,
        email="Mira@council.example",
        name="Mira Manager",
        roles=["manager"],
        password=PASSWORD,
        actor="command",
        now=now,
    )


def add_account(session: Session, *roles: RoleName, email: str = "") -> User:
    """An account with `roles` and a password that no words can match, flushed."""
    user = User(
        email=email or f"{secrets.token_hex(4)}@staff.example",
        name="Sam Staff",
        password="*",
        roles=[standing_role(session, role) for role in roles],
    )
    session.add(user)
    session.flush()
    return user


def signed_in(app: Flask, user: User) -> CheckingClient:
    """A browser with the session that signing in would give it."""
    client = CheckingClient(app)
    with client.session_transaction() as session:
        session["_user_id"] = user.fs_uniquifier
        session["_fresh"] = True
    return client


def browser(app: Flask, *roles: RoleName, email: str = "") -> CheckingClient:
    """The browser of a new member of staff with `roles`."""
    with app.app_context():
        user = add_account(db.session, *roles, email=email)
        db.session.commit()
    return signed_in(app, user)


def token(client: FlaskClient, address: str) -> str:
    """The token of the last form at `address`, which a real browser would send back."""
    page = client.get(address).get_data(as_text=True)
    return page.rpartition('name="csrf_token" value="')[2].partition('"')[0]


def events(app: Flask) -> list[AuditEvent]:
    """Every audit event, the first one first."""
    with app.app_context():
        return list(db.session.exec(select(AuditEvent).order_by(AuditEvent.id)))  # type: ignore[arg-type]  # SQLModel types a column as its value
