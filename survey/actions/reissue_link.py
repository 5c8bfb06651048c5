from datetime import datetime

from sqlmodel import Session

from survey.actions.invite import invite
from survey.actions.record_event import record_event
from survey.actions.revoke_links import revoke_links
from survey.errors import Gone
from survey.models import Invitation, Round, RoundState


def reissue_link(
    session: Session, *, invitation: Invitation, secret_key: str, actor: str, now: datetime
) -> None:
    """Kill every personal link of `invitation`, and queue a message with a new one.

    Draft and response stay. What is queued with an old link is dropped when its turn comes.
    Raises Gone where the round is closed.
    """
    round_ = session.get_one(Round, invitation.round_id)
    if round_.state is RoundState.CLOSED:
        raise Gone("This month is closed, so that no new link can be sent for it.")
    revoke_links(session, invitation.id or 0, now)
    invite(session, round_=round_, invitations=[invitation], secret_key=secret_key, now=now)
    record_event(
        session,
        actor=actor,
        action="link reissued",
        subject=f"invitation {invitation.id}",
        now=now,
    )
