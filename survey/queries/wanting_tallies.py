"""Closed periods that were not counted yet, or from other rows: counted now, to be frozen."""

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


def wanting_tallies(session: Session, *, now: datetime) -> list[FrozenTally]:
    """Every closed month and quarter whose counts are wanting, inside and as published.

    A quarter is closed when none of its rounds is open. This takes its time, so ask a session that
    only reads: a change that is made meanwhile shows in the fingerprint, and the count is void.
    """
    closed = closed_months(session)
    still_open = set(held_months(session)) - set(closed)
    pairs = [
        compared(each, each.previous(), set(closed))
        for each in periods_of(closed)
        if not still_open & set(each.months)
    ]
    return [
        tally_of(session, pair, fingerprint, inside=inside, now=now)
        for inside in (True, False)
        for pair, fingerprint in outdated(session, pairs, inside=inside).items()
    ]


def periods_of(months: Iterable[str]) -> list[Period]:
    """The months, and the quarters that hold them."""
    listed = list(months)
    quarters = {quarter.ref: quarter for quarter in map(quarter_of, listed)}
    return [*map(parse_period, listed), *quarters.values()]


def tally_of(
    session: Session, pair: Compared, fingerprint: str, *, inside: bool, now: datetime
) -> FrozenTally:
    """The row of a period and what it is compared with, counted; it is not in the session."""
    period, against = key(pair)
    months = sorted({month for each in pair if each for month in each.months})
    scores = [each for each in in_rounds(session, months) if inside or each.published]
    return FrozenTally(
        period=period,
        against=against,
        inside=inside,
        fingerprint=fingerprint,
        document=written(counted(session, *pair, asked_in(scores, pair))),
        counted_at=now,
    )
