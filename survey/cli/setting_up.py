"""`temperature-take init`."""

import click
from flask import Flask

from survey.actions.importing.cells import CellError, email
from survey.actions.init_database import init_database
from survey.config import Settings, create_secret
from survey.extensions import db
from survey.models import Organisation


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
def init(name: str, contact_email: str) -> None:
    """Set up the installation in DATA_DIR, or bring one that stands up to this version.

    What it holds already is kept: its key, its organisation and all that was entered.
    """
    settings = Settings.from_env()
    if not settings.secret_key:
        create_secret(settings.data_dir)
    organisation = set_up(settings, name=name, contact_email=contact_email)
    click.echo(f"{organisation.name} is set up in {settings.data_dir}.")


def set_up(
    settings: Settings, *, name: str, contact_email: str, demonstration: bool = False
) -> Organisation:
    """Make or migrate the database that `settings` name and commit it."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # The whole application refuses a database without tables, so this one is bare.
    bare = Flask(__name__)
    db.init_app(bare, settings.database_url)
    try:
        with bare.app_context():
            found = init_database(
                db.session, name=name, contact_email=contact_email, demonstration=demonstration
            )
            db.session.commit()
            return found
    finally:
        bare.extensions["engine"].dispose()
