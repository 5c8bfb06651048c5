from datetime import date, datetime, timedelta

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.clock import day_words
from survey.errors import Conflict, SurveyError
from survey.models import Election
from survey.queries.elections import elections

# Notice is given five weeks before a poll; a longer period is a slip of the pen.
LONGEST = timedelta(days=100)


def enter_election(
    session: Session, *, name: str, notice_on: date, polling_on: date, actor: str, now: datetime
) -> Election:
    """Enter a poll: from its notice to polling day publication asks for a recorded decision.

    Conflict where it is entered already; a SurveyError where the days cannot be right.
    """
    election = Election(name=name, notice_on=notice_on, polling_on=polling_on)
    refuse_impossible(session, election)
    session.add(election)
    session.flush()
    record_election(session, election, "election entered", actor, now)
    return election


def refuse_impossible(session: Session, election: Election) -> None:
    if election.polling_on < election.notice_on:
        raise SurveyError(
            f"Polling day, {day_words(election.polling_on)}, is before the notice of election, "
            f"{day_words(election.notice_on)}: one of the two is wrong."
        )
    if election.polling_on - election.notice_on > LONGEST:
        raise SurveyError(
            f"From the notice of election, {day_words(election.notice_on)}, to polling day, "
            f"{day_words(election.polling_on)}, is more than {LONGEST.days} days: check the years."
        )
    for other in elections(session):
        same = (other.name.casefold(), other.polling_on)
        if other is not election and same == (election.name.casefold(), election.polling_on):
            raise Conflict(
                f"{other.name} with polling on {day_words(other.polling_on)} is entered already."
            )


def record_election(
    session: Session, election: Election, action: str, actor: str, now: datetime
) -> None:
    record_event(
        session,
        actor=actor,
        action=action,
        subject=f"election {election.name}",
        now=now,
        notice_on=election.notice_on.isoformat(),
        polling_on=election.polling_on.isoformat(),
    )
