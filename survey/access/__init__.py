"""Who may pass.

init_access(app)
├── accounts    Flask-Security: who is signed in; sign in, sign out, hash of a password
├── table       for every endpoint who may pass: the one place where that is declared
├── guard       asks the table before every request
└── rooms       what a member of staff can do, for the home page and the navigation
"""

from flask import Flask

from survey.access.accounts import init_accounts
from survey.access.guard import guard
from survey.access.rooms import staff_navigation
from survey.models import RoleName

ROLES = tuple(RoleName)


def init_access(app: Flask) -> None:
    """Put the guard before every request of `app`, whatever blueprint it belongs to."""
    init_accounts(app)
    app.before_request(guard)
    app.jinja_env.globals["staff_navigation"] = staff_navigation
