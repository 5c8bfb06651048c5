from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from survey.errors import NotFound
from survey.models import Edition, Election, PreElectionDecision


def elections(session: Session) -> Sequence[Election]:
    """Every election that was entered, the first polling day first."""
    return session.exec(select(Election).order_by(col(Election.polling_on), col(Election.id))).all()


def election_by_id(session: Session, election_id: int) -> Election:
    found = session.get(Election, election_id)
    if found is None:
        raise NotFound("There is no such election; it may have been removed.")
    return found


def elections_on(session: Session, day: date) -> Sequence[Election]:
    """The elections whose pre-election period `day` is part of."""
    query = select(Election).where(Election.notice_on <= day, Election.polling_on >= day)
    return session.exec(query.order_by(col(Election.polling_on), col(Election.id))).all()


def decisions_about(session: Session, edition: Edition) -> Sequence[PreElectionDecision]:
    """The monitoring officer's decisions about the edition as it was last drafted.

    What was decided about an earlier draft does not hold: nobody has read this one then.
    """
    query = select(PreElectionDecision).where(
        PreElectionDecision.edition_id == edition.id,
        PreElectionDecision.recorded_at >= edition.drafted_at,
    )
    return session.exec(query.order_by(col(PreElectionDecision.id))).all()


def awaiting_decision(session: Session, edition: Edition, day: date) -> list[Election]:
    """The elections that keep the edition from appearing on `day`, until it is decided."""
    decided = {decision.election_id for decision in decisions_about(session, edition)}
    return [each for each in elections_on(session, day) if each.id not in decided]


def is_decided_about(session: Session, election: Election) -> bool:
    """Whether a decision of the monitoring officer names `election`."""
    query = select(PreElectionDecision.id).where(PreElectionDecision.election_id == election.id)
    return session.exec(query.limit(1)).first() is not None
