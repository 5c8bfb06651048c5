from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from sqlmodel import Session

from survey.models import READ_BACK_DAYS, Organisation
from survey.queries.organisation import organisation


def migrate(session: Session) -> None:
    """Bring the database's tables up to this version's, in the session's own transaction."""
    with as_file(files("migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")


def init_database(
    session: Session,
    *,
    name: str,
    contact_email: str,
    demonstration: bool = False,
    read_back_days: int = READ_BACK_DAYS,
) -> Organisation:
    """Make the tables and the organisation, or leave the organisation that stands as it is."""
    migrate(session)
    found = organisation(session)
    if found is None:
        found = Organisation(
            name=name,
            contact_email=contact_email,
            demonstration=demonstration,
            read_back_days=read_back_days,
        )
        session.add(found)
        session.flush()
    return found
