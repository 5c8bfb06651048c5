from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.redact_quote import subject
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import Conflict
from survey.models import Quote
from survey.queries.quotable import Spoken


class Why(StrEnum):
    """Why a signature is taken back: chosen, not typed, so that no event can hold what was said."""

    TELLS = "tells"
    CONTEXT = "context"
    SPEAKER = "speaker"
    EXEMPT = "exempt"
    UNNEEDED = "unneeded"


WORDS = {
    Why.TELLS: "Its words still tell who spoke, or of whom",
    Why.CONTEXT: "Without what was taken out it says something else",
    Why.SPEAKER: "Its speaker has asked for it",
    Why.EXEMPT: "It may concern what goes to Cabinet in private",
    Why.UNNEEDED: "Another quote says it better",
}


def withdraw_quote(session: Session, *, said: Spoken, why: Why, actor: str, now: datetime) -> Quote:
    """Take the signature of the quote back: it leaves every edition that is not published yet.

    Its words stay, to be changed or signed again. Conflict where it is not signed off.
    """
    quote = said.quote
    if quote is None or not quote.signed_by:
        raise Conflict("This quote is not signed off, so there is nothing to take back.")
    signed_by, quote.signed_by, quote.signed_at = quote.signed_by, "", None
    session.add(quote)
    session.flush()
    record_event(
        session, actor=actor, action="quote withdrawn", subject=subject(quote), now=now,
        reason=why.value, signed_by=signed_by,
    )  # fmt: skip
    take_out_quotes(session, now=now)
    return quote
