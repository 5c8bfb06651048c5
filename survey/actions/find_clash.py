from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.set_to_code import set_to_code
from survey.models import Clash, Response


def find_clash(session: Session, *, counted: Response, kept: Response, now: datetime) -> Clash:
    """Note that somebody was heard twice in one month: `counted` counts until somebody decides.

    Both are flushed. What was said in `kept` is coded only once it counts.
    """
    clash = Clash(
        invitation_id=counted.invitation_id,
        counted_id=counted.id or 0,
        kept_id=kept.id or 0,
        found_at=now,
    )
    session.add(clash)
    session.flush()
    set_to_code(session, kept, to_code=False)
    record_event(
        session,
        actor=f"invitation {counted.invitation_id}",
        action="heard twice",
        subject=f"invitation {counted.invitation_id}",
        now=now,
        counted=counted.mode.value,
        kept=kept.mode.value,
    )
    return clash
