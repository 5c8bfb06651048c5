"""How far each quarter has come, and what blocks its next step, in a sentence."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from analysis.periods import Period, month_label, quarter_of
from survey.actions.approve_edition import refuse_signature, refuse_uncertified
from survey.actions.request_draft import refuse_unready
from survey.errors import Refused
from survey.models import (
    Edition,
    EditionState,
    OutboxItem,
    OutboxKind,
    OutboxState,
    RoleName,
    User,
)
from survey.queries.editions import closed_months, editions_of, round_states, work_on

NOT_PUBLISHER = "Somebody with the role of publisher has to read it and sign it off."
SHOWN_WHEN_DONE = "This page shows it when the worker is done."
WORK = {
    EditionState.DRAFTING: OutboxKind.DRAFT_EDITION,
    EditionState.APPROVED: OutboxKind.PUBLISH_EDITION,
}


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter on the desk; `edition` is its latest one, `note` what to know about its months.

    `state` is two or three words; `steps` are the buttons that this account may press: 'draft',
    'sign-off', 'retry'; `blocked` says why the next step cannot be taken, or is empty.
    """

    period: Period
    edition: Edition | None
    note: str
    state: str
    steps: tuple[str, ...]
    blocked: str = ""


def quarters(session: Session, user: User, roles: Collection[RoleName]) -> list[Quarter]:
    """Every quarter with a closed round, the latest first, as `user` may work on it."""
    periods = {quarter.ref: quarter for quarter in map(quarter_of, closed_months(session))}
    return [quarter(session, period, user, roles) for _, period in sorted(periods.items())[::-1]]


def quarter(session: Session, period: Period, user: User, roles: Collection[RoleName]) -> Quarter:
    standing = editions_of(session, period.ref)
    edition = standing[0] if standing else None
    note = unheld(session, period)
    if edition is None or edition.state is EditionState.PUBLISHED:
        return undrafted(session, period, edition, note)
    if edition.state is EditionState.DRAFT:
        return drafted(session, period, edition, note, blocked_for(session, edition, user, roles))
    item = work_on(session, edition.id or 0, WORK[edition.state])
    return at_work(period, edition, note, item, may_publish=RoleName.PUBLISHER in roles)


def undrafted(session: Session, period: Period, edition: Edition | None, note: str) -> Quarter:
    state = "Published" if edition else "Not drafted"
    try:
        refuse_unready(session, period)
    except Refused as error:
        return Quarter(period, edition, note, state, (), str(error))
    return Quarter(period, edition, note, state, ("draft",))


def drafted(session: Session, period: Period, edition: Edition, note: str, blocked: str) -> Quarter:
    steps = ("draft",) if blocked else ("sign-off", "draft")
    try:
        refuse_unready(session, period)
    except Refused as error:
        return Quarter(period, edition, note, "Draft", steps[:-1], blocked or str(error))
    return Quarter(period, edition, note, "Draft", steps, blocked)


def blocked_for(session: Session, edition: Edition, user: User, roles: Collection[RoleName]) -> str:
    """Why this account cannot sign the draft off; empty where it can."""
    publisher = RoleName.PUBLISHER in roles
    try:
        refuse_uncertified(session)
        if publisher:
            refuse_signature(session, edition=edition, actor=user.email)
    except Refused as error:
        return str(error)
    return "" if publisher else NOT_PUBLISHER


def at_work(
    period: Period, edition: Edition, note: str, item: OutboxItem | None, *, may_publish: bool
) -> Quarter:
    """A quarter that the worker has in hand, or has given up."""
    drafting = edition.state is EditionState.DRAFTING
    doing, verb = ("Being drafted", "drafted") if drafting else ("Being published", "published")
    tried = f" The last try failed: {item.last_error}" if item and item.last_error else ""
    if item is not None and item.state is OutboxState.QUEUED:
        return Quarter(period, edition, note, doing, (), SHOWN_WHEN_DONE + tried)
    steps = ("draft",) if drafting else ("retry",) if may_publish else ()
    return Quarter(period, edition, note, f"Not {verb}", steps, f"It could not be {verb}.{tried}")


def unheld(session: Session, period: Period) -> str:
    """Which months of the quarter have no round."""
    held = round_states(session, period)
    missing = [month_label(month) for month in period.months if month not in held]
    return f"No round was opened for {' and '.join(missing)}." if missing else ""
