from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from analysis.periods import month_label
from survey.actions.queue_messages import queue_messages
from survey.actions.record_event import record_event
from survey.actions.withdraw_links import withdraw_links
from survey.errors import Conflict, Gone
from survey.models import Invitation, OutboxKind, Round, RoundState
from survey.queries.late import late_to_ask
from survey.queries.panel import EligibleHolder


def invite_late(
    session: Session,
    *,
    round_: Round,
    persons: Collection[int],
    secret_key: str,
    actor: str,
    now: datetime,
) -> list[Invitation]:
    """Ask whoever of `persons`, by id, holds a seat by now and was not asked when the round opened.

    The links of a former holder of such a seat are dead from now on, so that nobody answers for
    a seat after its new holder was asked. Raises Gone where the round is closed, Conflict where
    none of them can be asked.
    """
    if round_.state is RoundState.CLOSED or now >= round_.closes_at:
        raise Gone(f"{month_label(round_.month)} is closed, so nobody can be asked in it any more.")
    late = [each for each in late_to_ask(session, round_, now) if each.person_id in persons]
    if not late:
        raise Conflict(
            f"Nobody was invited: everybody chosen is asked in {month_label(round_.month)} already."
        )
    withdraw_former(session, round_, [each.seat_id for each in late], now)
    invitations = [invitation(each, round_.id or 0) for each in late]
    session.add_all(invitations)
    session.flush()
    queue_messages(
        session,
        kind=OutboxKind.INVITATION,
        invitations=invitations,
        cause=None,
        due_at=max(now, round_.opens_at),
        secret_key=secret_key,
        now=now,
    )
    record_event(
        session,
        actor=actor,
        action="invited late",
        subject=f"round {round_.month}",
        now=now,
        seats=[each.role for each in late],
    )
    return invitations


def withdraw_former(
    session: Session, round_: Round, seat_ids: Sequence[int], now: datetime
) -> None:
    query = select(Invitation.id).where(
        Invitation.round_id == round_.id, col(Invitation.seat_id).in_(seat_ids)
    )
    for invitation_id in session.exec(query).all():
        withdraw_links(session, invitation_id=invitation_id or 0, now=now)


def invitation(holder: EligibleHolder, round_id: int) -> Invitation:
    return Invitation(
        round_id=round_id,
        person_id=holder.person_id,
        seat_id=holder.seat_id,
        group_id=holder.group_id,
        deputy_id=holder.deputy_id,
        scores=holder.scores,
    )
