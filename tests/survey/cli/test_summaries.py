import json

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session

from survey.cli import main
from survey.queries.organisation import organisation
from tests.survey.quarter import EXEMPT, REF, open_month

pytestmark = [pytest.mark.holds("a closed quarter"), pytest.mark.usefixtures("environment")]


def command(*words: str) -> Result:
    return CliRunner().invoke(main, ["summary", *words])


def test_the_text_shows_the_figures_counted_by_hand() -> None:
    lines = command(REF).stdout.splitlines()
    assert lines[:2] == ["July to September 2018", "Demonstration: these answers are simulated."]
    rows = [line.split() for line in lines if line.startswith("  Culture")]
    assert rows[0] == ["Culture", "12", "of", "12", "3", "3.4", "25%", "33%", "42%"]
    assert rows[1] == ["Culture", "12", "of", "12", "3", "3.0", "0%", "100%", "0%"]
    assert "  Executive: 10 of 10 answered (100%)" in lines
    assert not any(EXEMPT in line for line in lines)


def test_json_is_the_summary_and_says_that_it_is_simulated() -> None:
    found = json.loads(command(REF, "--format", "json").stdout)
    assert found["simulated"] is True
    assert found["period"] == REF
    assert found["response"]["eligible"] == 12
    progress = next(each for each in found["items"] if each["measure"] == "progress")
    assert (progress["median"], progress["mean"], progress["net"]) == (3, 3.4, 17)
    assert progress["counts"] is None


def test_a_real_installation_does_not_call_its_answers_simulated(session: Session) -> None:
    standing = organisation(session)
    assert standing is not None
    standing.demonstration = False
    session.commit()
    assert json.loads(command(REF, "--format", "json").stdout)["simulated"] is False
    assert "simulated" not in command(REF).stdout


def test_an_answer_in_an_open_round_is_not_counted(session: Session) -> None:
    open_month(session, "2018-09")
    assert json.loads(command(REF, "--format", "json").stdout)["response"]["eligible"] == 12


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2019-20-q1", "the quarters that can be summarised are 2018-19-q2 (July to September"),
        ("2018-19-q5", "'2018-19-q5' is not a period"),
    ],
)
def test_a_quarter_that_cannot_be_summarised_is_one_sentence(period: str, words: str) -> None:
    done = command(period)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.holds("no council")
def test_before_any_round_is_closed_it_says_so() -> None:
    done = command(REF)
    assert done.exit_code == 2
    assert "no round has been closed yet" in done.stderr
