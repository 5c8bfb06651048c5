from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from survey.actions.add_seat import add_seat
from survey.actions.appoint_holder import appoint_holder
from survey.actions.end_seat import end_seat
from survey.errors import Conflict, Refused, SurveyError
from survey.models import AuditEvent, Contact, Group, Holder, Person, RoleName, Seat
from survey.queries.panel import eligible_holders
from survey.queries.seats import seat_by_ref
from survey.queries.tenures import tenures_of_seats
from tests.survey.accounts import add_account

pytestmark = pytest.mark.holds("a council")
LEADER, FINANCE, AUDIT = "seat-0", "seat-1", "seat-2"
NEW = "new@council.example"


def seat(session: Session, ref: str) -> Seat:
    found = seat_by_ref(session, ref)
    assert found is not None
    return found


def appoint(session: Session, now: datetime, ref: str = LEADER, **given: Any) -> Holder:
    facts: dict[str, Any] = {
        "email": NEW,
        "contact": Contact.FORM,
        "first_day": date(2018, 9, 1),
        "counts": False,
    }
    return appoint_holder(
        session, seat=seat(session, ref), actor="manager", now=now, **(facts | given)
    )


def days(session: Session, ref: str = LEADER) -> list[str]:
    found = tenures_of_seats(session, [seat(session, ref).id or 0])
    return [f"{each.person.email} {each.days}" for each in found]


def marks(session: Session, email: str) -> list[tuple[str, str, bool]]:
    person = session.exec(select(Person).where(Person.email == email)).one()
    held = session.exec(select(Holder).where(Holder.person_id == person.id)).all()
    return sorted((f"{h.active_from}", f"{h.active_to}", h.is_primary) for h in held)


def test_whoever_held_the_seat_leaves_the_day_before(session: Session, now: datetime) -> None:
    appoint(session, now)
    assert days(session) == [
        "leader@council.example 1 April 2018 to 31 August 2018",
        "new@council.example from 1 September 2018 on",
    ]
    event = session.exec(select(AuditEvent)).all()[-1]
    assert (event.action, event.subject) == ("holder appointed", "seat seat-0")
    assert "leader@council.example" in event.detail


def test_a_vacant_seat_has_no_former_holder(session: Session, now: datetime) -> None:
    group = session.get_one(Group, 1)
    made = add_seat(
        session, role="Whip", group=group, organisation="Council", actor="manager", now=now
    )
    appoint(session, now, made.ref)
    assert days(session, made.ref) == ["new@council.example from 1 September 2018 on"]


def test_two_holders_on_one_day_are_both_named(session: Session, now: datetime) -> None:
    appoint(session, now)
    with pytest.raises(Conflict) as refused:
        appoint(session, now, email="other@council.example", first_day=date(2018, 8, 1))
    assert str(refused.value) == (
        "'Leader of the Council' would have two holders on 1 September 2018: "
        "other@council.example (from 1 August 2018 on) and "
        "new@council.example (from 1 September 2018 on). "
        "Let one leave before the other joins."
    )


def test_on_the_day_of_joining_there_is_no_room_for_another(
    session: Session, now: datetime
) -> None:
    with pytest.raises(Conflict, match=r"two holders on 1 April 2018: .*leader@council\.example"):
        appoint(session, now, first_day=date(2018, 4, 1))


def test_the_same_person_again_is_refused(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match=r"holds 'Leader of the Council' already, from 1 April"):
        appoint(session, now, email="Leader@council.example")


@pytest.mark.parametrize("email", ["", "new", "a@b.example,c@b.example", "a@b.example\nBcc: x"])
def test_an_address_that_is_none_is_refused(session: Session, now: datetime, email: str) -> None:
    with pytest.raises(SurveyError):
        appoint(session, now, email=email)


def test_whoever_sees_answers_can_hold_no_seat(session: Session, now: datetime) -> None:
    add_account(session, RoleName.ANALYST, email=NEW)
    with pytest.raises(Refused, match="an account here as analyst"):
        appoint(session, now)


def test_a_publisher_can_hold_a_seat(session: Session, now: datetime) -> None:
    add_account(session, RoleName.PUBLISHER, email=NEW)
    assert appoint(session, now).active_from == date(2018, 9, 1)


def test_nobody_is_asked_before_their_group_has_a_block(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="has a block from 2018-04 on"):
        appoint(session, now, first_day=date(2018, 3, 31))


def test_a_seat_that_has_ended_takes_nobody(session: Session, now: datetime) -> None:
    end_seat(
        session,
        seat=seat(session, LEADER),
        last_day=date(2018, 8, 31),
        actor="manager",
        now=now,
    )
    with pytest.raises(SurveyError, match="ended on 31 August 2018; choose a day up to then"):
        appoint(session, now)


def test_a_second_seat_leaves_the_first_to_count_its_holder(
    session: Session, now: datetime
) -> None:
    appoint(session, now, AUDIT, email="leader@council.example")
    assert marks(session, "leader@council.example") == [
        ("2018-04-01", "None", True),
        ("2018-09-01", "None", False),
    ]
    found = eligible_holders(session, date(2018, 9, 1))
    assert [h.role for h in found if h.email == "leader@council.example"] == [
        "Leader of the Council"
    ]


def test_a_second_seat_may_count_its_holder_from_its_first_day_on(
    session: Session, now: datetime
) -> None:
    appoint(session, now, AUDIT, email="leader@council.example", counts=True)
    assert marks(session, "leader@council.example") == [
        ("2018-04-01", "2018-08-31", True),
        ("2018-09-01", "None", False),
        ("2018-09-01", "None", True),
    ]
    found = eligible_holders(session, date(2018, 9, 1))
    assert [h.role for h in found if h.email == "leader@council.example"] == [
        "Chair, Audit Committee"
    ]


def test_whoever_leaves_the_seat_that_counts_is_counted_under_the_other(
    session: Session, now: datetime
) -> None:
    appoint(session, now, AUDIT, email="leader@council.example")
    appoint(session, now, LEADER, first_day=date(2018, 11, 1))
    assert marks(session, "leader@council.example") == [
        ("2018-04-01", "2018-10-31", True),
        ("2018-09-01", "2018-10-31", False),
        ("2018-11-01", "None", True),
    ]
