"""Whatever is wrong with a command's words is said in one line that names what would be right."""

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey.cli import main
from survey.samples import sample_city

MONTHS = "the rounds are 2018-07, 2018-08"
LIVE_LAST = "2019-06, 2019-07."
HOW_TO_WRITE = "write a quarter as in '2018-19-q2'"
HOW_MONTHS = "write the year and the month in two digits, as in '2018-07'"
QUARTERS = "2018-19-q2 (July to September 2018), 2018-19-q3"
ROLES = "choose from administrator, manager, facilitator, analyst, publisher, observer."
GROUPS = "use cabinet, statutory-officers, committee-chairs, audit, partnership-chairs, opposition"
SIGNERS = "--drafted-by analyst@demo.example --approved-by publisher@demo.example"
NAMED = "--name 'A. Person'"


@pytest.fixture(scope="module")
def untouched(built: Path) -> Path:
    """The demonstration itself: each of these commands changes nothing."""
    return built


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("summary 2018-9", HOW_TO_WRITE),
        ("summary 2018-13", HOW_TO_WRITE),
        ("summary 2030-31-q1", QUARTERS),
        ("summary 2018-19-q2 --format xml", "'xml' is not one of 'text', 'json'"),
        ("summary", "Name a PERIOD of the database, or give --answers"),
        ("round status 2031-01", MONTHS),
        ("round status 2031-01", LIVE_LAST),
        ("round status 2018-7", MONTHS),
        ("round close 2031-01", MONTHS),
        ("round close 2018-07", "was closed already, on Friday 13 July 2018 at 17:00."),
        ("round open 2018-13", HOW_MONTHS),
        ("round open 2019-07", "exists already"),
        (
            "round open 2019-08 --definition governance",
            "choose governance-2018, governance-brief-2018.",
        ),
        ("round open 2019-08 --closes-in 0", "not in the range 1<=x<=92"),
        ("simulate 2031-01", MONTHS),
        (f"publish run 2018-19-q9 {SIGNERS}", HOW_TO_WRITE),
        (f"publish run 2030-31-q1 {SIGNERS}", QUARTERS),
        (f"publish run 2018-07 {SIGNERS}", "quarter"),
        (f"publish run 2018-19-q2 {SIGNERS} --at yesterday", "write it as in 2018-10-19T09:30"),
        (
            f"publish run 2018-19-q2 {SIGNERS} --decision 'S. Jones' soon Yes",
            "give a name, a day and the words",
        ),
        (
            f"publish run 2018-19-q2 {SIGNERS} --decision 'S. Jones' 2019-04-03 Yes",
            "No decision is awaited",
        ),
        (
            "publish run 2018-19-q2 --drafted-by x@y.example --approved-by publisher@demo.example",
            "'temperature-take user list' shows them",
        ),
        (
            f"publish run 2018-19-q2 {SIGNERS} --drafted-by manager@demo.example",
            "does not have the role analyst or publisher",
        ),
        (f"user add x@council.example {NAMED} --role king --password-stdin", ROLES),
        (f"user add x {NAMED} --role manager --password-stdin", "such as name@council.example"),
        (
            f"user add analyst@demo.example {NAMED} --role manager --password-stdin",
            "There is already an account for analyst@demo.example",
        ),
        ("questionnaire check /nowhere", "'/nowhere' does not exist"),
        ("plan import /nowhere.csv", "'/nowhere.csv' does not exist"),
        ("plan import /", "is a directory"),
        ("plan import {sample}/improvement-plan-2018.csv --rag-month 2018-13", HOW_MONTHS),
        ("panel import {folder}/panel.csv", GROUPS),
        ("groups import {sample}/panel-2018.csv", "the column is not known; use group, name"),
        ("indicators import {folder}/empty.csv", "the file is empty"),
        ("recommendations import {folder}/picture.csv", "the file is not UTF-8"),
        ("assurance import {folder}/empty.csv", "the file is empty"),
        ("demo --fast", "No such option '--fast'"),
        ("divine", "No such command 'divine'"),
    ],
)
def test_it_is_one_line_and_exit_2(
    words: str, sentence: str, untouched: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (untouched / "survey.sqlite").read_bytes()
    monkeypatch.setenv("DATA_DIR", str(untouched))
    told = CliRunner().invoke(
        main,
        shlex.split(words.format(folder=files, sample=sample_city().plan.parent)),
        input="a long password of nobody\n",
        prog_name="temperature-take",
    )
    assert told.exit_code == 2, told.output
    assert told.stdout == ""
    assert told.stderr.count("\n") == 1, told.stderr
    assert sentence in told.stderr
    assert (untouched / "survey.sqlite").read_bytes() == before


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files that cannot be right: nothing in it, no text, a group that is not there."""
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" * 20)
    panel = sample_city().panel.read_text("utf-8")
    (tmp_path / "panel.csv").write_text(panel.replace(",cabinet,", ",kings,"), "utf-8")
    return tmp_path
