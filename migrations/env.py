"""Alembic's entry: the models' tables against the database of the installation."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import AutoString, SQLModel

import survey.models
from survey.config import Settings
from survey.extensions import engine
from survey.models.columns import UtcDateTime

assert survey.models  # noqa: S101 - importing it is what makes the tables known


def render(_kind: str, thing: Any, _autogen: Any) -> str | Literal[False]:
    """Column types as SQLAlchemy's own, so that no migration depends on the models of its day."""
    match thing:
        case AutoString():
            return "sa.String()"
        case UtcDateTime():
            return "sa.DateTime(timezone=True)"
        case _:
            return False


def ours(name: str | None, kind: str, _parents: Any) -> bool:
    """SQLite's index of words is a table with tables of its own, which no model describes."""
    return not (kind == "table" and (name or "").startswith("comment_words"))


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render,
        include_name=ours,
        # SQLite's tables change within a transaction too, since `survey.extensions` says BEGIN.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            refuse_broken_references(connection)


def refuse_broken_references(connection: Connection) -> None:
    """Foreign keys are not enforced while tables are made anew, so they are checked after."""
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(
            f"{len(broken)} rows would refer to rows that do not exist: {broken[:3]}"
        )


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    database = engine(Settings.from_env().database_url)
    with database.execution_options(immediate=True, migrating=True).connect() as own:
        migrate(own)
        own.commit()
