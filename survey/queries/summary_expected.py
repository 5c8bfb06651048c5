"""When the summary of a month's quarter comes, for whoever has answered in it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Session, and_, col

from analysis.periods import Period, quarter_of
from survey.clock import london_day
from survey.models import Edition, EditionState, PlannedRound, Schedule
from survey.models.calendar import SUMMARY_DAY
from survey.working_days import add_working_days

# Built once, because building a statement costs as much as running it.
PUBLISHED = (
    select(col(Edition.published_at))
    .where(col(Edition.period) == bindparam("period"), col(Edition.state) == EditionState.PUBLISHED)
    .order_by(col(Edition.number))
    .limit(1)
    .scalar_subquery()
)
# The rule that has planned the last month of the quarter that any has, else the latest rule.
SUMMARY_DAY_OF_RULE = (
    select(col(Schedule.summary_day))
    .outerjoin(
        PlannedRound,
        and_(
            col(PlannedRound.schedule_id) == col(Schedule.id),
            col(PlannedRound.month).between(bindparam("first"), bindparam("last")),
        ),
    )
    .order_by(
        col(PlannedRound.month).is_(None), col(PlannedRound.month).desc(), col(Schedule.id).desc()
    )
    .limit(1)
    .scalar_subquery()
)
BOTH = select(PUBLISHED, SUMMARY_DAY_OF_RULE)


@dataclass(frozen=True, slots=True)
class SummaryExpected:
    """The summary of `quarter`: on `day` it was published first, or else it is expected."""

    quarter: Period
    day: date
    published: bool

    def is_overdue(self, now: datetime) -> bool:
        """Whether the day has passed and nothing is published."""
        return not self.published and london_day(now) > self.day


def summary_expected(session: Session, month: str) -> SummaryExpected:
    """When the summary of the quarter of `month` was or is expected to be published.

    Expected is working day `Schedule.summary_day` after the quarter's end.
    """
    quarter = quarter_of(month)
    first, *_, last = quarter.months
    facts = {"period": quarter.ref, "first": first, "last": last}
    published_at, number = session.execute(BOTH, facts).one()
    if published_at is not None:
        return SummaryExpected(quarter, london_day(published_at), published=True)
    day = add_working_days(last_day(quarter), number or SUMMARY_DAY)
    return SummaryExpected(quarter, day, published=False)


def last_day(quarter: Period) -> date:
    year, month = map(int, quarter.months[-1].split("-"))
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
