from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from analysis.periods import Period, parse_period, quarter_of
from survey.models import FrozenTally
from survey.queries.editions import closed_months, held_months
from survey.queries.frozen_tallies import Compared, key, outdated
from survey.queries.scored import in_rounds
from survey.queries.summaries import asked_in, compared
from survey.queries.tallies import counted
from survey.queries.tally_documents import written


def freeze_tallies(session: Session, *, now: datetime) -> int:
    """Count every closed month and quarter that was not counted yet, or from other rows.

    A quarter is closed when none of its rounds is open. Returns how many were counted. Nothing is
    decided by it, so no event tells of it: figures are the same with it and without.
    """
    closed = closed_months(session)
    still_open = set(held_months(session)) - set(closed)
    frozen = 0
    for inside in (True, False):
        pairs = [
            compared(each, each.previous(), set(closed))
            for each in periods_of(closed)
            if not still_open & set(each.months)
        ]
        for pair, fingerprint in outdated(session, pairs, inside=inside).items():
            freeze(session, pair, fingerprint, inside=inside, now=now)
            frozen += 1
    session.flush()
    return frozen


def periods_of(months: Iterable[str]) -> list[Period]:
    """The months, and the quarters that hold them."""
    listed = list(months)
    quarters = {quarter.ref: quarter for quarter in map(quarter_of, listed)}
    return [*map(parse_period, listed), *quarters.values()]


def freeze(
    session: Session, pair: Compared, fingerprint: str, *, inside: bool, now: datetime
) -> None:
    period, against = key(pair)
    months = sorted({month for each in pair if each for month in each.months})
    scores = [each for each in in_rounds(session, months) if inside or each.published]
    found = counted(session, *pair, asked_in(scores, pair))
    session.merge(
        FrozenTally(
            period=period,
            against=against,
            inside=inside,
            fingerprint=fingerprint,
            document=written(found),
            counted_at=now,
        )
    )
