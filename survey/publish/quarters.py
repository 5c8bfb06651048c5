"""How far each quarter has come, and what blocks its next step, in a sentence."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from analysis.periods import Period, month_label, quarter_of
from survey.actions.approve_edition import refuse_signature, refuse_uncertified
from survey.actions.refuse_before_election import refuse_before_election
from survey.actions.request_draft import refuse_unready, waits
from survey.clock import london_day
from survey.errors import Refused
from survey.models import (
    Edition,
    EditionState,
    OutboxKind,
    OutboxState,
    PreElectionDecision,
    RoleName,
    User,
)
from survey.queries.editions import closed_months, editions_of, round_states, work_on
from survey.queries.elections import awaiting_decision, decisions_about
from survey.queries.records import corrected_since

NOT_PUBLISHER = "Somebody with the role of publisher has to read it and sign it off."
SHOWN_WHEN_DONE = "This page shows it when the worker is done."
WORK = {
    EditionState.DRAFTING: OutboxKind.DRAFT_EDITION,
    EditionState.APPROVED: OutboxKind.PUBLISH_EDITION,
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who stands at the desk, and when."""

    user: User
    roles: Collection[RoleName]
    now: datetime

    @property
    def publisher(self) -> bool:
        return RoleName.PUBLISHER in self.roles


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter on the desk; `edition` is its latest one, `note` what to know about its months.

    `state` is two or three words; `steps` are the buttons that this account may press: 'draft',
    'sign-off', 'retry', 'decision'; `blocked` says why the next step cannot be taken, or is empty.
    `decisions` are the monitoring officer's about the edition as it was last drafted. `corrected`
    says that people have corrected records which it holds as they were before; empty where none.
    While it is `redrawn`, because a quote was taken out, there is nothing to read.
    """

    period: Period
    edition: Edition | None
    note: str
    state: str
    steps: tuple[str, ...]
    blocked: str = ""
    decisions: Sequence[PreElectionDecision] = ()
    corrected: str = ""
    redrawn: bool = False


def quarters(session: Session, visitor: Visitor) -> list[Quarter]:
    """Every quarter with a closed round, the latest first, as `visitor` may work on it."""
    periods = {quarter.ref: quarter for quarter in map(quarter_of, closed_months(session))}
    return [
        with_corrections(session, quarter(session, period, visitor))
        for _, period in sorted(periods.items())[::-1]
    ]


def with_corrections(session: Session, found: Quarter) -> Quarter:
    """`found` with how many records were corrected since its edition was drafted."""
    if found.edition is None:
        return found
    since = corrected_since(session, found.period.months, found.edition.drafted_at)
    if not since:
        return found
    records = "1 record was" if since == 1 else f"{since} records were"
    words = f"{records} corrected since edition {found.edition.number} was drafted; "
    carries = "drafting it again" if found.state == "Draft" else "a new edition"
    return replace(
        found, corrected=f"{words}{carries} would carry {'it' if since == 1 else 'them'}."
    )


def quarter(session: Session, period: Period, visitor: Visitor) -> Quarter:
    standing = editions_of(session, period.ref)
    edition = standing[0] if standing else None
    note = unheld(session, period)
    if edition is None or edition.state is EditionState.PUBLISHED:
        return undrafted(session, period, edition, note)
    if edition.state is EditionState.DRAFT:
        return drafted(session, period, edition, note, visitor)
    return at_work(session, period, edition, note, visitor)


def undrafted(session: Session, period: Period, edition: Edition | None, note: str) -> Quarter:
    state = "Published" if edition else "Not drafted"
    try:
        refuse_unready(session, period)
    except Refused as error:
        return Quarter(period, edition, note, state, (), str(error))
    return Quarter(period, edition, note, state, ("draft",))


def drafted(
    session: Session, period: Period, edition: Edition, note: str, visitor: Visitor
) -> Quarter:
    blocked = blocked_for(session, edition, visitor)
    steps = waiting_steps(session, edition, visitor) or (() if blocked else ("sign-off",))
    decisions = decisions_about(session, edition)
    redrawn = waits(session, edition, OutboxKind.REDRAW_EDITION)
    try:
        refuse_unready(session, period)
        steps = (*steps, "draft")
    except Refused as error:
        blocked = blocked or str(error)
    return Quarter(period, edition, note, "Draft", steps, blocked, decisions, redrawn=redrawn)


def waiting_steps(session: Session, edition: Edition, visitor: Visitor) -> tuple[str, ...]:
    """The step that only the monitoring officer's decision opens the way from."""
    return ("decision",) if awaiting_decision(session, edition, london_day(visitor.now)) else ()


def blocked_for(session: Session, edition: Edition, visitor: Visitor) -> str:
    """Why this account cannot sign the draft off; empty where it can."""
    try:
        refuse_uncertified(session)
        refuse_before_election(session, edition=edition, now=visitor.now)
        if visitor.publisher:
            refuse_signature(session, edition=edition, actor=visitor.user.email)
    except Refused as error:
        return str(error)
    return "" if visitor.publisher else NOT_PUBLISHER


def at_work(
    session: Session, period: Period, edition: Edition, note: str, visitor: Visitor
) -> Quarter:
    """A quarter that the worker has in hand, or has given up."""
    item = work_on(session, edition.id or 0, WORK[edition.state])
    drafting = edition.state is EditionState.DRAFTING
    doing, verb = ("Being drafted", "drafted") if drafting else ("Being published", "published")
    tried = f" The last try failed: {item.last_error}" if item and item.last_error else ""
    decisions = decisions_about(session, edition)
    if item is not None and item.state is OutboxState.QUEUED:
        return Quarter(period, edition, note, doing, (), SHOWN_WHEN_DONE + tried, decisions)
    steps = ("draft",) if drafting else again(session, edition, visitor)
    blocked = f"It could not be {verb}.{tried}"
    return Quarter(period, edition, note, f"Not {verb}", steps, blocked, decisions)


def again(session: Session, edition: Edition, visitor: Visitor) -> tuple[str, ...]:
    """How an edition that the worker gave up may be published all the same."""
    may_retry = ("retry",) if visitor.publisher else ()
    return waiting_steps(session, edition, visitor) or may_retry


def unheld(session: Session, period: Period) -> str:
    """Which months of the quarter have no round."""
    held = round_states(session, period)
    missing = [month_label(month) for month in period.months if month not in held]
    return f"No round was opened for {' and '.join(missing)}." if missing else ""
