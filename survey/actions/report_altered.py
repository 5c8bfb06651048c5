from datetime import datetime, timedelta

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.queries.events import last_done

ACTION = "published file altered"
ACTOR = "web"
# However often visitors ask for the page, the manager reads of it once an hour.
SELDOM = timedelta(hours=1)


def report_altered(session: Session, *, subject: str, now: datetime) -> bool:
    """Tell the manager, through the audit events, that `subject` is not what was published.

    False where that was said within the last hour.
    """
    told = last_done(session, actor=ACTOR, action=ACTION).get(subject)
    if told is not None and now - told < SELDOM:
        return False
    record_event(session, actor=ACTOR, action=ACTION, subject=subject, now=now)
    return True
