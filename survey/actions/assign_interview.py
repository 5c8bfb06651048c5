from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.appointment import refuse_other_than_facilitator
from survey.actions.record_event import record_event
from survey.errors import Gone
from survey.models import Assignment, Invitation, Round, RoundState, User
from survey.queries.invitations import invitation_by_id


def assign_interview(
    session: Session, *, invitation: Invitation, facilitator: User, actor: str, now: datetime
) -> Assignment:
    """Let `facilitator` see and hold this interview, beside whoever may already.

    A second time changes nothing. Gone where the round is closed, SurveyError where the account
    is no facilitator's.
    """
    invitation_by_id(session, invitation.id or 0)  # two who take it at once come after each other
    refuse_other_than_facilitator(facilitator)
    round_ = session.get_one(Round, invitation.round_id)
    if round_.state is RoundState.CLOSED:
        raise Gone(f"{month_label(round_.month)} is closed, so no interview can be held in it.")
    return assigned(session, invitation.id or 0, facilitator, actor, now)


def assigned(
    session: Session, invitation_id: int, facilitator: User, actor: str, now: datetime
) -> Assignment:
    """The assignment, made and recorded where there is none yet."""
    found = session.get(Assignment, (invitation_id, facilitator.id))
    if found is not None:
        return found
    made = Assignment(
        invitation_id=invitation_id,
        facilitator_id=facilitator.id or 0,
        assigned_by=actor,
        assigned_at=now,
    )
    session.add(made)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="interview assigned",
        subject=f"invitation {invitation_id}",
        now=now,
        facilitator=facilitator.email,
    )
    return made
