"""`temperature-take init`."""

import click
from sqlmodel import Session

from survey.actions.importing.cells import CellError, email
from survey.actions.init_database import init_database
from survey.actions.set_read_back_days import FEWEST, MOST
from survey.config import Settings, create_secret
from survey.extensions import engine
from survey.models import READ_BACK_DAYS, Organisation


def address(_context: click.Context, _option: click.Parameter, value: str) -> str:
    try:
        return email(value)
    except CellError as error:
        raise click.BadParameter(str(error)) from error


@click.command
@click.option("--name", default="Our council", show_default=True, help="The organisation's name.")
@click.option(
    "--contact-email",
    default="temperature-take@council.example",
    show_default=True,
    callback=address,
    help="Whom people on the panel may write to.",
)
@click.option(
    "--read-back-days",
    type=click.IntRange(FEWEST, MOST),
    default=READ_BACK_DAYS,
    show_default=True,
    help="For how many days the record of a conversation can be contradicted.",
)
def init(name: str, contact_email: str, read_back_days: int) -> None:
    """Set up the installation in DATA_DIR, or bring one that stands up to this version.

    What it holds already is kept: its key, its organisation and all that was entered.
    """
    settings = Settings.from_env()
    if not settings.secret_key:
        create_secret(settings.data_dir)
    organisation = set_up(
        settings, name=name, contact_email=contact_email, read_back_days=read_back_days
    )
    click.echo(f"{organisation.name} is set up in {settings.data_dir}.")


def set_up(
    settings: Settings,
    *,
    name: str,
    contact_email: str,
    demonstration: bool = False,
    read_back_days: int = READ_BACK_DAYS,
) -> Organisation:
    """Make or migrate the database that `settings` name and commit it."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = engine(settings.database_url)
    begin = database.execution_options(immediate=True, migrating=True)
    try:
        with Session(begin, expire_on_commit=False) as session:
            found = init_database(
                session,
                name=name,
                contact_email=contact_email,
                demonstration=demonstration,
                read_back_days=read_back_days,
            )
            session.commit()
            return found
    finally:
        database.dispose()
