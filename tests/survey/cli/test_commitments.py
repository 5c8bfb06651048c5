import json

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session

from survey.cli import main
from tests.survey.spoken import PROMISE, SAID, add_code, let_say, promised, settle

pytestmark = [pytest.mark.holds("a closed quarter"), pytest.mark.usefixtures("environment")]


def run(*words: str) -> Result:
    found = CliRunner().invoke(main, ["commitments", "list", *words])
    assert found.exit_code == 0, found.output
    return found


@pytest.fixture
def two(session: Session) -> None:
    code = add_code(session)
    let_say(session, code, 2)
    promised(session, code)
    settle(session, promised(session, code, lead="Chief Executive"))
    session.commit()


@pytest.mark.usefixtures("two")
def test_they_are_listed_in_words() -> None:
    assert run().output.splitlines() == [
        "1: due September 2018, planned, overdue; lead: City Solicitor",
        f"   {PROMISE}",
        "2: due September 2018, done; lead: Chief Executive",
        f"   {PROMISE}",
    ]
    assert run("--overdue").output.startswith("1: due September 2018")
    assert "2: due" not in run("--overdue").output


@pytest.mark.usefixtures("two")
def test_they_are_listed_for_programs() -> None:
    (found,) = json.loads(run("--overdue", "--format", "json").output)
    assert (found["said"], found["people"], found["item_name"]) == (
        SAID, 2, "1.1 A culture dashboard",
    )  # fmt: skip
    assert [each["overdue"] for each in json.loads(run("--format", "json").output)] == [True, False]


def test_nothing_is_said_in_a_sentence() -> None:
    assert run().output == "Nothing has been promised yet.\n"
    assert run("--overdue").output == "No commitment is overdue.\n"
    assert json.loads(run("--format", "json").output) == []
