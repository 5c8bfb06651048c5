"""`temperature-take demo`: the whole system on the sample, set up, served and worked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from survey.cli.installation import installation
from survey.cli.running import WebServer, check_address
from survey.cli.sample_year import sample_year
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings, create_secret, secret
from survey.errors import ConfigError, Refused
from survey.queries.organisation import organisation
from survey.samples import Sample, sample_city
from survey.worker import Worker

DATABASE = "survey.sqlite"
KEY_FILE = "secret-key"
# What a demonstration puts into its folder; a folder without its last is not one.
CONTENTS = (KEY_FILE, "outbox", "editions", f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE)
STEPS = 18
ADDRESSES = {
    "Start here": "/",
    "The latest summary": "/publications/2019-20-q1/",
    "Answer as a stakeholder": "/demo/mail/",
    "Enter an interview as a facilitator": "/demo/sign-in",
    "Read the mail that was sent": "/demo/mail/",
}


@click.command
@click.option("--reset", is_flag=True, help="Throw an earlier demonstration away and start anew.")
@click.option("--no-serve", is_flag=True, help="Set everything up and stop there.")
def demo(*, reset: bool, no_serve: bool) -> None:
    """Show the whole system at work: a sample council's year, and a month that you can answer.

    Everything is kept in DATA_DIR, so that what was typed is there the next time.
    """
    settings = own_settings()
    if not no_serve:
        check_address(settings.host, settings.port)
    if reset:
        throw_away(settings)
    if not (settings.data_dir / DATABASE).exists():
        build(settings)
    settings = own_settings()  # the key may be new
    refuse_real(settings)
    if not no_serve:
        with working():
            DemonstrationServer(settings).run()


def own_settings() -> Settings:
    """The demonstration has its own database, so that it never touches another."""
    settings = Settings.from_env()
    if not settings.database_url.endswith(str(settings.data_dir / DATABASE)):
        raise ConfigError(
            "The demonstration keeps its own database in DATA_DIR: "
            "unset DATABASE_URL and try again."
        )
    return settings


def refuse_real(settings: Settings) -> None:
    with installation(settings) as here:
        standing = organisation(here.session)
        if standing is None or not standing.demonstration:
            raise Refused(
                f"{settings.data_dir} holds a real installation, which the demonstration leaves "
                "alone; choose another folder with DATA_DIR."
            )


def throw_away(settings: Settings) -> None:
    if (settings.data_dir / DATABASE).exists():
        refuse_real(settings)
    for name in CONTENTS:
        remove(settings.data_dir / name)


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def build(settings: Settings) -> None:
    """Make the demonstration aside and move it in, its database last: a half-made one never stands.

    Whatever an interrupted attempt left behind is made anew.
    """
    aside = settings.data_dir / ".building"
    remove(aside)
    create_secret(aside)
    made = replace(
        settings,
        data_dir=aside,
        database_url=f"sqlite:///{aside / DATABASE}",
        secret_key=secret("", aside / KEY_FILE),
    )
    sample = sample_city()
    set_up(made, name=sample.organisation, contact_email=sample.contact_email, demonstration=True)
    live_through(made, sample)
    for name in CONTENTS:
        remove(settings.data_dir / name)
        if (aside / name).exists():
            (aside / name).rename(settings.data_dir / name)
    remove(aside)


def live_through(settings: Settings, sample: Sample) -> None:
    """The sample's year, with a progress bar, and the live month's invitations in the outbox."""
    with installation(settings) as here:
        steps = sample_year(here, sample, now=now())
        with click.progressbar(steps, length=STEPS, label="Living through a year", width=30) as bar:
            for _ in bar:
                pass
        app = here.app
        Worker(app).drain()


class DemonstrationServer(WebServer):
    """The web server, which greets once its pages can be opened."""

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("when_ready", lambda _server: click.echo(greeting(self.settings)))


@contextmanager
def working() -> Iterator[None]:
    """A worker beside the web server, ended with it.

    It stands in a group of its own: Ctrl+C reaches the web server alone, which ends it in turn.
    """
    owner = os.getpid()
    worker = subprocess.Popen([sys.executable, "-m", "survey.cli", "worker"], process_group=0)
    try:
        yield
    finally:
        # A web process that ends by itself, at a time-out say, leaves through here too.
        if os.getpid() == owner:
            worker.terminate()
            worker.wait()


def greeting(settings: Settings) -> str:
    """What the terminal says once the pages can be opened."""
    lines = [f"  {name:<36}{settings.base_url}{path}" for name, path in ADDRESSES.items()]
    return "\n".join(
        ["", "Temperature Take is ready. All answers in it are simulated.", "", *lines, "",
         f"Everything is kept in {settings.data_dir}. Press Ctrl+C to stop."]
    )  # fmt: skip
