"""`temperature-take serve` and `temperature-take worker`."""

import errno
import gc
import logging
import signal
import socket
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # has no types

from survey.application import create_app
from survey.cli.installation import Installation, installation
from survey.clock import now
from survey.config import Settings
from survey.errors import ConfigError
from survey.queries.outbox import still_due
from survey.worker import Worker, stopped_by_signals


@click.command
def serve() -> None:
    """Serve the pages at HOST and PORT, by default http://127.0.0.1:8000."""
    settings = Settings.from_env()
    check_address(settings.host, settings.port)
    # Says what is wrong with the installation before any process of the web server starts.
    create_app(settings).extensions["engine"].dispose()
    click.echo(f"Serving {settings.base_url} (Ctrl+C stops it)")
    WebServer(settings).run()


@click.command
@click.option("--once", is_flag=True, help="Do what is due now, then end.")
def worker(*, once: bool) -> None:
    """Send the mail and do the slow work that waits in the outbox."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    with installation() as here, stopped_by_signals(Worker(here.app)) as worker:
        if once:
            worker.see_to_the_night()
            done = worker.drain()
            click.echo(f"{done} messages and jobs were due; {left(here)}")
        else:
            worker.run()


def left(here: Installation) -> str:
    """What is still due, as the end of a sentence."""
    waiting = still_due(here.session, now())
    if waiting and here.settings.mail_per_minute:
        return f"{waiting} more wait, because MAIL_PER_MINUTE lets no more go just now."
    return f"{waiting or 'no'} more {'is' if waiting == 1 else 'are'}."


def check_address(host: str, port: int) -> None:
    """Refuse, in a sentence, an address on which no server can listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise ConfigError(unusable(host, port, error)) from error


def unusable(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return (
                f"PORT {port} is in use already: stop what uses it, or set PORT to another number."
            )
        case errno.EACCES:
            return f"PORT {port} may not be used by this account: set PORT to 1024 or more."
        case _:
            return f"HOST is '{host}', at which this machine cannot listen: try HOST=127.0.0.1."


def finish_what_was_asked(worker: Any) -> None:
    """Let one of gunicorn's workers answer the request in hand before Ctrl+C ends it.

    A terminal sends SIGINT to it and to its master; the master then sends it SIGQUIT, at which a
    worker by default drops its request half-way.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGQUIT, worker.handle_exit)


def make_ready(worker: Any) -> None:
    """What one of gunicorn's workers does once it has loaded the application."""
    finish_what_was_asked(worker)
    # What is loaded stays: a large page would spend a tenth of its time on walking through it.
    gc.collect()
    gc.freeze()


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's sync workers over the application, quiet but for warnings."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        options: dict[str, Any] = {
            "bind": f"{host}:{self.settings.port}",
            "workers": self.settings.web_workers,
            "loglevel": "warning",
            "proc_name": "temperature-take",
            "control_socket_disable": True,
            "post_worker_init": make_ready,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)
