from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.redact_quote import fingerprint, subject
from survey.errors import Conflict, Refused
from survey.models import Quote
from survey.queries.quotable import Spoken

OWN = "You redacted this quote yourself; somebody else has to read it and sign it off."


def sign_quote(session: Session, *, said: Spoken, seen: str, actor: str, now: datetime) -> Quote:
    """Sign the quote off, so that it may stand in an edition.

    `seen` is the `fingerprint` of the words that were read. Conflict where they have changed since
    or are signed off already; Refused to whoever redacted them, and where the comment may not be
    quoted.
    """
    quote = said.quote
    if quote is None or fingerprint(quote) != seen:
        raise Conflict("This quote has changed since you read it; read it again before you sign.")
    if quote.signed_by:
        raise Conflict(f"This quote is signed off already, by {quote.signed_by}.")
    if quote.redacted_by == actor:
        raise Refused(OWN)
    if said.obstacle:
        raise Refused(f"This quote may not be used. {said.obstacle}")
    quote.signed_by, quote.signed_at = actor, now
    session.add(quote)
    session.flush()
    record_event(session, actor=actor, action="quote signed off", subject=subject(quote), now=now)
    return quote
