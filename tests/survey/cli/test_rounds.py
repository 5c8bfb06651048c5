import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from sqlmodel import Session

from survey.cli import main
from survey.cli.rounds import closing_time
from survey.models import Mode
from survey.queries.rounds import round_by_month
from tests.survey.council import answered, invitations, opened

pytestmark = pytest.mark.usefixtures("environment")


def run(words: str) -> Result:
    return CliRunner().invoke(main, words.split())


@pytest.mark.holds("the sample")
def test_a_month_is_opened_watched_and_closed() -> None:
    opened_ = run("round open 2018-07 --closes-in 3")
    assert "Round 2018-07 is open: 29 people are invited, and it closes on" in opened_.output
    status = run("round status").output.splitlines()
    assert status[0].startswith(
        "2018-07: 0 of 29 heard (0 forms, 0 interviews); 0 half-way; closes"
    )
    assert status[1].split() == ["Cabinet", "Members", "0", "of", "10"]
    told = json.loads(run("round status 2018-07 --format json").output)
    assert (told["asked"], told["not_started"], told["state"]) == (29, 29, "open")
    assert run("round close 2018-07").output == ("Round 2018-07 is closed: 0 of 29 were heard.\n")
    assert "closed" in run("round status").output


@pytest.mark.holds("the sample")
@pytest.mark.parametrize(("words", "stored"), [("", 15), ("--grace 0", 0), ("--grace 45", 45)])
def test_whoever_has_begun_is_given_minutes_to_finish(
    session: Session, words: str, stored: int
) -> None:
    assert run(f"round open 2018-07 {words}").exit_code == 0
    assert round_by_month(session, "2018-07").grace_minutes == stored


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("round status", "No round was ever opened"),
        ("round status 2018-07", "There is no round '2018-07': no round was ever opened."),
        ("round close 2018-07", "There is no round '2018-07'"),
        ("round open 2018-7", "'2018-7' is not a month"),
        ("round open 2018-07", "import the plan with 'temperature-take plan import FILE'"),
        ("round open 2018-07 --definition x", "No questionnaire called 'x' is shipped"),
        ("round open 2018-07 --closes-in 0", "0 is not in the range 1<=x<=92"),
        ("round open 2018-07 --grace 1441", "1441 is not in the range 0<=x<=1440"),
    ],
)
def test_bad_input_is_answered_in_a_sentence(words: str, sentence: str) -> None:
    result = run(words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.holds("the sample")
def test_closing_twice_is_answered_in_a_sentence(session: Session, now: datetime) -> None:
    opened(session, now)
    assert run("round close 2018-07").exit_code == 0
    again = run("round close 2018-07")
    assert again.exit_code == 2
    assert again.stderr.startswith("Round 2018-07 was closed already, on ")


@pytest.mark.parametrize(
    ("began", "days", "closes"),
    [
        ("2018-07-02T09:00", 14, "2018-07-16T16:00"),
        ("2018-07-02T23:30", 1, "2018-07-04T16:00"),  # half past midnight on the 3rd in London
        ("2018-10-20T09:00", 14, "2018-11-03T17:00"),  # the clocks go back between
    ],
)
def test_it_closes_at_five_in_london(began: str, days: int, closes: str) -> None:
    moment = datetime.fromisoformat(began).replace(tzinfo=UTC)
    assert closing_time(moment, days) == datetime.fromisoformat(closes).replace(tzinfo=UTC)


@pytest.mark.holds("the sample")
def test_answers_by_telephone_are_counted_as_a_mode_of_their_own(session: Session) -> None:
    round_ = opened(session, datetime(2018, 7, 2, 9, tzinfo=UTC))
    answered(session, invitations(session, round_)[0], round_.opens_at, Mode.TELEPHONE)
    session.commit()
    assert "1 of 29 heard (0 forms, 0 interviews, 1 by telephone)" in run("round status").output
    told = json.loads(run("round status 2018-07 --format json").output)
    assert (told["telephones"], told["papers"], told["heard"]) == (1, 0, 1)
