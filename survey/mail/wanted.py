"""Whether a message that was queued is still wanted when it is about to leave."""

from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.mail.outcomes import Dropped, NotYet
from survey.models import OutboxItem, OutboxKind, RoundState
from survey.queries.messages import Invited, is_revoked, still_holds
from survey.queries.panel import asked_on

REMINDING = frozenset({OutboxKind.REMINDER, OutboxKind.LAST_DAY})


def refuse_unwanted(
    session: Session, item: OutboxItem, to: Invited, token: str, now: datetime
) -> None:
    """Raise Dropped where there is no reason left to ask, NotYet while the round is paused."""
    refuse_out_of_time(item, to, now)
    # Whoever asks for a new link gets it, answered or not; what the calendar sends is not wanted.
    if item.kind in REMINDING or item.cause_id is not None:
        refuse_settled(item, to)
    if token and is_revoked(session, token):
        raise Dropped("The link in this message was replaced before it could be sent.")
    if not still_holds(session, to.invitation, asked_on(to.round.month, now)):
        raise Dropped("The person left the seat before this message could be sent.")


def refuse_out_of_time(item: OutboxItem, to: Invited, now: datetime) -> None:
    round_ = to.round
    if round_.state is RoundState.CLOSED or now >= round_.closes_at:
        raise Dropped(f"Round {round_.month} closed before this message could be sent.")
    if round_.paused_at is not None:
        paused = f"{month_label(round_.month)} is paused."
        raise (Dropped if item.kind in REMINDING else NotYet)(paused)


def refuse_settled(item: OutboxItem, to: Invited) -> None:
    if to.answered:
        raise Dropped("The person answered before this message could be sent.")
    if to.invitation.declined_at is not None:
        raise Dropped("The person declined this month before this message could be sent.")
    if item.kind in REMINDING and to.invitation.talk_asked_at is not None:
        raise Dropped("The person asked to talk before this message could be sent.")
