"""The command as a process of its own, in a data folder of the test's."""

import http.client
import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.conftest import COMMAND, UNSET

PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {**os.environ, **UNSET, "DATA_DIR": str(folder), "WEB_WORKERS": "1", **more}


def run(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`temperature-take words` with DATA_DIR `folder`, to its end."""
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(folder, **more),
        input="a long password of nobody\n",
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass(slots=True)
class Process:
    """A command that goes on until it is stopped."""

    popen: subprocess.Popen[str]
    port: int

    def page(self, path: str) -> tuple[int, str]:
        """Status and body of a page, as soon as somebody listens."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                connection.request("GET", path)
                answer = connection.getresponse()
                return answer.status, answer.read().decode()
            except OSError:
                assert self.popen.poll() is None, self.popen.communicate()
                assert time.monotonic() < deadline, f"Nobody listens at port {self.port}."
                time.sleep(0.1)
            finally:
                connection.close()

    def family(self) -> list[psutil.Process]:
        """The process and all below it."""
        master = psutil.Process(self.popen.pid)
        return [master, *master.children(recursive=True)]

    def stop(self, signal_number: int) -> tuple[int, str, str]:
        """Exit code, output and errors after the signal."""
        self.popen.send_signal(signal_number)
        output, errors = self.popen.communicate(timeout=PATIENCE_SECONDS)
        return self.popen.returncode, output, errors


def start(folder: Path, *words: str, group: bool = False, **more: str) -> Process:
    """`temperature-take words` beside the test; `group`: at the head of a group of processes."""
    port = free_port()
    return Process(
        subprocess.Popen(
            [*COMMAND, *words],
            env=environment(folder, PORT=str(port), **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=group,
        ),
        port,
    )
