import json
from datetime import datetime, timedelta
from hmac import compare_digest

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.models import Invitation
from survey.queries.codes import codes_since
from survey.tokens import CODE_MINUTES, six_digits

MOST_TRIES = 5


def try_code(
    session: Session, *, invitation: Invitation, typed: str, secret_key: str, now: datetime
) -> bool:
    """Whether `typed` is the code that was sent last, half an hour ago at most.

    It is good once, and for five tries. Commit whatever comes out: a wrong try is counted.
    """
    sent = codes_since(session, invitation.id or 0, now - timedelta(minutes=CODE_MINUTES))
    tries = json.loads(sent[0].detail).get("tries", 0) if sent else MOST_TRIES
    if tries >= MOST_TRIES:
        return False
    digits = "".join(filter(str.isdecimal, typed)).encode()
    right = compare_digest(digits, six_digits(sent[0].key, secret_key).encode())
    sent[0].detail = json.dumps({"tries": MOST_TRIES if right else tries + 1})
    record_event(
        session,
        actor=f"invitation {invitation.id}",
        action="code accepted" if right else "code refused",
        subject=f"invitation {invitation.id}",
        now=now,
    )
    session.flush()
    return right
