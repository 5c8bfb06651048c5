"""What figures cost: a quarter from the database, a great round while it is open, the sign-flip."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from sqlmodel import Session

from analysis.cube import cube
from analysis.internal import internal
from analysis.periods import Period, parse_period
from analysis.scale import FIVE_POINTS
from analysis.significance import sign_flip
from benchmarks.coding import postgresql
from benchmarks.line import Line
from benchmarks.scored import LAST, great_round, month, panel
from survey.actions.freeze_tallies import freeze_tallies
from survey.clock import now
from survey.queries.groups import standings
from survey.queries.scored import Scored
from survey.queries.summaries import summary_of
from survey.queries.tallies import tally

ROOM = "figures"
MILLISECONDS, SECONDS, TIMES = "ms", "s", "x"
TRIES, FEW_TRIES = 21, 5
# The quarter and the one that it is compared with; ten years.
PEOPLE, TWO_QUARTERS, HISTORY = 43, 6, 120
ITEMS = 14
QUARTER = parse_period("2027-28-q4")
# What LimeSurvey's simple statistics were measured on, in 6.4 seconds: 21 questions each.
STORED = 100_000
MEASURES = ("progress", "maturity", "trust")
SCORES = [(str(theme), measure) for theme in range(1, 8) for measure in MEASURES]
MOVERS = {"1,000 movers, exact": 1_000, "100,000 movers, by convolution": 100_000}


def lines() -> Iterator[Line]:
    yield from quarters()
    yield great("SQLite", "")
    with postgresql() as url:
        yield great("PostgreSQL", url)
    for name, movers in MOVERS.items():
        moved = {2: movers // 8, 1: movers // 4, -1: movers // 2, -2: movers // 8}
        taken = half_within(partial(sign_flip, moved), FEW_TRIES)
        yield Line(ROOM, f"sign-flip of {name}", taken, SECONDS, 0.5)


def quarters() -> Iterator[Line]:
    """A quarter with its change, from a panel's six months and from its hundred and twenty."""
    with panel(TWO_QUARTERS, PEOPLE) as session:
        alone = of_quarter(session)
    yield Line(ROOM, "summary of a quarter, 43 people", 1000 * alone, MILLISECONDS, 60)
    with panel(HISTORY, PEOPLE) as session:
        freeze_tallies(session, now=now())
        session.commit()
        among = of_quarter(session)
    yield Line(ROOM, "the same with 120 months of history", among / alone, TIMES, 1.2)


def of_quarter(session: Session) -> float:
    """Seconds of processor time that the database and the figures take together: SQLite works in
    this very process, and what else the machine does meanwhile is left out.
    """

    def summarised() -> None:
        session.expire_all()
        found = summary_of(session, QUARTER)
        if len(found.items) != ITEMS or found.items[0].change is None:
            raise RuntimeError("The quarter is not summarised with its change.")

    return half_within(summarised, TRIES, time.process_time)


def great(database: str, url: str) -> Line:
    """Every figure of 21 questions that 100,000 people answered, while the round is open."""
    period = parse_period(month(LAST))
    with great_round(STORED, SCORES, url) as session:
        taken = half_within(lambda: figures(session, period), FEW_TRIES)
    return Line(ROOM, f"{database}: figures of 2.1 million answers", taken, SECONDS, 1.5)


def figures(session: Session, period: Period) -> None:
    asked = [
        Scored(period.ref, item, measure, words=(), audience=(), published=True)
        for item, measure in SCORES
    ]
    counted = tally(session, period, asked, live=True)
    found = internal(cube(counted, standings(session), FIVE_POINTS))
    if sum(counted.places.values()) != STORED or len(found.items) != len(SCORES):
        raise RuntimeError("Somebody is not counted.")


def half_within(
    work: Callable[[], object], tries: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Seconds within which half of the tries are done, after one that does not count."""
    work()
    taken = []
    for _ in range(tries):
        began = clock()
        work()
        taken.append(clock() - began)
    return median(taken)
