from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from analysis.periods import Period, parse_period
from survey.actions.record_event import record_event
from survey.actions.request_draft import subject
from survey.clock import day_words, london_day
from survey.errors import Conflict, SurveyError
from survey.models import Edition, EditionState, PreElectionDecision
from survey.queries.elections import awaiting_decision, elections_on

NOT_AWAITED = "No decision is awaited about this edition."
WAITING = (EditionState.DRAFT, EditionState.APPROVED)


@dataclass(frozen=True, slots=True)
class OfficersDecision:
    """That an edition may appear before an election: who decided, when, in which words."""

    decided_by: str
    decided_on: date
    words: str


def record_pre_election_decision(
    session: Session, *, edition: Edition, decision: OfficersDecision, actor: str, now: datetime
) -> list[PreElectionDecision]:
    """Record the monitoring officer's decision for every election whose period it is today.

    Conflict where nothing is to be decided; a SurveyError where the day cannot be right.
    """
    refuse_unfit(session, period=parse_period(edition.period), decision=decision, now=now)
    waiting = awaiting_decision(session, edition, london_day(now))
    if edition.state not in WAITING or not waiting:
        raise Conflict(NOT_AWAITED)
    made = [
        PreElectionDecision(
            edition_id=edition.id or 0,
            election_id=election.id or 0,
            decided_by=decision.decided_by,
            decided_on=decision.decided_on,
            words=decision.words,
            recorded_by=actor,
            recorded_at=now,
        )
        for election in waiting
    ]
    session.add_all(made)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="pre-election decision recorded",
        subject=subject(edition),
        now=now,
        decided_by=decision.decided_by,
        decided_on=decision.decided_on.isoformat(),
        elections=[election.name for election in waiting],
    )
    return made


def refuse_unfit(
    session: Session, *, period: Period, decision: OfficersDecision, now: datetime
) -> None:
    """Refuse what cannot have been decided about an edition of `period`, drafted or yet to be."""
    decided_on, today = decision.decided_on, london_day(now)
    if not elections_on(session, today):
        raise Conflict(NOT_AWAITED)
    if decided_on > today:
        raise SurveyError(
            f"{day_words(decided_on)} is still to come: enter the day on which it was decided."
        )
    if f"{decided_on:%Y-%m}" <= period.months[-1]:
        raise SurveyError(
            f"On {day_words(decided_on)} {period.label} was not over, so nothing could be decided "
            "about what it says: check the year."
        )
