from datetime import datetime

from sqlmodel import Session

from survey.actions.commitment_facts import add_voices, people_who_raised, subject
from survey.actions.record_event import record_event
from survey.errors import Conflict
from survey.models import Commitment
from survey.queries.commitments import codes_answered, commitment_by_id, is_settled, voices_of


def reckon_voices(session: Session, *, commitment_id: int, actor: str, now: datetime) -> Commitment:
    """Count again who raised what a commitment answers, as comments are coded now.

    Whoever has said already whether it worked stays among those who are asked. Raises Conflict
    once it is done or dropped.
    """
    commitment = commitment_by_id(session, commitment_id, to_write=True)
    if is_settled(commitment):
        raise Conflict("It is done or dropped, so those who raised it are counted no more.")
    codes = codes_answered(session, [commitment_id])[commitment_id]
    people = people_who_raised(session, tuple(codes))
    standing = {voice.person_id: voice for voice in voices_of(session, commitment_id)}
    for person, voice in standing.items():
        if person not in people and not voice.about_month:
            session.delete(voice)
    add_voices(session, commitment, people - set(standing))
    record_event(
        session,
        actor=actor,
        action="commitment counted again",
        subject=subject(commitment),
        now=now,
        before=commitment.people,
        after=len(people),
    )
    commitment.people = len(people)
    commitment.changed_at = now
    session.flush()
    return commitment
