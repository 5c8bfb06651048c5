"""The application, assembled."""

from datetime import timedelta
from typing import Any

from flask import Flask, request
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from survey.access import init_access
from survey.analyse import analyse
from survey.analyse.quoting import quoting
from survey.analyse.trends import trends
from survey.config import Settings
from survey.demo import demo
from survey.error_pages import init_error_pages
from survey.errors import ConfigError
from survey.extensions import csrf, db
from survey.facilitate import facilitate
from survey.forms.sent import init_sent
from survey.insight import insight
from survey.manage import manage
from survey.models import Organisation
from survey.public import public
from survey.publish import publish
from survey.queries.organisation import organisation
from survey.respond import record, respond
from survey.shell import init_shell
from survey.shell.templating import Templates
from survey.staff import staff

MOST_BYTES = 2 * 1024 * 1024
MOST_FIELDS = 5_000  # a row each of the largest panel, with room to spare
BLUEPRINTS = (
    analyse, demo, facilitate, insight, manage, public, publish, quoting, record, respond, staff,
    trends,
)  # fmt: skip


class Application(Flask):
    """Flask, but its log names the endpoint: the address of a personal link is a secret."""

    jinja_environment = Templates

    def log_exception(self, exc_info: Any) -> None:
        self.logger.error(
            "Unexpected error in %s [%s]", request.endpoint, request.method, exc_info=exc_info
        )


def create_app(settings: Settings) -> Flask:
    """Assemble the application for an installation that `temperature-take init` has made."""
    app = Application("survey")
    app.config.from_mapping(flask_config(settings))
    app.extensions["settings"] = settings
    db.init_app(app, settings.database_url)
    app.extensions["organisation"] = standing_organisation(app)
    init_sent(app)
    init_access(app)  # before the forms' check: whoever is not signed in is asked to, first
    csrf.init_app(app)
    init_shell(app)
    init_error_pages(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": "__Host-take" if settings.secure else "take",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # WCAG 2.2.1: a session ends with its browser, but never before the round that it answers.
        "PERMANENT_SESSION_LIFETIME": timedelta(days=366),
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BYTES,
        "MAX_FORM_PARTS": MOST_FIELDS,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def standing_organisation(app: Flask) -> Organisation:
    """The organisation of a database that is set up; none is ever made in its place."""
    if not app.config["SECRET_KEY"]:
        raise ConfigError("There is no SECRET_KEY yet: run 'temperature-take init' first.")
    try:
        with Session(app.extensions["engine"]) as session:
            found = organisation(session)
    except DatabaseError as error:
        raise ConfigError(
            "The database cannot be read or has no tables; if it is new, run "
            f"'temperature-take init', otherwise restore it. ({error.__cause__})"
        ) from error
    if found is None:
        raise ConfigError("The database has no organisation: run 'temperature-take init' first.")
    return found
