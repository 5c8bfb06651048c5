from sqlalchemy import text
from sqlmodel import Session


def schema_version(session: Session) -> str | None:
    """The migration that the database's tables have reached."""
    found = session.connection().execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)
