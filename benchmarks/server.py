"""A gunicorn of our own on loopback, and the processor time that its workers used."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

WORKERS = 2
PRODUCT = ("survey.cli", "serve")
FLOOR = ("benchmarks.floor",)


@dataclass(slots=True)
class Server:
    """A running gunicorn: `ask` sends one request, `cpu` tells what its workers used so far."""

    port: int
    master: psutil.Process

    def ask(
        self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def cpu(self) -> float:
        """User plus system seconds of all workers since they started."""
        times = [worker.cpu_times() for worker in self.master.children()]
        return sum(spent.user + spent.system for spent in times)

    def spent(self, request: Callable[[int], None], numbers: Iterable[int]) -> float:
        """CPU seconds of the workers while `request(number)` was made for each of `numbers`."""
        before = self.cpu()
        for number in numbers:
            request(number)
        return self.cpu() - before


@contextmanager
def serving(
    command: Sequence[str], environment: Mapping[str, str], workers: int = WORKERS
) -> Iterator[Server]:
    """Run `python -m command` with a free PORT until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env={**os.environ, **environment, "PORT": str(port), "WEB_WORKERS": str(workers)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield started(Server(port, psutil.Process(process.pid)))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def started(server: Server) -> Server:
    for _ in range(300):
        try:
            server.ask("GET", "/")
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise RuntimeError("The server did not start within 30 seconds.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
