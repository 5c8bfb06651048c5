"""The demonstration, built by its own command once for all tests that walk through it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "survey.cli"]
# What the developer's own shell may hold does not reach an installation under test.
UNSET = {"DATABASE_URL": "", "SMTP_URL": "", "SECRET_KEY": "", "BASE_URL": "", "HOST": ""}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration that nobody has touched yet: copy it, never write to it."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    done = subprocess.run(
        [*COMMAND, "demo", "--no-serve"],
        env={**os.environ, **UNSET, "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


@pytest.fixture
def demonstration(built: Path, tmp_path: Path) -> Path:
    """The folder of a demonstration of the test's own."""
    return Path(shutil.copytree(built, tmp_path / "demonstration"))
