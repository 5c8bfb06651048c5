from datetime import date, datetime

import pytest
from sqlmodel import Session, select

from survey.actions.add_seat import add_seat
from survey.actions.appoint_holder import appoint_holder
from survey.actions.close_round import close_round
from survey.actions.invite_late import invite_late
from survey.errors import Conflict, Gone
from survey.models import (
    Absence,
    Contact,
    Draft,
    Group,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    OutboxState,
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


def test_the_former_holders_invitation_becomes_the_new_ones(
    session: Session, now: datetime
) -> None:
    session.get_one(Invitation, 1).opened_at = now
    session.add(Draft(invitation_id=1, version=1, document="{}", saved_at=now))
    person = appoint(session, now)
    (made,) = invite(session, now, person)
    assert (made.id, made.person_id, made.seat_id, made.opened_at) == (1, person, 1, None)
    assert session.get(Draft, 1) is None
    assert len(session.exec(select(Invitation)).all()) == 3
    links = session.exec(select(LinkToken).where(LinkToken.invitation_id == 1)).all()
    assert sorted(link.revoked_at is None for link in links) == [False, True]
    states = session.exec(
        select(OutboxItem.state).where(
            OutboxItem.kind == OutboxKind.INVITATION, OutboxItem.subject_id == 1
        )
    ).all()
    assert sorted(states) == [OutboxState.DROPPED, OutboxState.QUEUED]
    assert late_to_ask(session, round_by_month(session, "2018-07"), now) == []


def test_a_new_seat_is_asked_by_itself(session: Session, now: datetime) -> None:
    seat = add_seat(
        session,
        role="Whip",
        group=session.get_one(Group, 1),
        organisation="Council",
        actor="manager",
        now=now,
    )
    person = appoint(session, now, seat.id or 0)
    (made,) = invite(session, now, person)
    assert (made.id, made.person_id) == (4, person)


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
