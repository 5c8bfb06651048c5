"""Who is signed in, by Flask-Security: its accounts, sessions and password hashes, no page of it.

Its own pages, tokens and commands are off; `survey.staff` has the two pages that there are.
"""

import secrets
from typing import Any

from flask import Flask, session
from flask_security import (
    Security,
    SQLAlchemyUserDatastore,
    UserMixin,
    current_user,
    hash_password,
    login_user,
    logout_user,
)

from survey.clock import london_day, now
from survey.extensions import db
from survey.models import Role, RoleName, User
from survey.queries.staff import user_of_session

CONFIG = {
    "SECURITY_PASSWORD_HASH": "argon2",
    # Plain argon2id: its salt is in the hash, and a new SECRET_KEY leaves accounts usable.
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DATETIME_FACTORY": now,
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
}


class Accounts(SQLAlchemyUserDatastore):
    """Flask-Security's, but whose session it is costs no statement that is built anew each time."""

    def find_user(self, case_insensitive: bool = False, **facts: Any) -> UserMixin | None:  # noqa: FBT001, FBT002 - as it is called
        """The account of these `facts`; a request's is known by its uniquifier alone."""
        if set(facts) == {"fs_uniquifier"}:
            return user_of_session(db.session, facts["fs_uniquifier"])
        return super().find_user(case_insensitive, **facts)


def init_accounts(app: Flask) -> None:
    app.config.from_mapping(CONFIG)
    # All that it asks of `db` is `db.session`, so our unit of work does for Flask-SQLAlchemy.
    datastore = Accounts(db, User, Role)
    security = Security(app, datastore, register_blueprint=False)
    read_account_only_when_asked(app, security)


def read_account_only_when_asked(app: Flask, security: Security) -> None:
    """Spare pages of stakeholders and the public, and the page of a broken database, the account.

    Flask-Principal would read it before each request, Flask-Login for each template; and a token
    in a header would do for a session, although none is ever given out. Flask-Login would also look
    into the session after each request for a cookie that remembers, which there is none of, and so
    make every public page one that may not be shared.
    """
    security.principal.identity_loaders.clear()
    security.login_manager.request_loader(lambda _request: None)
    processors = app.template_context_processors[None]
    processors[:] = [each for each in processors if each.__module__ != "flask_login.utils"]
    app.after_request_funcs[None].remove(security.login_manager._update_remember_cookie)


def signed_in() -> User | None:
    """The account of this request's session, with its roles as they are now."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def account() -> User:
    """The account that the guard has let pass."""
    user = signed_in()
    if user is None:
        raise RuntimeError("This endpoint is declared open to others than staff.")
    return user


def actor() -> str:
    """Who does it, as audit events name a member of staff."""
    return account().email


def roles_of(user: User) -> frozenset[RoleName]:
    """The roles that hold today: the observer's only within the term of the account."""
    given = given_roles(user)
    return given if user.term.holds_on(london_day(now())) else given - {RoleName.OBSERVER}


def given_roles(user: User) -> frozenset[RoleName]:
    return frozenset(RoleName(role.name) for role in user.roles)


def sign_in(user: User) -> None:
    """Put `user` into this session; forms that were open before are no longer accepted."""
    session.pop("csrf_token", None)
    login_user(user, remember=False, authn_via=["password"])


def sign_out(user: User) -> None:
    """End every session of `user`, copies of this one's cookie included."""
    user.fs_uniquifier = secrets.token_hex(32)
    logout_user()


def right_password(user: User | None, password: str) -> bool:
    """Whether `password` is that of `user`; takes as long where there is no such account."""
    if user is None:
        hash_password(password)
        return False
    return user.verify_and_update_password(password) and user.active
