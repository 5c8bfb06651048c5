"""Every command that the documents tell people to type does what they say, in the order told."""

import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from survey.clock import now
from survey.samples import sample_city
from tests.whole.running import run, start

pytestmark = pytest.mark.enable_socket

HOUSE = Path(__file__).parents[2]
DOCUMENTS = sorted([HOUSE / "README.md", *HOUSE.glob("docs/*.md"), *HOUSE.glob("benchmarks/*.md")])
COMMAND = "temperature-take"
SETTING = re.compile(r"[A-Z_]+=\S+")


def blocks(document: Path) -> Iterator[str]:
    """The code blocks that name no language: what is typed into a terminal."""
    yield from re.findall(r"^```\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def typed(document: Path) -> list[str]:
    lines = (line.strip() for block in blocks(document) for line in block.splitlines())
    return [line for line in lines if line.split(" ")[0] in {COMMAND, "make"}]


def makes(document: Path) -> set[str]:
    """Every `make …` of a document, those within its sentences included; settings left out."""
    found = re.findall(r"`((?:[A-Z_]+=\S+ )*make [^`]+)`", document.read_text("utf-8"))
    lines = [*found, *(line for line in typed(document) if line.startswith("make"))]
    return {" ".join(word for word in line.split() if not SETTING.match(word)) for line in lines}


def test_every_make_is_a_target() -> None:
    lines = set().union(*map(makes, DOCUMENTS))
    assert {"make demo", "make demo-reset", "make setup", "make test", "make check"} <= lines
    for line in sorted(lines):
        planned = subprocess.run(
            [*shlex.split(line, comments=True), "--dry-run"],
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert planned.returncode == 0, f"{line}: {planned.stderr}"


def test_every_target_that_the_readme_promises_is_phony() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    named = {line.split()[1] for line in makes(HOUSE / "README.md")}
    assert named <= set(phony[1].split())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_runs_in_the_order_told(document: Path, tmp_path: Path) -> None:
    lines = [line for line in typed(document) if line.startswith(COMMAND)]
    folder = tmp_path / "data"
    write_examples(document, tmp_path)
    if lines and not any(" init " in line for line in lines):
        run(folder, "init", "--name", "Our Council", "--contact-email", "take@council.example")
    for line in lines:
        words = in_place_of_names(shlex.split(line)[1:], tmp_path)
        if words == ["serve"]:
            served(folder)
            continue
        extra = {"worker": ["--once"], "user": ["--password-stdin"]}.get(words[0], [])
        done = run(folder, *words, *extra)
        assert done.returncode == 0, f"{line}: {done.stderr}"


def write_examples(document: Path, folder: Path) -> None:
    """The tables that the document shows under the names of files."""
    shown = re.findall(
        r"^```csv (\S+)\n(.*?)^```", document.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    for name, table in shown:
        (folder / name).write_text(table, "utf-8")


def in_place_of_names(words: list[str], folder: Path) -> list[str]:
    """`words` with a file of the sample in the place of each file that they name."""
    sample = sample_city()
    files = {
        "improvement-plan.csv": sample.plan,
        "groups.csv": sample.groups,
        "panel.csv": sample.panel,
        "indicators.csv": sample.indicators,
    }
    kinds = {
        "plan": sample.plan,
        "groups": sample.groups,
        "panel": sample.panel,
        "indicators": sample.indicators,
        "recommendations": sample.recommendations,
        "assurance": sample.assurance,
    }
    for name, file in files.items():
        shutil.copy(file, folder / name)
    ratings = folder / "ratings.csv"
    ratings.write_text("month,aim,rag\n2018-07,1.4,green\n", "utf-8")
    kinds["rag"] = ratings
    file = (
        kinds[words[1] if "rag" in words else words[0]] if "import" in words else folder / "new.csv"
    )
    named = {"FILE": str(file), "MONTH": f"{now() + timedelta(days=62):%Y-%m}"}
    return [
        named.get(word) or (str(folder / word) if (folder / word).is_file() else word)
        for word in words
    ]


def served(folder: Path) -> None:
    serving = start(folder, "serve")
    assert serving.page("/")[0] == 200
    code, _, errors = serving.stop(signal.SIGTERM)
    assert (code, errors) == (0, "")
