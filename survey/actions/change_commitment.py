from datetime import datetime

from sqlmodel import Session

from survey.actions.commitment_facts import (
    CommitmentFacts,
    keep_codes,
    refuse_address,
    refuse_naming,
    refuse_unknown_codes,
    subject,
)
from survey.actions.record_event import record_event
from survey.errors import Conflict
from survey.models import Commitment
from survey.queries.commitments import codes_answered, commitment_by_id

CHANGED = "Somebody changed this commitment meanwhile, so nothing was saved."


def change_commitment(
    session: Session,
    *,
    commitment_id: int,
    facts: CommitmentFacts,
    seen: datetime | None,
    actor: str,
    now: datetime,
) -> Commitment:
    """Correct what is said of a commitment; who raised it is counted again by itself only.

    `seen` is when it had been changed last as the analyst read it. Raises Conflict where that is
    no longer so, SurveyError where a text names somebody, NotFound for what there is not.
    """
    commitment = commitment_by_id(session, commitment_id, to_write=True)
    if seen != commitment.changed_at:
        raise Conflict(CHANGED)
    refuse_naming(session, facts.said, facts.promise)
    refuse_address(facts.lead)
    refuse_unknown_codes(session, facts.codes)
    fields = changed_fields(session, commitment, facts)
    if not fields:
        return commitment
    for name, value in facts.columns.items():
        setattr(commitment, name, value)
    if "exempt" in fields:
        commitment.clear_of_exempt_by = actor if facts.clear_of_exempt else ""
    commitment.changed_at = now
    keep_codes(session, commitment, facts.codes)
    record_event(
        session,
        actor=actor,
        action="commitment changed",
        subject=subject(commitment),
        now=now,
        fields=fields,
    )
    return commitment


def changed_fields(session: Session, commitment: Commitment, facts: CommitmentFacts) -> list[str]:
    fields = [name for name, value in facts.columns.items() if getattr(commitment, name) != value]
    if bool(commitment.clear_of_exempt_by) != facts.clear_of_exempt:
        fields.append("exempt")
    if set(codes_answered(session, [commitment.id or 0])[commitment.id or 0]) != set(facts.codes):
        fields.append("codes")
    return fields
