"""For whoever watches over the service."""

from functools import cache
from importlib.resources import as_file, files

from flask import Blueprint
from sqlalchemy.exc import DatabaseError

from survey.extensions import db
from survey.queries.schema import schema_version

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
Answer = tuple[str, int, dict[str, str]]


def add_to(public: Blueprint) -> None:
    public.add_url_rule("/healthz", "alive", alive, methods=["GET"])
    public.add_url_rule("/readyz", "ready", ready, methods=["GET"])


def alive() -> Answer:
    return "alive\n", 200, PLAIN


def ready() -> Answer:
    """200 when the database answers and its tables are those of this version."""
    try:
        found = schema_version(db.session)
    except DatabaseError:
        return "not ready: the database does not answer\n", 503, PLAIN
    if found != newest_schema():
        return "not ready: the tables are of another version; run 'init'\n", 503, PLAIN
    return "ready\n", 200, PLAIN


@cache
def newest_schema() -> str | None:
    """The last migration of this version."""
    # Alembic reads the migrations themselves, and most processes never ask for them.
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    with as_file(files("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        return ScriptDirectory.from_config(config).get_current_head()
