import json
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from survey.actions.change_election import change_election
from survey.actions.remove_election import remove_election
from survey.errors import Conflict, SurveyError
from survey.models import AuditEvent, Election
from survey.queries.elections import elections, elections_on
from tests.survey.elections import ENTERED, NAME, NOTICE, POLLING, entered

DAY = timedelta(days=1)
MANAGER = "manager@staff.example"


def test_the_period_runs_from_the_notice_to_polling_day_both_included(session: Session) -> None:
    election = entered(session)
    for inside in (NOTICE, date(2019, 4, 15), POLLING):
        assert elections_on(session, inside) == [election]
    for outside in (NOTICE - DAY, POLLING + DAY):
        assert elections_on(session, outside) == []


def test_entering_is_recorded_with_its_days(session: Session) -> None:
    entered(session)
    event = session.exec(select(AuditEvent)).one()
    assert (event.action, event.subject, event.actor) == (
        "election entered",
        f"election {NAME}",
        MANAGER,
    )
    assert json.loads(event.detail) == {"notice_on": "2019-03-26", "polling_on": "2019-05-02"}


@pytest.mark.parametrize(
    ("notice_on", "polling_on", "words"),
    [
        (
            POLLING,
            NOTICE,
            "Tuesday 26 March 2019, is before the notice of election, Thurs",
        ),
        (NOTICE.replace(year=2018), POLLING, "more than 100 days: check the years"),
    ],
)
def test_days_that_cannot_be_right_are_both_named(
    session: Session, notice_on: date, polling_on: date, words: str
) -> None:
    with pytest.raises(SurveyError, match=words):
        entered(session, notice_on=notice_on, polling_on=polling_on)
    assert elections(session) == []


def test_the_same_poll_is_entered_once(session: Session) -> None:
    entered(session)
    with pytest.raises(Conflict, match="polling on Thursday 2 May 2019 is entered already"):
        entered(session, NAME.upper())
    entered(session, "A by-election")


def test_days_are_changed_or_refused_whole(session: Session) -> None:
    election = entered(session)
    later = POLLING + 7 * DAY
    for polling_on in (later, later):
        change_election(
            session,
            election=election,
            name=NAME,
            notice_on=NOTICE,
            polling_on=polling_on,
            actor=MANAGER,
            now=ENTERED,
        )
    session.commit()
    with pytest.raises(SurveyError, match="is before the notice"):
        change_election(
            session,
            election=election,
            name=NAME,
            notice_on=later + DAY,
            polling_on=later,
            actor=MANAGER,
            now=ENTERED,
        )
    session.rollback()
    assert session.exec(select(Election)).one().polling_on == later


def test_one_entered_by_mistake_is_removed(session: Session) -> None:
    remove_election(session, election=entered(session), actor=MANAGER, now=ENTERED)
    assert elections(session) == []
    assert [event.action for event in session.exec(select(AuditEvent))][-1] == "election removed"
