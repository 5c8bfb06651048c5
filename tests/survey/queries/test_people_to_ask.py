from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from survey.models import Absence, Contact, Holder, Person
from survey.queries.panel import EligibleHolder, people_to_ask

pytestmark = pytest.mark.holds("a council")
OPENS, CLOSES = datetime(2018, 7, 2, 8, tzinfo=UTC), datetime(2018, 7, 13, 16, tzinfo=UTC)
LEADER, FINANCE, AUDIT = 1, 2, 3


def asked(session: Session) -> list[EligibleHolder]:
    return people_to_ask(session, month="2018-07", opens_at=OPENS, closes_at=CLOSES)


def pairs(session: Session) -> list[tuple[int, int | None]]:
    return [(holder.person_id, holder.deputy_id) for holder in asked(session)]


def away(session: Session, person: int, deputy: int | None, last_day: int = 31) -> None:
    session.add(
        Absence(
            person_id=person,
            first_day=date(2018, 7, 1),
            last_day=date(2018, 7, last_day),
            deputy_id=deputy,
        )
    )
    session.flush()


@pytest.fixture
def outsider(session: Session) -> int:
    person = Person(email="deputy@council.example")
    session.add(person)
    session.flush()
    return person.id or 0


def test_everybody_present_is_asked_themselves(session: Session) -> None:
    assert pairs(session) == [(LEADER, None), (FINANCE, None), (AUDIT, None)]


def test_nobody_is_asked_for_whoever_is_away_the_whole_time(session: Session) -> None:
    away(session, LEADER, None)
    assert pairs(session) == [(FINANCE, None), (AUDIT, None)]


def test_away_until_the_closing_day_is_asked(session: Session) -> None:
    away(session, LEADER, AUDIT, last_day=12)
    assert (LEADER, None) in pairs(session)


def test_away_on_the_closing_day_too_is_not(session: Session) -> None:
    away(session, LEADER, None, last_day=13)
    assert LEADER not in dict(pairs(session))


def test_a_deputy_is_asked_in_their_place(session: Session, outsider: int) -> None:
    away(session, LEADER, outsider)
    assert pairs(session) == [(LEADER, outsider), (FINANCE, None), (AUDIT, None)]


def test_a_deputy_with_a_seat_of_their_own_is_asked_for_that_alone(session: Session) -> None:
    away(session, LEADER, AUDIT)
    assert pairs(session) == [(FINANCE, None), (AUDIT, None)]


def test_a_deputy_who_is_away_themselves_is_not_asked(session: Session, outsider: int) -> None:
    away(session, LEADER, outsider)
    away(session, outsider, None)
    assert pairs(session) == [(FINANCE, None), (AUDIT, None)]


def test_one_deputy_of_two_is_asked_once(session: Session, outsider: int) -> None:
    away(session, LEADER, outsider)
    away(session, FINANCE, outsider)
    assert pairs(session) == [(LEADER, outsider), (AUDIT, None)]


def test_whoever_talks_scores_nothing_nor_does_their_deputy(
    session: Session, outsider: int
) -> None:
    session.exec(select(Holder).where(Holder.person_id == AUDIT)).one().contact = Contact.TALK
    away(session, AUDIT, outsider)
    assert [holder.scores for holder in asked(session)] == [True, True, False]
    assert asked(session)[-1].deputy_id == outsider
