from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlmodel import Session

from survey.actions.close_round import close_round
from survey.manage.month.glance import glance, same_day, table
from survey.models import Round, RoundState
from survey.queries.counts import ALWAYS
from survey.queries.rounds import round_by_month
from tests.survey.council import answered, invitations, opened

MAY, JUNE = datetime(2018, 5, 1, 8, 0, tzinfo=UTC), datetime(2018, 6, 1, 8, 0, tzinfo=UTC)
JULY, AUGUST = datetime(2018, 7, 2, 8, 0, tzinfo=UTC), datetime(2018, 8, 1, 8, 0, tzinfo=UTC)


def month(opens_at: datetime, state: RoundState = RoundState.OPEN) -> Round:
    return Round(
        month=f"{opens_at:%Y-%m}",
        state=state,
        questionnaire_sha256="",
        opens_at=opens_at,
        closes_at=opens_at,
    )


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2018, 6, 1, 11, 30, tzinfo=UTC), datetime(2018, 5, 1, 11, 30, tzinfo=UTC)),
        # A week-end lies between in June, and in May the bank holiday of the 7th as well.
        (datetime(2018, 6, 7, 9, 0, tzinfo=UTC), datetime(2018, 5, 8, 9, 0, tzinfo=UTC)),
        # Sunday: the end of the working day before, which was the first.
        (datetime(2018, 6, 3, 9, 0, tzinfo=UTC), datetime(2018, 5, 1, 22, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_same_working_day_counts_from_opening(now: datetime, then: datetime) -> None:
    assert same_day(month(JUNE), month(MAY), now) == then


def test_a_closed_month_is_compared_in_the_end() -> None:
    assert same_day(month(JUNE, RoundState.CLOSED), month(MAY), JUNE) == ALWAYS


@pytest.fixture
def august(session: Session) -> Round:
    """Of July's people one has answered on the first working day and one on the third."""
    july = opened(session, JULY, "2018-07")
    first, second, *_ = invitations(session, july)
    answered(session, first, JULY.replace(hour=10))
    answered(session, second, JULY.replace(day=4))
    close_round(session, month="2018-07", actor="command", now=july.closes_at)
    august = opened(session, AUGUST - timedelta(days=31), "2018-08")
    answered(session, invitations(session, august)[0], AUGUST.replace(hour=9))
    session.commit()
    return august


@pytest.mark.holds("the sample")
def test_each_figure_stands_beside_that_of_the_month_before(
    app: Flask, session: Session, august: Round
) -> None:
    with app.app_context():
        found = glance(session, august, AUGUST.replace(hour=12))
    assert found.against == "July 2018 on its working day 1"
    assert {each.name: (each.now, each.before) for each in found.figures} == {
        "Asked": (29, 29),
        "Opened the form": (1, 1),
        "Half-way": (0, None),
        "Submitted": (1, 1),
        "Interviewed": (0, 0),
        "Declined": (0, 0),
        "Bounced": (0, 0),
    }
    later = glance(session, august, AUGUST.replace(day=3, hour=12))
    assert later.whole.before
    assert later.whole.before.heard == 2
    assert later.against == "July 2018 on its working day 3"


@pytest.mark.holds("the sample")
def test_the_table_has_every_group_and_all(session: Session, august: Round) -> None:
    found = table(glance(session, august, AUGUST.replace(hour=12)))
    assert found.headers[-1] == "Heard, July 2018 on its working day 1"
    assert found.rows[0] == ("Cabinet Members", 10, 1, 0, 1, 0, 0, 0, "1 of 10")
    assert found.rows[-1][0] == "All who were asked"


@pytest.mark.holds("the sample")
def test_the_first_month_is_compared_with_none(session: Session) -> None:
    opened(session, JULY, "2018-07")
    found = glance(session, round_by_month(session, "2018-07"), JULY)
    assert found.against == ""
    assert {each.before for each in found.figures} == {None}
    assert len(table(found).headers) == len(table(found).rows[0])
