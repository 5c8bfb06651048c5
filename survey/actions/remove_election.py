from datetime import datetime

from sqlmodel import Session

from survey.actions.enter_election import record_election
from survey.errors import Refused
from survey.models import Election
from survey.queries.elections import is_decided_about


def remove_election(session: Session, *, election: Election, actor: str, now: datetime) -> None:
    """Take out an election that was entered by mistake; Refused where a decision names it."""
    if is_decided_about(session, election):
        raise Refused(
            f"A decision of the monitoring officer names {election.name}, so it stays in the "
            "record; change its days if they are wrong."
        )
    record_election(session, election, "election removed", actor, now)
    session.delete(election)
    session.flush()
