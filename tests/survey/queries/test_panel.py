from datetime import date

import pytest
from sqlmodel import Session, col, select

from survey.models import Contact, Holder, Person, Seat
from survey.queries.panel import eligible_holders

pytestmark = pytest.mark.holds("the sample")


@pytest.mark.parametrize(("month", "count"), [("2018-05", 0), ("2018-07", 29), ("2019-04", 43)])
def test_how_many_are_asked(session: Session, month: str, count: int) -> None:
    assert len(eligible_holders(session, date.fromisoformat(f"{month}-16"))) == count


def test_first_and_last_month_are_included_when_a_seat_changes_hands(session: Session) -> None:
    def director(month: str) -> list[str]:
        return [
            holder.email
            for holder in eligible_holders(session, date.fromisoformat(f"{month}-16"))
            if holder.role == "Director of Children's Services"
        ]

    assert director("2018-10") == ["dcs.interim@council.example"]
    assert director("2018-11") == ["dcs@council.example"]


def test_who_prefers_to_talk(session: Session) -> None:
    contacts = {
        holder.email: holder.contact for holder in eligible_holders(session, date(2018, 7, 2))
    }
    assert contacts["chair.audit@council.example"] is Contact.INTERVIEW
    assert contacts["leader@council.example"] is Contact.FORM


def test_without_their_primary_seat_a_person_is_counted_under_the_other(session: Session) -> None:
    query = (
        select(Holder)
        .join(Seat, col(Seat.id) == Holder.seat_id)
        .join(Person, col(Person.id) == Holder.person_id)
        .where(Person.email == "cm.health@council.example", Seat.ref == "cm-health")
    )
    session.exec(query).one().active_to = date(2018, 7, 31)
    session.flush()

    def role(month: str) -> list[str]:
        found = eligible_holders(session, date.fromisoformat(f"{month}-16"))
        return [holder.role for holder in found if holder.email == "cm.health@council.example"]

    assert role("2018-07") == ["Cabinet Member for Health and Social Care"]
    assert role("2018-08") == ["Chair, Health and Wellbeing Board"]
