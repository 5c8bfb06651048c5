import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from sqlalchemy import update
from sqlmodel import Session

from survey.cli import main
from survey.config import Settings
from survey.errors import ConfigError
from survey.models import OutboxItem
from tests.survey.mail.server import Mailbox, serving

SERVE = "from survey.cli import main; main(['serve'])"


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


@pytest.mark.holds("a council's july")
@pytest.mark.usefixtures("environment")
def test_the_worker_does_what_is_due_and_ends(settings: Settings) -> None:
    result = CliRunner().invoke(main, ["worker", "--once"])
    assert result.output == "3 messages and jobs were due; no more are.\n"
    assert len(list(settings.outbox_dir.glob("*.eml"))) == 3


@pytest.mark.holds("a council's july")
@pytest.mark.enable_socket
@pytest.mark.usefixtures("environment")
def test_the_worker_says_what_a_full_domain_leaves_waiting(
    monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    session.execute(update(OutboxItem).values(domain="council.example"))
    session.commit()
    monkeypatch.setenv("MAIL_PER_MINUTE", "2")
    with serving(Mailbox()) as url:
        monkeypatch.setenv("SMTP_URL", url)
        result = CliRunner().invoke(main, ["worker", "--once"])
    assert result.output.endswith(
        "1 more wait, because MAIL_PER_MINUTE lets no more go just now.\n"
    )


@pytest.mark.enable_socket
@pytest.mark.usefixtures("environment")
def test_a_port_in_use_is_a_sentence(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken))
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.stderr == (
        f"PORT {taken} is in use already: stop what uses it, or set PORT to another number.\n"
    )


@pytest.mark.enable_socket
@pytest.mark.usefixtures("environment")
def test_a_host_that_is_not_here_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "192.0.2.1")
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 2
    assert result.stderr.startswith("HOST is '192.0.2.1', at which this machine cannot listen")


@pytest.mark.enable_socket
def test_it_serves_until_it_is_told_to_stop(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    given = {
        "DATA_DIR": str(settings.data_dir),
        "SECRET_KEY": settings.secret_key,
        "PORT": str(port),
        "WEB_WORKERS": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env=os.environ | given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert answer(f"http://127.0.0.1:{port}/no-such-page") == 404
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=20)
    assert output.decode() == f"Serving http://localhost:{port} (Ctrl+C stops it)\n"
    assert process.returncode == 0


def answer(address: str) -> int:
    """The status of a page, as soon as somebody listens; 0 where nobody does within 20 s."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with contextlib.suppress(urllib.error.URLError):
            try:
                with urllib.request.urlopen(address, timeout=5) as page:  # noqa: S310 - our own
                    return int(page.status)
            except urllib.error.HTTPError as error:
                with error:
                    return error.code
        time.sleep(0.1)
    return 0


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WEB_WORKERS", "0", "WEB_WORKERS is '0'"),
        ("WEB_WORKERS", "two", "from 1 to 64"),
        ("MAIL_TIMEOUT", "0", "MAIL_TIMEOUT is '0'; use a whole number from 1 to 120"),
        ("MAIL_PER_MINUTE", "-1", "from 0 to 10000"),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy", "addresses or networks of your own proxies"),
        ("MAIL_FROM", "Council <take@council.example>", "not one plain mail address"),
        ("MAIL_FROM", "take@council.example\nBcc: x@y", "not one plain mail address"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        Settings.from_env({name: value})
