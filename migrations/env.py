"""Alembic's entry: the models' tables against the database of the installation."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection
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


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=render,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with engine(Settings.from_env().database_url).connect() as own:
        migrate(own)
        own.commit()
