"""A whole installation as people meet it: its own web server, its own worker, real processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

COMMAND = [sys.executable, "-m", "survey.cli"]
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Served:
    """Where an installation answers and keeps its things."""

    address: str
    environment: dict[str, str]

    @property
    def folder(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    def command(self, *words: str) -> str:
        """What `temperature-take words` prints; it must succeed."""
        done = subprocess.run(
            [*COMMAND, *words],
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def installation_in(folder: Path) -> Served:
    """An installation's environment, with a free port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = {
        "DATA_DIR": str(folder),
        "PORT": port,
        "SECRET_KEY": "browser-tests-seal-their-links-with-this",
        "DATABASE_URL": "",
        "SMTP_URL": "",
        "WEB_WORKERS": "1",
    }
    return Served(f"http://localhost:{port}", environment)


@contextmanager
def running(served: Served, *names: str) -> Iterator[Served]:
    """`serve` and `worker` beside each other until the block ends, or those that `names` name."""
    environment = {**os.environ, **served.environment}
    processes = [
        subprocess.Popen(
            [*COMMAND, name], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for name in names or ("serve", "worker")
    ]
    try:
        wait_until_served(served, processes[0])
        yield served
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.communicate(timeout=30)


def wait_until_served(served: Served, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, (server.stderr and server.stderr.read()) or "no words"
        connection = http.client.HTTPConnection("127.0.0.1", int(served.environment["PORT"]))
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"Nothing was served at {served.address}.")
