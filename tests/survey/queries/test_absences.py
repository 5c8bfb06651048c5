from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from survey.models import Absence
from survey.queries.absences import away_on, cover, deputies_of_absent, is_away

pytestmark = pytest.mark.holds("a council")
FIRST, LAST = date(2018, 7, 2), date(2018, 7, 16)
LEADER, FINANCE, AUDIT = 1, 2, 3


def away(
    session: Session, first: date, last: date, deputy: int | None = None, person: int = LEADER
) -> None:
    session.add(Absence(person_id=person, first_day=first, last_day=last, deputy_id=deputy))
    session.flush()


def test_both_days_of_an_absence_are_away(session: Session) -> None:
    away(session, FIRST, LAST)
    days = [FIRST - timedelta(1), FIRST, LAST, LAST + timedelta(1)]
    assert [is_away(session, LEADER, day) for day in days] == [False, True, True, False]
    assert away_on(session, FIRST) == {LEADER}


def test_one_day_present_is_not_absent(session: Session) -> None:
    away(session, FIRST + timedelta(1), LAST)
    away(session, FIRST, LAST - timedelta(1), person=FINANCE)
    assert deputies_of_absent(session, FIRST, LAST) == {}


def test_absences_that_follow_each_other_are_one(session: Session) -> None:
    away(session, date(2018, 7, 10), date(2018, 8, 1), AUDIT)
    away(session, date(2018, 6, 1), date(2018, 7, 9), FINANCE)
    assert deputies_of_absent(session, FIRST, LAST) == {LEADER: [FINANCE, AUDIT]}


def test_a_day_between_two_absences_is_a_day_present(session: Session) -> None:
    away(session, FIRST, date(2018, 7, 8))
    away(session, date(2018, 7, 10), LAST)
    assert deputies_of_absent(session, FIRST, LAST) == {}


spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(st.lists(spans, max_size=5))
def test_cover_is_every_day_being_in_one_of_them(found: list[list[int]]) -> None:
    first, last = 3, 9
    absences = [
        Absence(
            person_id=1,
            first_day=date(2018, 7, 1) + timedelta(start),
            last_day=date(2018, 7, 1) + timedelta(end),
        )
        for start, end in sorted(found)
    ]
    slowly = all(any(a <= day <= b for a, b in found) for day in range(first, last + 1))
    days = (date(2018, 7, 1) + timedelta(first), date(2018, 7, 1) + timedelta(last))
    assert cover(absences, *days) is slowly
