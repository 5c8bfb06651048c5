"""The link to the record of a conversation: whether it is still wanted, and what it says."""

import json
from datetime import datetime, timedelta

from sqlmodel import Session

from survey.clock import day_words, london_day
from survey.language import gettext, marked
from survey.mail.body import Value
from survey.mail.outcomes import Dropped
from survey.models import Interview, OutboxItem, User
from survey.queries.messages import is_revoked
from survey.queries.records import interview_of
from survey.queries.responses import standing_response

NOBODY = marked("A facilitator")


def read_back_values(
    session: Session, item: OutboxItem, token: str, days: int, now: datetime
) -> dict[str, Value]:
    """Who wrote the record down, and until when it can be contradicted, counted from `now`.

    Raises Dropped where another record stands, or its speaker has said already that it is right.
    """
    standing = standing_response(session, item.subject_id)
    if standing is None or standing.id != json.loads(item.detail)["response_id"]:
        raise Dropped("Another record took its place before this message could be sent.")
    interview = interview_of(session, standing.id or 0)
    if interview is None or interview.confirmed_at is not None:
        raise Dropped("The record was confirmed before this message could be sent.")
    if is_revoked(session, token):
        raise Dropped("The link in this message was replaced before it could be sent.")
    return {
        "facilitator": Value(name_of(session, interview)),
        "settles": Value(day_words(london_day(now + timedelta(days=days))), strong=True),
    }


def name_of(session: Session, interview: Interview) -> str:
    held = session.get(User, interview.facilitator_id) if interview.facilitator_id else None
    return held.name if held else gettext(NOBODY)
