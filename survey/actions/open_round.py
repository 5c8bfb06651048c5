from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from analysis.periods import PeriodError, parse_month
from questionnaires.model import Questionnaire
from survey.actions.begin_round import begin_round
from survey.actions.keep_dates import keep_dates, refuse_overlap
from survey.errors import Conflict, SurveyError
from survey.models import PlannedRound, Round
from survey.models.rounds import GRACE_MINUTES
from survey.queries.calendar import CalendarState, calendar_month
from survey.queries.planned_dates import MonthDates
from survey.queries.planned_rounds import plan_to_change
from survey.queries.rounds import months_with_rounds


def open_round(  # noqa: PLR0913 - a month is opened whole, in one transaction, or not at all
    session: Session,
    *,
    month: str,
    definition: Questionnaire,
    opens_at: datetime,
    closes_at: datetime,
    secret_key: str,
    actor: str,
    now: datetime,
    invite: bool = True,
    reminders: Sequence[datetime] = (),
    last_day: datetime | None = None,
    thanks: bool = False,
    grace_minutes: int = GRACE_MINUTES,
) -> Round:
    """Open the round of `month` ('2018-07') by hand: freeze what is asked, invite everybody.

    Each message waits in the outbox until `opens_at`, with its personal link sealed under
    `secret_key`; without `invite` there are invitations, but neither links nor messages. The
    calendar gets the month, with its reminders and its closing; of a month that was planned the
    reminders still to come stay, unless others are given. Whoever has begun by `closes_at` may
    finish in the `grace_minutes` after it. Raises a SurveyError that says what to
    mend, Conflict where the month has a round already or another one overlaps.
    """
    check_month(session, month)
    dates = MonthDates(month, opens_at, tuple(reminders), last_day, closes_at, grace_minutes)
    plan = plan_to_change(session, month)
    if plan is None:
        plan = PlannedRound(month=month, definition=definition.id, thanks=thanks)
    elif not reminders and last_day is None:
        dates = with_planned_reminders(session, dates)
    dates.check()
    refuse_overlap(session, dates)
    plan.thanks = plan.thanks or thanks
    round_ = begin_round(
        session,
        plan=plan,
        dates=dates,
        definition=definition,
        secret_key=secret_key if invite else None,
        actor=actor,
        now=now,
    )
    plan.skipped_at, plan.reason, plan.definition = None, "", definition.id
    session.add(plan)
    session.flush()
    keep_dates(session, plan, dates, now, opening=False)
    return round_


def check_month(session: Session, month: str) -> None:
    try:
        parse_month(month)
    except PeriodError as error:
        raise SurveyError(str(error)) from error
    if month in months_with_rounds(session):
        raise Conflict(f"Round {month} exists already: each month has one round.")


def with_planned_reminders(session: Session, dates: MonthDates) -> MonthDates:
    """`dates` with the reminders that the calendar has for the time in which it is open."""
    standing = calendar_month(session, dates.month)
    if standing.state is CalendarState.SKIPPED:
        return dates

    def within(at: datetime | None) -> bool:
        return at is not None and dates.opens_at < at < dates.closes_at

    planned = standing.dates
    return MonthDates(
        month=dates.month,
        opens_at=dates.opens_at,
        reminders=tuple(filter(within, planned.reminders)),
        last_day=planned.last_day if within(planned.last_day) else None,
        closes_at=dates.closes_at,
        grace_minutes=dates.grace_minutes,
    )
