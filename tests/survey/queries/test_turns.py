"""What is submitted about midnight on the days on which periods turn counts once in each."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlmodel import Session

from analysis.periods import parse_period
from questionnaires.load import definition
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.models import Round
from tests.survey.almanac import london
from tests.survey.council import SECRET, answered, invitations
from tests.survey.frames import answers

pytestmark = pytest.mark.holds("a council")
# The round's month, when it opens and closes, and when its three people submit, in London.
TURNS = (
    (
        "2018-06",
        ("2018-06-28 09:00", "2018-07-03 09:00"),
        ("2018-06-30 23:59", "2018-07-01 00:00", "2018-07-01 00:59"),
    ),
    (
        "2018-07",
        ("2018-07-03 09:00", "2018-07-31 17:00"),
        ("2018-07-03 09:00", "2018-07-30 23:59", "2018-07-31 16:59"),
    ),
    (
        "2020-02",
        ("2020-02-27 09:00", "2020-03-02 17:00"),
        ("2020-02-28 23:59", "2020-02-29 12:00", "2020-03-01 00:00"),
    ),
    (
        "2020-03",
        ("2020-03-27 09:00", "2020-04-02 17:00"),
        ("2020-03-29 00:59", "2020-03-31 23:59", "2020-04-01 00:00"),
    ),
)
YEARS = ("2018-19", "2019-20", "2020-21")
MONTHS = [month for year in YEARS for month in parse_period(year).months]
QUARTERS = [f"{year}-q{number}" for year in YEARS for number in (1, 2, 3, 4)]
HALVES = [f"{year}-h{number}" for year in YEARS for number in (1, 2)]


@pytest.fixture
def held(session: Session) -> Session:
    for month, (opens, closes), moments in TURNS:
        round_ = hold(session, month, london(opens), london(closes))
        for invitation, moment in zip(invitations(session, round_), moments, strict=True):
            answered(session, invitation, london(moment))
        close_round(session, month=month, actor="worker", now=london(closes))
    return session


def hold(session: Session, month: str, opens_at: datetime, closes_at: datetime) -> Round:
    return open_round(
        session,
        month=month,
        definition=definition("governance-2018"),
        opens_at=opens_at,
        closes_at=closes_at,
        secret_key=SECRET,
        actor="manager",
        now=opens_at,
        invite=False,
    )


def counted(session: Session, periods: list[str]) -> Iterator[tuple[str, str, int]]:
    """(period, month, how many people) for all that is counted in `periods`."""
    for period in periods:
        frame = answers(session, parse_period(period).months).frame
        people = frame.groupby("round")["person"].nunique()
        yield from ((period, str(month), int(count)) for month, count in people.items())


def test_each_response_is_in_one_month_one_quarter_and_one_half_year(held: Session) -> None:
    assert list(counted(held, MONTHS)) == [(month, month, 3) for month, *_ in TURNS]
    assert list(counted(held, QUARTERS)) == [
        ("2018-19-q1", "2018-06", 3),
        ("2018-19-q2", "2018-07", 3),
        ("2019-20-q4", "2020-02", 3),
        ("2019-20-q4", "2020-03", 3),
    ]
    assert list(counted(held, HALVES)) == [
        ("2018-19-h1", "2018-06", 3),
        ("2018-19-h1", "2018-07", 3),
        ("2019-20-h2", "2020-02", 3),
        ("2019-20-h2", "2020-03", 3),
    ]
