import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import click
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from analysis.errors import AnswersError
from analysis.periods import PeriodError
from questionnaires.table import DefinitionError
from survey.cli import COMMANDS, Sentence, in_sentences, main, usage
from survey.errors import NotFound


def raising(error: Exception) -> Callable[[click.Context], Any]:
    def invoke(_context: click.Context) -> None:
        raise error

    return invoke


def test_every_command_of_the_table_can_be_loaded_and_explains_itself() -> None:
    for name in COMMANDS:
        shown = CliRunner().invoke(main, [name, "--help"])
        assert shown.exit_code == 0, shown.output
        assert shown.output.startswith("Usage: main " + name)
    listing = CliRunner().invoke(main, ["--help"])
    assert all(f"  {name}" in listing.output for name in COMMANDS)


def test_the_command_starts_without_the_application_and_without_the_analysis() -> None:
    heavy = "flask", "sqlalchemy", "sqlmodel", "pandas", "numpy", "altair"
    asked = f"import sys, survey.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"


def test_an_unknown_command_is_refused() -> None:
    refused = CliRunner().invoke(main, ["divine"])
    assert refused.exit_code == 2
    assert refused.stderr == "No such command 'divine'; see 'main --help'.\n"


def test_wrong_words_are_one_sentence() -> None:
    refused = CliRunner().invoke(main, ["plan", "import", "/"])
    assert refused.exit_code == 2
    assert refused.stderr == (
        "Invalid value for 'FILE': File '/' is a directory; see 'main plan import --help'.\n"
    )
    assert usage(click.UsageError("Odd.")) == "Odd; see 'temperature-take --help'."


def test_a_group_alone_shows_its_help() -> None:
    shown = CliRunner().invoke(main, ["plan"])
    assert "Usage: main plan" in shown.output


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotFound("There is no round '2018-13'."), "There is no round '2018-13'."),
        (AnswersError("answers, row 2: mend it."), "answers, row 2: mend it."),
        (PeriodError("'x' is not a period."), "'x' is not a period."),
        (DefinitionError("a.toml: mend it."), "a.toml: mend it."),
        (FileNotFoundError(errno.ENOENT, "No such file", "a.csv"), "'a.csv': No such file; check"),
        (OSError("odd"), "odd; check the path"),
        (OperationalError("SELECT 1", {}, sqlite3.OperationalError("database is locked")),
         r"The database cannot be used just now \(database is locked\)"),
    ],
)  # fmt: skip
def test_errors_by_design_are_sentences_with_exit_2(error: Exception, sentence: str) -> None:
    with pytest.raises(Sentence, match=sentence) as said:
        in_sentences(raising(error), click.Context(main))
    assert said.value.exit_code == 2


@pytest.mark.parametrize("error", [ZeroDivisionError(), BrokenPipeError(errno.EPIPE, "pipe")])
def test_other_errors_are_not_hidden(error: Exception) -> None:
    with pytest.raises(type(error)):
        in_sentences(raising(error), click.Context(main))


def test_the_version_is_told() -> None:
    assert (
        CliRunner()
        .invoke(main, ["--version"], prog_name="temperature-take")
        .output.startswith("temperature-take ")
    )
