from datetime import datetime

from sqlmodel import Session

from questionnaires.answers import blank
from survey.actions.queue_read_back import drop_read_backs, queue_read_back
from survey.actions.record_event import record_event
from survey.actions.set_to_code import set_to_code
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import Conflict, SurveyError
from survey.models import Clash, Invitation, Mode, Response
from survey.queries.invitations import invitation_by_id
from survey.queries.records import interview_of
from survey.queries.responses import standing_response

MOST_OF_A_REASON = 2000


def resolve_clash(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    clash: Clash,
    kept_counts: bool,
    reason: str,
    secret_key: str,
    actor: str,
    now: datetime,
) -> None:
    """Decide which of two records of one person's month counts, and say why.

    Without `kept_counts` all stays as it is. Otherwise what was kept becomes the next revision, and
    an interview is read back to its speaker. Raises Conflict where it was decided already,
    SurveyError without a reason.
    """
    if blank(reason) or len(reason) > MOST_OF_A_REASON:
        raise SurveyError(f"Give a reason in 1 to {MOST_OF_A_REASON:,} characters.")
    invitation = invitation_by_id(session, clash.invitation_id)
    session.refresh(clash)
    standing = standing_response(session, clash.invitation_id)
    if clash.resolved_at is not None or standing is None or invitation is None:
        raise Conflict("Somebody has decided meanwhile which of the two counts.")
    clash.counted_id = standing.id or 0
    if kept_counts:
        let_count(session, clash, standing)
        take_out_quotes(session, now=now)
        drop_read_backs(session, invitation, now)
        read_back(session, invitation, clash.counted_id, secret_key, now)
    clash.reason, clash.resolved_by, clash.resolved_at = reason.strip(), actor, now
    session.add(clash)
    record_event(
        session,
        actor=actor,
        action="heard twice, decided",
        subject=f"invitation {clash.invitation_id}",
        now=now,
        counts=session.get_one(Response, clash.counted_id).mode.value,
        kept=session.get_one(Response, clash.kept_id).mode.value,
    )
    session.flush()


def let_count(session: Session, clash: Clash, standing: Response) -> None:
    """Let the two of `clash` change places; of both only what counts is coded."""
    kept = session.get_one(Response, clash.kept_id)
    kept.revision = standing.revision + 1
    session.add(kept)
    session.flush()
    set_to_code(session, standing, to_code=False)
    set_to_code(session, kept, to_code=True)
    clash.counted_id, clash.kept_id = kept.id or 0, standing.id or 0


def read_back(
    session: Session, invitation: Invitation, response_id: int, secret_key: str, now: datetime
) -> None:
    response = session.get_one(Response, response_id)
    interview = interview_of(session, response_id)
    if response.mode is Mode.INTERVIEW and interview and interview.confirmed_at is None:
        queue_read_back(
            session, invitation=invitation, response=response, secret_key=secret_key, now=now
        )
