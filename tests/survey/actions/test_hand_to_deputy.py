from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from survey.actions.close_round import close_round
from survey.actions.hand_to_deputy import hand_to_deputy
from survey.actions.save_draft import page_version, save_draft
from survey.errors import AlreadyAnswered, Conflict, Gone, SurveyError
from survey.models import (
    AuditEvent,
    Draft,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    OutboxState,
    Person,
)
from survey.queries.late import asked_in_round
from survey.queries.rounds import questionnaire, round_by_month
from tests.survey.council import SECRET, answered

pytestmark = pytest.mark.holds("a council's july")
DEPUTY = "deputy@council.example"


def hand(session: Session, now: datetime, email: str = DEPUTY) -> Person:
    return hand_to_deputy(
        session,
        invitation=session.get_one(Invitation, 1),
        deputy_email=email,
        secret_key=SECRET,
        actor="manager",
        now=now,
    )


def messages(session: Session) -> list[OutboxItem]:
    query = select(OutboxItem).where(
        OutboxItem.kind == OutboxKind.INVITATION, OutboxItem.subject_id == 1
    )
    return list(session.exec(query.order_by(col(OutboxItem.id))))


def test_the_holders_links_are_dead_and_the_deputy_is_invited(
    session: Session, now: datetime
) -> None:
    deputy = hand(session, now)
    assert session.get_one(Invitation, 1).deputy_id == deputy.id
    links = session.exec(select(LinkToken).where(LinkToken.invitation_id == 1)).all()
    assert sorted(link.revoked_at is None for link in links) == [False, True]
    former, latter = messages(session)
    assert (former.state, former.sealed_token) == (OutboxState.DROPPED, "")
    assert (latter.state, latter.domain) == (OutboxState.QUEUED, "council.example")
    assert asked_in_round(session, 1) == {deputy.id, 2, 3}
    event = session.exec(select(AuditEvent)).all()[-1]
    assert (event.action, event.subject) == ("handed to a deputy", "invitation 1")


def test_others_keep_their_links(session: Session, now: datetime) -> None:
    hand(session, now)
    others = session.exec(select(LinkToken).where(LinkToken.invitation_id != 1)).all()
    assert [link.revoked_at for link in others] == [None, None]


def test_what_the_holder_typed_is_not_shown_to_the_deputy(session: Session, now: datetime) -> None:
    invitation = session.get_one(Invitation, 1)
    invitation.opened_at = invitation.talk_asked_at = now
    expanded = questionnaire(session, round_by_month(session, "2018-07").questionnaire_sha256)
    save_draft(
        session,
        invitation=invitation,
        page=expanded.pages[0],
        values={"theme-1-comment": "Between us"},
        seen=page_version({}, expanded.pages[0]),
        now=now,
    )
    hand(session, now)
    assert not session.exec(select(Draft)).all()
    session.refresh(invitation)
    assert [invitation.opened_at, invitation.talk_asked_at] == [None, None]


def test_a_seat_that_was_heard_is_handed_to_nobody(session: Session, now: datetime) -> None:
    answered(session, session.get_one(Invitation, 1), now)
    with pytest.raises(AlreadyAnswered, match="has been heard in July 2018"):
        hand(session, now)


def test_a_closed_round_is_handed_to_nobody(session: Session, now: datetime) -> None:
    close_round(session, month="2018-07", actor="manager", now=now)
    with pytest.raises(Gone, match="July 2018 is closed"):
        hand(session, now)


def test_after_the_closing_time_it_is_too_late(session: Session, now: datetime) -> None:
    round_by_month(session, "2018-07").closes_at = now
    with pytest.raises(Gone):
        hand(session, now)


def test_nobody_is_asked_twice(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match=r"audit@council\.example is asked in July 2018 already"):
        hand(session, now, "audit@council.example")


def test_nobody_is_their_own_deputy(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="their own deputy"):
        hand(session, now, "leader@council.example")


def test_a_deputy_may_be_followed_by_another(session: Session, now: datetime) -> None:
    hand(session, now)
    second = hand(session, now, "second@council.example")
    assert session.get_one(Invitation, 1).deputy_id == second.id
    assert [item.state for item in messages(session)] == [
        OutboxState.DROPPED,
        OutboxState.DROPPED,
        OutboxState.QUEUED,
    ]
