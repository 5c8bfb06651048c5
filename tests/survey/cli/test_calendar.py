import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session, select

from survey.cli import main
from survey.models import Schedule
from survey.queries.calendar import calendar_month

pytestmark = [pytest.mark.usefixtures("environment"), pytest.mark.holds("the sample")]
# The command goes by the real clock, so that the months planned here are ahead of it.
YEAR = datetime.now(UTC).year + 2


def run(words: str, *more: str) -> Result:
    return CliRunner().invoke(main, [*words.split(), *more])


def told(words: str, *more: str) -> dict[str, object]:
    result = run(f"{words} --format json", *more)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.output)
    return found


def moment(value: object) -> datetime:
    return datetime.fromisoformat(str(value))


def test_a_year_is_planned_and_shown_in_words() -> None:
    planned = run(f"round plan {YEAR}-07 --last-day").output.splitlines()
    assert len(planned) == 12
    assert planned[0].startswith(f"{YEAR}-07: opens ")
    assert planned[0].count("reminds") == 3
    assert "at 09:00, reminds" in planned[0]
    assert planned[0].endswith("at 17:00.")
    assert run("round calendar").output.splitlines() == planned


@pytest.mark.parametrize(("words", "stored"), [("", 15), ("--summary-day 20", 20)])
def test_the_day_of_the_summary_is_kept(session: Session, words: str, stored: int) -> None:
    assert run(f"round plan {YEAR}-07 {words}").exit_code == 0
    assert [rule.summary_day for rule in session.exec(select(Schedule))] == [stored]


@pytest.mark.parametrize(("words", "stored"), [("", 15), ("--grace 0", 0), ("--grace 60", 60)])
def test_the_grace_after_closing_is_kept(session: Session, words: str, stored: int) -> None:
    assert run(f"round plan {YEAR}-07 --months 1 {words}").exit_code == 0
    assert [rule.grace_minutes for rule in session.exec(select(Schedule))] == [stored]
    assert calendar_month(session, f"{YEAR}-07").grace_minutes == stored


def test_without_a_plan_it_says_how_to_make_one() -> None:
    assert "temperature-take round plan MONTH" in run("round calendar").output
    assert json.loads(run("round calendar --format json").output) == []


def test_a_month_is_moved_extended_and_skipped() -> None:
    run(f"round plan {YEAR}-07 --months 1")
    (before,) = json.loads(run("round calendar --format json").output)
    day = moment(before["opens_at"]).date() + timedelta(days=1)
    moved = told(f"round move {YEAR}-07 {day} --at 08:00")
    assert moment(moved["opens_at"]).date() == day
    extended = told(f"round extend {YEAR}-07 --days 3")
    assert moment(extended["closes_at"]) > moment(moved["closes_at"])
    skipped = run(f"round skip {YEAR}-07", "--reason", "Recess").output
    assert skipped == f"{YEAR}-07: skipped: Recess\n"


def test_an_open_month_is_extended_paused_resumed_and_closed() -> None:
    run("round open 2018-07 --closes-in 3")
    before = told("round pause 2018-07", "--reason", "A flood")
    assert before["state"] == "paused"
    assert "paused." in run("round calendar").output
    after = told("round resume 2018-07")
    assert (after["state"], after["paused_at"]) == ("open", None)
    extended = run("round extend 2018-07 --days 2").output
    assert extended.startswith("2018-07: open since ")
    run("round close 2018-07")
    assert "2018-07: opened " in run("round calendar").output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("round extend 2018-07 --days 1", "'2018-07' is not in the calendar"),
        ("round extend 2018-07 --days 0", "0 is not in the range 1<=x<=60"),
        ("round extend 2018-07", "Missing option '--days'"),
        ("round move 2018-07 5.7.2018", "'5.7.2018' does not match the format"),
        ("round move 2018-07 2018-07-05", "'2018-07' is not in the calendar"),
        ("round pause 2018-07 --reason x", "'2018-07' is not in the calendar"),
        ("round resume 2018-07", "'2018-07' is not in the calendar"),
        ("round skip 2018-07 --reason x", "'2018-07' is not planned in the calendar"),
        ("round plan 2018-07", "July 2018 would have opened already"),
        ("round plan 2018-7", "'2018-7' is not a month"),
        (f"round plan {YEAR}-07 --remind 40", "so none is number 40"),
        (f"round plan {YEAR}-07 --definition x", "No questionnaire called 'x' is shipped"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(words: str, sentence: str) -> None:
    result = run(words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.output
