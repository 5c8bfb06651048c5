from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, select

from analysis.periods import month_label
from survey.actions.empty_invitation import empty_invitation
from survey.actions.invite import invite
from survey.actions.record_event import record_event
from survey.errors import Conflict, Gone
from survey.models import Invitation, Round, RoundState
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

    A seat is asked once a round: the invitation of its former holder, who has not been heard,
    becomes theirs. The former's links are dead, and what they have typed is thrown away. Raises
    Gone where the round is closed, Conflict where none of them can be asked.
    """
    if round_.state is RoundState.CLOSED or now >= round_.closes_at:
        raise Gone(f"{month_label(round_.month)} is closed, so nobody can be asked in it any more.")
    late = [each for each in late_to_ask(session, round_, now) if each.person_id in persons]
    if not late:
        raise Conflict(
            f"Nobody was invited: everybody chosen is asked in {month_label(round_.month)} already."
        )
    invitations = [taken_over(session, round_, each, now) for each in late]
    session.flush()
    invite(session, round_=round_, invitations=invitations, secret_key=secret_key, now=now)
    record_event(
        session,
        actor=actor,
        action="invited late",
        subject=f"round {round_.month}",
        now=now,
        seats=[each.role for each in late],
    )
    return invitations


def taken_over(
    session: Session, round_: Round, holder: EligibleHolder, now: datetime
) -> Invitation:
    """The invitation of the seat, emptied of all that was its former holder's, or a new one."""
    query = select(Invitation).where(
        Invitation.round_id == round_.id, Invitation.seat_id == holder.seat_id
    )
    found = session.exec(query).first()
    if found is None:
        found = Invitation(
            round_id=round_.id or 0,
            person_id=holder.person_id,
            seat_id=holder.seat_id,
            group_id=holder.group_id,
        )
    else:
        empty_invitation(session, invitation=found, now=now)
    found.person_id, found.group_id = holder.person_id, holder.group_id
    found.deputy_id, found.scores = holder.deputy_id, holder.scores
    session.add(found)
    return found
