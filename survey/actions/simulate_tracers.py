from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from analysis.simulated_figures import Figure, figure
from survey.actions.record_event import record_event
from survey.actions.simulate_round import refuse_outside_demonstration
from survey.models import Indicator
from survey.queries.standing import indicators_by_key

TRACER = "tracer"
NOTE = "simulated"


def simulate_tracers(
    session: Session, *, periods: Sequence[str], seed: int, now: datetime
) -> list[Indicator]:
    """Give the tracers a figure in each of `periods` where the performance report has none.

    Gives the indicators that were filled or added; the same call again gives none. Raises
    Refused outside a demonstration, PeriodError for a period that is none.
    """
    refuse_outside_demonstration(session)
    standing = indicators_by_key(session)
    tracers = {row.ref: row for row in standing.values() if row.kind == TRACER}
    filled = []
    for period in periods:
        for ref, tracer in tracers.items():
            row = standing.get((ref, period)) or another_period(tracer, period)
            if not row.value and (made := figure(ref, period, seed)):
                filled.append(fill(row, made))
    session.add_all(filled)
    session.flush()
    if filled:
        record_event(
            session,
            actor="simulation",
            action="tracers simulated",
            subject=", ".join(periods),
            now=now,
            seed=seed,
            figures=len(filled),
        )
    return filled


def another_period(tracer: Indicator, period: str) -> Indicator:
    return Indicator(
        ref=tracer.ref,
        kind=tracer.kind,
        measure=tracer.measure,
        theme_ref=tracer.theme_ref,
        period=period,
        source=tracer.source,
    )


def fill(row: Indicator, made: Figure) -> Indicator:
    row.value, row.unit, row.note, row.simulated = made.value, made.unit, NOTE, True
    return row
