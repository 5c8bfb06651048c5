from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from survey.actions.appoint_holder import appoint_holder
from survey.actions.close_round import close_round
from survey.actions.invite_late import invite_late
from survey.errors import Conflict, Gone
from survey.models import (
    Absence,
    Contact,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    Person,
    Seat,
)
from survey.queries.late import late_to_ask
from survey.queries.rounds import round_by_month
from tests.survey.council import SECRET, answered

pytestmark = pytest.mark.holds("a council's july")


def appoint(session: Session, now: datetime, seat: int = 1) -> int:
    holder = appoint_holder(
        session,
        seat=session.get_one(Seat, seat),
        email="new@council.example",
        contact=Contact.FORM,
        first_day=date(2018, 7, 2),
        counts=False,
        actor="manager",
        now=now,
    )
    return holder.person_id


def invite(session: Session, now: datetime, *persons: int) -> list[Invitation]:
    return invite_late(
        session,
        round_=round_by_month(session, "2018-07"),
        persons=persons,
        secret_key=SECRET,
        actor="manager",
        now=now,
    )


def test_at_first_nobody_is_late(session: Session, now: datetime) -> None:
    assert late_to_ask(session, round_by_month(session, "2018-07"), now) == []


def test_a_new_holder_is_asked_and_the_formers_links_are_dead(
    session: Session, now: datetime
) -> None:
    person = appoint(session, now)
    (made,) = invite(session, now, person)
    assert (made.person_id, made.seat_id) == (person, 1)
    live = select(LinkToken.invitation_id).where(col(LinkToken.revoked_at).is_(None))
    assert sorted(session.exec(live)) == [2, 3, made.id]
    item = session.exec(select(OutboxItem).where(OutboxItem.subject_id == made.id)).one()
    assert item.kind is OutboxKind.INVITATION
    assert late_to_ask(session, round_by_month(session, "2018-07"), now) == []


def test_a_seat_that_was_heard_is_not_asked_again(session: Session, now: datetime) -> None:
    answered(session, session.get_one(Invitation, 1), now)
    person = appoint(session, now)
    with pytest.raises(Conflict, match="Nobody was invited"):
        invite(session, now, person)


def test_whoever_is_asked_already_is_not_asked_twice(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="asked in July 2018 already"):
        invite(session, now, 1, 2, 3)


def test_a_closed_round_asks_nobody(session: Session, now: datetime) -> None:
    person = appoint(session, now)
    close_round(session, month="2018-07", actor="manager", now=now)
    with pytest.raises(Gone, match="July 2018 is closed"):
        invite(session, now, person)


def test_an_absent_new_holder_has_a_deputy_asked(session: Session, now: datetime) -> None:
    person = appoint(session, now)
    deputy = Person(email="deputy@council.example")
    session.add(deputy)
    session.flush()
    session.add(
        Absence(
            person_id=person,
            first_day=date(2018, 7, 1),
            last_day=date(2118, 12, 31),
            deputy_id=deputy.id,
        )
    )
    session.flush()
    assert invite(session, now, person)[0].deputy_id == deputy.id


def test_a_deputy_who_is_asked_already_is_not_asked_for_another(
    session: Session, now: datetime
) -> None:
    person = appoint(session, now)
    session.add(
        Absence(
            person_id=person,
            first_day=date(2018, 7, 1),
            last_day=date(2118, 12, 31),
            deputy_id=2,
        )
    )
    session.flush()
    assert late_to_ask(session, round_by_month(session, "2018-07"), now) == []
