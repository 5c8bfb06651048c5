"""`temperature-take questionnaire preview`: a definition as a form, before anybody is asked."""

import os
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

import click
from flask import Flask

from questionnaires.check import check_file
from questionnaires.load import load
from questionnaires.model import Questionnaire
from survey.actions.open_preview import Preview, open_preview
from survey.cli.installation import installation
from survey.cli.running import WebServer, check_address
from survey.cli.setting_up import set_up
from survey.clock import now
from survey.config import Settings
from survey.samples import sample_city


def serve_preview(file: Path, group: str, port: int | None) -> None:
    """Serve the definition in `file` to somebody of `group` until this process is told to stop.

    What the check finds is told, and is no hindrance. Raises DefinitionError where the file cannot
    be loaded, NotFound for an unknown group, ConfigError where nobody can listen at `port`.
    """
    definition = load(file)
    for finding in check_file(file):
        click.echo(finding, err=True)
    given = Settings.from_env()
    settings = replace(given, port=port or given.port)
    check_address(settings.host, settings.port)
    with thrown_away() as folder:
        own = settings_in(folder, settings)
        opened = prepared(own, definition, group)
        PreviewServer(own, greeting(own, file, definition, opened)).run()


class PreviewServer(WebServer):
    """One web process whose every page says that nothing is kept; it ends with its terminal."""

    def __init__(self, settings: Settings, words: str) -> None:
        self.words = words
        super().__init__(settings)

    def load_config(self) -> None:
        super().load_config()
        self.cfg.set("when_ready", self.greet)

    def load(self) -> Flask:
        app = super().load()
        app.jinja_env.globals["preview"] = True
        return app

    def greet(self, _server: object) -> None:
        # gunicorn would start anew when its terminal is closed, and the folder would stay.
        signal.signal(signal.SIGHUP, lambda _number, _frame: os.kill(os.getpid(), signal.SIGTERM))
        click.echo(self.words)


@contextmanager
def thrown_away() -> Iterator[Path]:
    """A folder that is deleted at the end, also when this process is told to stop."""
    owner = os.getpid()
    before = signal.signal(signal.SIGTERM, stop)
    folder = Path(tempfile.mkdtemp(prefix="temperature-take-preview-"))
    try:
        yield folder
    finally:
        # A web process that ends by itself leaves through here too.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)
            signal.signal(signal.SIGTERM, before)


def stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def settings_in(folder: Path, settings: Settings) -> Settings:
    """An installation in `folder` alone, whatever the environment names."""
    return replace(
        settings,
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'survey.sqlite'}",
        secret_key=secrets.token_urlsafe(48),
        base_url=f"http://localhost:{settings.port}",
        web_workers=1,
        smtp_url="",
        bounces_dir=None,
    )


def prepared(settings: Settings, definition: Questionnaire, group: str) -> Preview:
    sample = sample_city()
    set_up(settings, name=sample.organisation, contact_email=sample.contact_email)
    with installation(settings) as here:
        opened = open_preview(
            here.session,
            definition=definition,
            group=group,
            sample=sample,
            secret_key=settings.secret_key,
            now=now(),
        )
        here.session.commit()
    return opened


def greeting(settings: Settings, file: Path, definition: Questionnaire, opened: Preview) -> str:
    """What the terminal says once the form can be opened."""
    others = ", ".join(group for group in opened.groups if group != opened.group)
    return (
        f"{file.name}: '{definition.id}' version {definition.version}, as somebody of the group "
        f"'{opened.group}' is asked it:\n\n"
        f"  {settings.base_url}/take/{opened.token}\n\n"
        f"The groups for --group: {others or 'no other'}.\n"
        "Nothing that you type is kept. Press Ctrl+C to stop."
    )
