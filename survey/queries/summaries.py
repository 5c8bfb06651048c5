"""What a period says, from the closed rounds. For the worker and the commands: it needs pandas."""

from sqlmodel import Session

from analysis.cube import count
from analysis.disclosure.rules import protect
from analysis.periods import Period
from analysis.summary import Summary, summarise
from survey.errors import NotFound
from survey.queries.editions import can_be_summarised, closed_months
from survey.queries.frames import answers, groups, roster


def summary_of(session: Session, period: Period) -> Summary:
    """The safe figures of `period`, with the change since the period before where there is one.

    NotFound names the quarters that can be summarised when the period has none of them.
    """
    closed = closed_months(session)
    if not set(period.months) & set(closed):
        raise NotFound(f"No round of {period.label} is closed; {can_be_summarised(session)}")
    earlier = period.previous()
    against = earlier if set(earlier.months) & set(closed) else None
    months = [*(against.months if against else ()), *period.months]
    counted = count(
        answers(session, months), roster(session, months), groups(session), period, against
    )
    return summarise(protect(counted))
