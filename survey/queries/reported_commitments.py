"""The commitments that an edition tells of, as it prints them."""

from collections.abc import Collection
from typing import Any

from sqlmodel import Session

from analysis.disclosure.thresholds import LOWEST_SAID
from analysis.periods import Period
from survey.clock import london_day
from survey.models import Commitment, CommitmentStatus, Worked
from survey.queries.commitments import (
    all_commitments,
    is_settled,
    settled_month,
    tally,
)
from survey.queries.plan_items import Item, plan_items
from survey.queries.tellable import why_untold


def reported_commitments(
    session: Session, period: Period, themes: Collection[str]
) -> list[dict[str, Any]]:
    """What was promised by the end of `period` and not settled before it began, due first first.

    `themes` are the refs of those that the edition names: of others no commitment is told. How
    many people said something, and how many say that it worked, is there from the threshold up.
    """
    items = plan_items(session, period.months[-1])
    found = []
    for commitment in all_commitments(session):
        item = items.item(commitment.item)
        if (
            belongs(commitment, period)
            and set(item.themes) <= set(themes)
            and not why_untold(items, commitment)
        ):
            found.append(reported(session, commitment, item, period.months[-1]))
    return found


def belongs(commitment: Commitment, period: Period) -> bool:
    made = f"{london_day(commitment.made_at):%Y-%m}"
    settled = settled_month(commitment)
    return made <= period.months[-1] and not ("" < settled < period.months[0])


def reported(session: Session, commitment: Commitment, item: Item, last: str) -> dict[str, Any]:
    """One commitment; it is overdue where it was due by the end of the month `last`."""
    return {
        "said": commitment.said,
        "people": commitment.people if commitment.people >= LOWEST_SAID else None,
        "promise": commitment.promise,
        "lead": commitment.lead,
        "item": item.themes[0] if len(item.themes) == 1 else "",
        "about": item.name if item.themes and (item.is_aim or len(item.themes) > 1) else "",
        "due_month": commitment.due_month,
        "status": commitment.status.value,
        "outcome": commitment.outcome,
        "overdue": not is_settled(commitment) and commitment.due_month <= last,
        "worked": worked(session, commitment),
    }


def worked(session: Session, commitment: Commitment) -> dict[str, int] | None:
    """Of those who answered whether it worked how many said yes; None until there are enough."""
    if commitment.status is not CommitmentStatus.DONE:
        return None
    found = tally(session, commitment)
    if not found.may_be_shown:
        return None
    return {"answered": found.answered, "yes": found.said.get(Worked.YES, 0)}
