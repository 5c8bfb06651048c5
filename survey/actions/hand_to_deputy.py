from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.add_person import add_person
from survey.actions.empty_invitation import empty_invitation
from survey.actions.invite import invite
from survey.actions.record_event import record_event
from survey.errors import AlreadyAnswered, Conflict, Gone, SurveyError
from survey.models import Invitation, Person, Round, RoundState
from survey.queries.invitations import invitation_by_id
from survey.queries.late import asked_in_round
from survey.queries.responses import standing_response


def hand_to_deputy(
    session: Session,
    *,
    invitation: Invitation,
    deputy_email: str,
    secret_key: str,
    actor: str,
    now: datetime,
) -> Person:
    """Ask a deputy in the holder's stead while the round is open, and invite them by mail.

    The links of whoever was asked before are dead, and what they have typed is thrown away, for
    it is theirs alone. Raises Gone where the round is closed, AlreadyAnswered where there is a
    response, SurveyError or Conflict for a deputy who cannot be one in this round.
    """
    invitation_by_id(session, invitation.id or 0)  # whoever submits meanwhile waits for us
    round_ = session.get_one(Round, invitation.round_id)
    refuse_settled(session, invitation, round_, now)
    deputy = add_person(session, address=deputy_email)
    refuse_asked(session, invitation, deputy, round_)
    thrown_away = empty_invitation(session, invitation=invitation, now=now)
    invitation.deputy_id = deputy.id
    session.add(invitation)
    session.flush()
    invite(session, round_=round_, invitations=[invitation], secret_key=secret_key, now=now)
    record_event(
        session,
        actor=actor,
        action="handed to a deputy",
        subject=f"invitation {invitation.id}",
        now=now,
        deputy=deputy.email,
        draft="thrown away" if thrown_away else "none",
    )
    return deputy


def refuse_settled(session: Session, invitation: Invitation, round_: Round, now: datetime) -> None:
    if round_.state is RoundState.CLOSED or now >= round_.closes_at:
        raise Gone(f"{month_label(round_.month)} is closed, so nobody can be asked in it any more.")
    if standing_response(session, invitation.id or 0) is not None:
        raise AlreadyAnswered(
            f"This seat has been heard in {month_label(round_.month)}, so nobody else can answer "
            "for it."
        )


def refuse_asked(session: Session, invitation: Invitation, deputy: Person, round_: Round) -> None:
    """Nobody is asked twice in a round, nor in their own stead."""
    if deputy.id == invitation.person_id:
        raise SurveyError("Nobody can be their own deputy; choose another person.")
    if deputy.id in asked_in_round(session, round_.id or 0):
        raise Conflict(
            f"{deputy.email} is asked in {month_label(round_.month)} already, and nobody is asked "
            "twice. Choose another person."
        )
