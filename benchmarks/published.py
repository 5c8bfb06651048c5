"""An installation with the demonstration's four published quarters."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory


@contextmanager
def published_quarter() -> Iterator[dict[str, str]]:
    """The environment that serves it; gone when the block ends."""
    with TemporaryDirectory() as folder:
        environment = {"DATA_DIR": folder, "SECRET_KEY": "", "DATABASE_URL": ""}
        command = [sys.executable, "-m", "survey.cli", "demo", "--no-serve"]
        subprocess.run(
            command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL
        )
        yield environment
