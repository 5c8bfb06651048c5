from datetime import datetime

from sqlmodel import Session

from survey.actions.commitment_facts import (
    CommitmentFacts,
    add_voices,
    keep_codes,
    people_who_raised,
    refuse_address,
    refuse_naming,
    refuse_unknown_codes,
    subject,
)
from survey.actions.record_event import record_event
from survey.models import Commitment, CommitmentStatus


def make_commitment(
    session: Session, *, facts: CommitmentFacts, actor: str, now: datetime
) -> Commitment:
    """Promise something in answer to what people said; whoever said it by now will be asked.

    Raises SurveyError where a text names somebody or no code is given, NotFound for a code that
    there is not.
    """
    refuse_naming(session, facts.said, facts.promise)
    refuse_address(facts.lead)
    refuse_unknown_codes(session, facts.codes)
    people = people_who_raised(session, facts.codes)
    commitment = Commitment(
        **facts.columns,
        people=len(people),
        status=CommitmentStatus.PLANNED,
        clear_of_exempt_by=actor if facts.clear_of_exempt else "",
        made_by=actor,
        made_at=now,
        changed_at=now,
    )
    session.add(commitment)
    session.flush()
    keep_codes(session, commitment, facts.codes)
    add_voices(session, commitment, people)
    record_event(
        session,
        actor=actor,
        action="commitment made",
        subject=subject(commitment),
        now=now,
        codes=sorted(facts.codes),
        item=facts.item,
        due=facts.due_month,
        people=len(people),
    )
    return commitment
