from datetime import date, datetime

from sqlmodel import Session

from survey.actions.enter_election import record_election, refuse_impossible
from survey.models import Election


def change_election(  # noqa: PLR0913 - an election is a name and two days, each given by name
    session: Session,
    *,
    election: Election,
    name: str,
    notice_on: date,
    polling_on: date,
    actor: str,
    now: datetime,
) -> None:
    """Give an election another name or other days; what was decided about it stays decided.

    Conflict where another is the same; a SurveyError where the days cannot be right.
    """
    election.name, election.notice_on, election.polling_on = name, notice_on, polling_on
    with session.no_autoflush:  # what is refused must not have been written
        refuse_impossible(session, election)
    session.flush()
    record_election(session, election, "election changed", actor, now)
