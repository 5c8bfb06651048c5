from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session

from survey.actions.commitment_facts import subject
from survey.actions.record_event import record_event
from survey.clock import london_day
from survey.errors import Conflict, NotFound
from survey.language import gettext
from survey.models import Commitment, CommitmentStatus, CommitmentVoice, Round, Worked
from survey.queries.commitments import commitment_by_id
from survey.queries.raised import asked_whether_it_worked
from survey.working_days import london

# Who answered stays untold: whoever reads the events is not to learn it.
SOMEBODY = "panel"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a commitment worked that was called done in `about_month`, as they were told."""

    commitment_id: int
    about_month: str
    worked: Worked


def say_whether_it_worked(
    session: Session, *, judgement: Judgement, person_id: int, round_: Round, now: datetime
) -> CommitmentVoice:
    """Keep what a person who had raised something says in `round_` of what was done about it.

    They may say something else while the round is open; a 'no' reopens the commitment. Raises
    NotFound where they did not raise it, Conflict where they are not asked about it (any more) or
    it was called done anew meanwhile.
    """
    voice = session.get(CommitmentVoice, (judgement.commitment_id, person_id))
    if voice is None:
        raise NotFound(gettext("There is no such question for you."))
    commitment = commitment_by_id(session, judgement.commitment_id, to_write=True)
    refuse_unasked(session, judgement, person_id, round_)
    if (voice.worked, voice.about_month) == (judgement.worked, judgement.about_month):
        return voice
    voice.worked, voice.about_month = judgement.worked, judgement.about_month
    voice.answered_in, voice.answered_at = round_.month, now
    moment = untraceable(commitment, now)
    record_event(
        session, actor=SOMEBODY, action="commitment judged", subject=subject(commitment), now=moment
    )
    if judgement.worked is Worked.NO and commitment.status is CommitmentStatus.DONE:
        reopen(session, commitment, moment)
    session.flush()
    return voice


def refuse_unasked(session: Session, judgement: Judgement, person_id: int, round_: Round) -> None:
    asked = {
        (each.commitment.id, each.about_month)
        for each in asked_whether_it_worked(session, person_id, round_)
    }
    if (judgement.commitment_id, judgement.about_month) not in asked:
        raise Conflict(
            gettext(
                "Work on this has gone on since you opened the page, so your answer was not kept. "
                "Read how it stands now; you are asked again once it is called done."
            )
        )


def reopen(session: Session, commitment: Commitment, moment: datetime) -> None:
    commitment.status = CommitmentStatus.UNDER_WAY
    commitment.done_month = ""
    commitment.reopened_at = commitment.changed_at = moment
    record_event(
        session,
        actor=SOMEBODY,
        action="commitment reopened",
        subject=subject(commitment),
        now=moment,
    )


def untraceable(commitment: Commitment, now: datetime) -> datetime:
    """The first moment of the day, or after what is known to have come before.

    The minute would tell who it was to whoever sees beside it when each of the panel answered.
    """
    day = london(london_day(now), time())
    return max(day, commitment.changed_at + timedelta(microseconds=1))
