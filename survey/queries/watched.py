"""What the figures warn of now: counted for the worker, which keeps it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from analysis.cube import Cube
from analysis.periods import Period, parse_period, quarter_of
from analysis.warnings.figures import Raised
from analysis.warnings.rules import warnings
from survey.clock import london_day
from survey.models import Round, RoundState
from survey.queries.editions import held_months
from survey.queries.plan_items import PlanItems, plan_items
from survey.queries.rounds import open_rounds
from survey.queries.scored import PLAN
from survey.queries.summaries import cube_of
from survey.working_days import DAY, working_days_between

LAST_DAYS = 2
WHOLE_PLAN = "The plan as a whole"


@dataclass(frozen=True, slots=True)
class Seen:
    """A warning, what its item is called, and whether its period is still being answered."""

    raised: Raised
    title: str
    still_open: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """What the figures of `periods` warn of; no other period is looked at any more."""

    periods: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(slots=True)
class Counting:
    """Cubes, each counted once; `held` are the months that have a round."""

    session: Session
    held: frozenset[str]
    cubes: dict[str, Cube] = field(default_factory=dict)

    def cube(self, period: Period) -> Cube:
        if period.ref not in self.cubes:
            self.cubes[period.ref] = cube_of(self.session, period, inside=True, live=True)
        return self.cubes[period.ref]

    def month(self, month: Period, *, settled: bool) -> tuple[Raised, ...]:
        """What `month` warns of, beside the month before where that has a round."""
        before = month.previous()
        beside = self.cube(before) if before.ref in self.held else None
        return warnings(self.cube(month), before=beside, settled=settled)

    def quarter(self, quarter: Period) -> tuple[Raised, ...]:
        return warnings(self.cube(quarter))


def watched(session: Session, now: datetime) -> Watched:
    """Count the months that are watched, and the quarters that hold them.

    They are those that are open and the latest that is closed: what was warned of before has been
    overtaken by it.
    """
    counting = Counting(session, frozenset(held_months(session)))
    items = plan_items(session)
    rounds = {parse_period(each.month): each for each in rounds_watched(session)}
    quarters = dict.fromkeys(quarter_of(month.ref) for month in rounds)
    unfinished = {month for month, each in rounds.items() if each.state is RoundState.OPEN}
    unfinished |= {quarter_of(month.ref) for month in unfinished}
    raised = {
        **{
            month: counting.month(month, settled=is_settled(each, now))
            for month, each in rounds.items()
        },
        **{quarter: counting.quarter(quarter) for quarter in quarters},
    }
    return Watched(
        tuple(period.ref for period in raised),
        tuple(
            Seen(each, title(each.item, items), period in unfinished)
            for period, found in raised.items()
            for each in found
        ),
    )


def rounds_watched(session: Session) -> list[Round]:
    """The rounds that are open, and the one of the latest month that is closed."""
    query = select(Round).where(Round.state == RoundState.CLOSED)
    closed = session.exec(query.order_by(col(Round.month).desc()).limit(1)).first()
    return [*open_rounds(session), *([closed] if closed else [])]


def is_settled(round_: Round, now: datetime) -> bool:
    """Whether a month is over, or in its last two working days.

    Before that a low response, and agreement that differs from last month's, say no more than that
    some have yet to answer.
    """
    if round_.state is RoundState.CLOSED:
        return True
    after = london_day(round_.closes_at) + DAY
    return working_days_between(london_day(now), after) <= LAST_DAYS


def title(ref: str, items: PlanItems) -> str:
    """What an item is called today; empty where a warning is about the whole panel."""
    if ref == PLAN:
        return WHOLE_PLAN
    return items.item(ref).name if ref else ""
