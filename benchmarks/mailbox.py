"""A mail server on loopback in a process of its own, which takes whatever comes and keeps nothing.

python -m benchmarks.mailbox      prints its port; ends when its input does
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from benchmarks.server import free_port


class Taken:
    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, _envelope: Any
    ) -> str:
        return "250 OK"


@contextmanager
def mailbox() -> Iterator[int]:
    """The port of such a server until the block ends."""
    command = [sys.executable, "-m", "benchmarks.mailbox"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("The mail server has no pipes.")
        yield int(process.stdout.readline())
        process.stdin.close()


def main() -> None:
    port = free_port()
    controller = Controller(Taken(), hostname="127.0.0.1", port=port)
    controller.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    controller.stop()


if __name__ == "__main__":
    main()
