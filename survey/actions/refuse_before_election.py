from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from survey.clock import day_words, london_day
from survey.errors import Refused
from survey.models import Edition, Election
from survey.queries.elections import awaiting_decision, elections_on


def refuse_before_election(session: Session, *, edition: Edition, now: datetime) -> None:
    """Refused from the notice of an election to polling day, both included, until it is decided."""
    waiting = awaiting_decision(session, edition, london_day(now))
    if waiting:
        raise Refused(why_not_before(waiting))


def refuse_undecided(session: Session, *, now: datetime) -> None:
    """The same before there is an edition that anything could have been decided about."""
    waiting = elections_on(session, london_day(now))
    if waiting:
        raise Refused(why_not_before(waiting))


def why_not_before(waiting: Sequence[Election]) -> str:
    """The sentence about elections whose pre-election period it is."""
    last = max(waiting, key=lambda election: election.polling_on)
    named = " and ".join(election.name for election in waiting)
    return (
        f"This is the pre-election period ({named}, polling on {day_words(last.polling_on)}): "
        "an edition appears only by the monitoring officer's decision, and none is recorded for "
        "this one."
    )
