from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from survey.actions.settle_tenures import settle_tenures
from survey.errors import Conflict, SurveyError
from survey.models import Contact, Holder, Person, Seat

pytestmark = pytest.mark.holds("a council")
START = date(2019, 1, 1)


def hold(
    session: Session, person: int, seat: int, first: date, last: date | None, *, primary: bool
) -> Holder:
    made = Holder(
        seat_id=seat,
        person_id=person,
        contact=Contact.FORM,
        active_from=first,
        active_to=last,
        is_primary=primary,
    )
    session.add(made)
    session.flush()
    return made


def test_a_leaving_date_before_joining_is_refused(session: Session) -> None:
    holder = session.get_one(Holder, 1)
    holder.active_to = date(2018, 3, 1)
    with pytest.raises(SurveyError) as refused:
        settle_tenures(session, seat_ids=[holder.seat_id])
    assert str(refused.value) == (
        "leader@council.example would leave 'Leader of the Council' on 1 March 2018, before "
        "joining on 1 April 2018; correct one of the two days."
    )


def test_two_seats_that_both_count_are_both_named(session: Session) -> None:
    hold(session, 1, 3, START, None, primary=True)
    session.get_one(Holder, 3).active_to = date(2018, 12, 31)
    with pytest.raises(Conflict) as refused:
        settle_tenures(session, seat_ids=[3], person_ids=[1])
    assert str(refused.value) == (
        "leader@council.example would hold 'Leader of the Council' (from 1 April 2018 on) and "
        "'Chair, Audit Committee' (from 1 January 2019 on), and be counted under both. Choose "
        "the one seat that counts them."
    )


spans = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9) | st.none(), st.booleans()),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(spans)
def test_on_every_day_one_seat_counts_whoever_holds_any(
    session: Session, held: Sequence[tuple[int, int | None, bool]]
) -> None:
    with session.begin_nested() as attempt:
        person = Person(email="busy@council.example")
        session.add(person)
        session.flush()
        for place, (first, length, marked) in enumerate(held):
            seat = Seat(
                ref=f"more-{place}", role="Role", group_id=1, organisation="", position=9 - place
            )
            session.add(seat)
            session.flush()
            begins = START + timedelta(first)
            ends = None if length is None else begins + timedelta(length)
            primary = marked and place == 0
            hold(session, person.id or 0, seat.id or 0, begins, ends, primary=primary)
        before = daily(session, person.id or 0)
        settle_tenures(session, person_ids=[person.id or 0])
        after = daily(session, person.id or 0)
        assert [seats for seats, _ in after] == [seats for seats, _ in before]
        for (seats, counting), (_, marked_before) in zip(after, before, strict=True):
            assert len(counting) == bool(seats)
            assert not marked_before or counting == marked_before
        attempt.rollback()


def daily(session: Session, person_id: int) -> list[tuple[set[int], set[int]]]:
    """For each day the seats held, and those that count."""
    rows = session.exec(select(Holder).where(Holder.person_id == person_id)).all()
    found = []
    for offset in range(25):
        day = START + timedelta(offset)
        held = [r for r in rows if r.active_from <= day <= (r.active_to or date.max)]
        assert len({r.seat_id for r in held}) == len(held)
        found.append(({r.seat_id for r in held}, {r.seat_id for r in held if r.is_primary}))
    return found
