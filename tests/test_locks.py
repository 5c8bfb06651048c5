"""What is installed is pinned by its hash, from whichever mirror it comes."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PACKAGE = re.compile(
    r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,._-]+\])?==[\w.!+]+( ; [^\\]+)?"
    r"( --hash=sha256:[0-9a-f]{64})+"
)
ADDRESS = re.compile(r"\w+://|--(extra-)?index-url|--find-links|--trusted-host")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_has_its_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert ADDRESS.search(text) is None
    lines = re.sub(r" *\\\n +", " ", text).splitlines()
    packages = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert packages
    assert [line for line in packages if not PACKAGE.fullmatch(line)] == []


def test_there_is_a_lock_for_each_use() -> None:
    assert [lock.name for lock in LOCKS] == ["build.lock", "cluster.lock", "dev.lock", "run.lock"]


def test_the_frontend_has_its_integrity_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    assert ADDRESS.search(text) is None
    packages = {name: facts for name, facts in json.loads(text)["packages"].items() if name}
    assert set(packages) == {"node_modules/govuk-frontend"}
    for facts in packages.values():
        assert facts["integrity"].startswith("sha512-")
        assert "resolved" not in facts
