"""What the demonstration's council promises in answer to its simulated panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from survey.actions.commitment_facts import CommitmentFacts
from survey.actions.make_commitment import make_commitment
from survey.actions.settle_commitment import Standing, settle_commitment
from survey.cli.sample_words import ANALYST, code_named
from survey.models import CommitmentStatus
from survey.queries.commitments import all_commitments


@dataclass(frozen=True, slots=True)
class Promise:
    """`code` is what it answers; `done_in` a month, or empty where it is not done yet."""

    code: str
    said: str
    promise: str
    lead: str
    item: str
    due_month: str
    done_in: str = ""
    outcome: str = ""


# By the month in which they are made.
PROMISES: Mapping[str, tuple[Promise, ...]] = {
    "2018-10": (
        Promise(
            "More reporting than doing",
            "Much effort goes into reporting progress and too little into making it.",
            "Ask for one report a month instead of three, and drop what nobody reads.",
            "Assistant Chief Executive",
            "",
            "2019-01",
            "2019-01",
            "Three monthly reports became one in January.",
        ),
        Promise(
            "Bad news travels slowly",
            "Bad news is softened at every level that it passes.",
            "Let every directorate report its three worst figures first.",
            "Chief Executive",
            "2",
            "2019-06",
        ),
    ),
    "2019-01": (
        Promise(
            "Savings that are one-off",
            "Savings are reported as delivered although they are one-off.",
            "Show one-off and lasting savings apart in the monthly report.",
            "Corporate Director Finance and Governance",
            "4",
            "2019-04",
            "2019-04",
            "The report of April shows them in two columns, back to the start of the year.",
        ),
    ),
    "2019-05": (
        Promise(
            "Partners hear last",
            "Partners hear of decisions only once they are announced.",
            "Send the forward plan to partners six weeks before each Cabinet meeting.",
            "Assistant Chief Executive",
            "6",
            "2019-09",
        ),
    ),
}


def make_promises(session: Session, month: str, now: datetime) -> None:
    """Make what is promised in `month`, and settle what was done in it."""
    for promise in PROMISES.get(month, ()):
        make_commitment(session, facts=facts_of(session, promise), actor=ANALYST, now=now)
    done = {
        each.promise: each.outcome
        for made in PROMISES.values()
        for each in made
        if each.done_in == month
    }
    for commitment in all_commitments(session):
        if commitment.promise in done:
            settle_commitment(
                session,
                commitment_id=commitment.id or 0,
                standing=Standing(CommitmentStatus.DONE, done[commitment.promise]),
                seen=commitment.changed_at,
                actor=ANALYST,
                now=now,
            )


def facts_of(session: Session, promise: Promise) -> CommitmentFacts:
    return CommitmentFacts(
        said=promise.said,
        promise=promise.promise,
        lead=promise.lead,
        item=promise.item,
        due_month=promise.due_month,
        codes=(code_named(session, promise.code).id or 0,),
        clear_of_exempt=True,
    )
