from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from survey.actions.reissue_link import reissue_link
from survey.config import Settings
from survey.errors import Gone
from survey.mail.outcomes import Dropped
from survey.mail.writing import message
from survey.models import (
    AuditEvent,
    Draft,
    Invitation,
    LinkToken,
    OutboxItem,
    OutboxKind,
    Round,
    RoundState,
)
from survey.tokens import token_hash, unseal
from tests.survey.council import SECRET

pytestmark = pytest.mark.holds("a council's july")


def reissue(session: Session, invitation: Invitation, now: datetime) -> None:
    reissue_link(
        session,
        invitation=invitation,
        secret_key=SECRET,
        actor="manager@council.example",
        now=now,
    )


def queued(session: Session, invitation: Invitation) -> list[OutboxItem]:
    query = select(OutboxItem).where(
        OutboxItem.kind == OutboxKind.INVITATION, OutboxItem.subject_id == invitation.id
    )
    return list(session.exec(query.order_by(col(OutboxItem.id))))


def test_every_earlier_link_is_dead_and_the_new_one_is_mailed(
    session: Session, invitation: Invitation, settings: Settings, now: datetime
) -> None:
    session.add(Draft(invitation_id=invitation.id or 0, version=3, document="{}", saved_at=now))
    for minutes in (1, 2):
        reissue(session, invitation, now + timedelta(minutes=minutes))
    links = session.exec(select(LinkToken).where(LinkToken.invitation_id == invitation.id)).all()
    assert [link.revoked_at is None for link in links] == [False, False, True]
    first, second, third = queued(session, invitation)
    assert links[-1].token_sha256 == token_hash(unseal(third.sealed_token, SECRET))
    assert session.get(Draft, invitation.id) is not None
    for item in (first, second):
        with pytest.raises(Dropped):
            message(session, item=item, settings=settings, now=now + timedelta(minutes=3))
    assert message(session, item=third, settings=settings, now=now + timedelta(minutes=3))


def test_other_people_keep_their_links(
    session: Session, invitation: Invitation, now: datetime
) -> None:
    reissue(session, invitation, now)
    dead = select(LinkToken.invitation_id).where(col(LinkToken.revoked_at).is_not(None))
    assert session.exec(dead).all() == [invitation.id]
    assert len(session.exec(select(LinkToken)).all()) == 4


def test_nothing_is_mailed_before_the_round_opens(session: Session, invitation: Invitation) -> None:
    round_ = session.exec(select(Round)).one()
    reissue(session, invitation, round_.opens_at - timedelta(days=1))
    assert queued(session, invitation)[-1].due_at == round_.opens_at
    assert queued(session, invitation)[-1].cause_id is None


def test_who_did_it_is_kept(session: Session, invitation: Invitation, now: datetime) -> None:
    reissue(session, invitation, now)
    event = session.exec(select(AuditEvent).where(AuditEvent.action == "link reissued")).one()
    assert (event.actor, event.subject) == ("manager@council.example", "invitation 1")


def test_a_closed_round_sends_none_and_keeps_the_old_one(
    session: Session, invitation: Invitation, now: datetime
) -> None:
    session.exec(select(Round)).one().state = RoundState.CLOSED
    with pytest.raises(Gone):
        reissue(session, invitation, now)
    links = session.exec(select(LinkToken)).all()
    assert {link.revoked_at for link in links} == {None}
