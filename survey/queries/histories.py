"""Every period of one kind as a Cube, and where what was asked was asked in other words."""

from collections import defaultdict

from sqlmodel import Session

from analysis.cube import Cube
from analysis.periods import Kind, Period
from analysis.tally import Item
from analysis.trends.spans import spans
from survey.queries.editions import closed_months
from survey.queries.scored import PLAN, scored
from survey.queries.summaries import cubes_of


def held_periods(session: Session, kind: Kind) -> list[Period]:
    """Every period of `kind` that has a closed round, the oldest first."""
    closed = set(closed_months(session))
    return [period for period in spans(closed, kind) if closed & set(period.months)]


def histories(session: Session, kind: Kind) -> list[Cube]:
    """The Cube of each period that has a closed round, compared with the one before it."""
    return cubes_of(session, held_periods(session, kind), inside=True)


def reworded(session: Session) -> dict[Item, list[str]]:
    """The months from which an item was asked in other words than the time before."""
    found: dict[Item, list[str]] = defaultdict(list)
    before: dict[Item, object] = {}
    for month in closed_months(session):
        now = {
            Item(each.item or PLAN, each.measure): (each.words, each.audience)
            for each in scored(session, [month])
        }
        for item, words in now.items():
            if before.get(item, words) != words:
                found[item].append(month)
        before |= now
    return dict(found)
