"""Panels written to files, and the command run on them without any installation."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from survey.cli import main
from survey.samples import sample_city

Q1, Q2 = "2018-19-q1", "2018-19-q2"
ANSWERS = ("round", "person", "group", "item", "measure", "score")
ROSTER = ("round", "person", "group")
GROUPS = str(sample_city().groups)
Row = tuple[str, str, str, str, str, Any]


def table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The rows as CSV at `path`, whose name is given back."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


def answers(folder: Path, rows: Iterable[Row]) -> str:
    return table(folder / "answers.csv", ANSWERS, rows)


def counted(
    counts: Mapping[str, Sequence[int]], month: str = "2018-07", measure: str = "progress"
) -> list[Row]:
    """New people of each group who score item '1' as often as the counts along 1 to 5 say."""
    return [
        (month, f"{group}-{place}", group, "1", measure, score)
        for group, along in counts.items()
        for place, score in enumerate(
            score for score, people in enumerate(along, 1) for _ in range(people)
        )
    ]


def summary(*words: str) -> Result:
    """The command on files, in an environment without DATA_DIR and SECRET_KEY."""
    nothing = {"DATA_DIR": None, "SECRET_KEY": None, "DATABASE_URL": None}
    return CliRunner().invoke(main, ["summary", *words], env=nothing)


def document(*words: str) -> dict[str, Any]:
    """What the command says as JSON, in which no number may be 'NaN'."""
    done = summary(*words, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout, parse_constant=_refuse)
    return found


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no number")
