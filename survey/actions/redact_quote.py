import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.redacting.brackets import refuse_unfaithful
from survey.actions.redacting.finding import telling
from survey.actions.redacting.known import Known
from survey.actions.take_out_quotes import take_out_quotes
from survey.errors import Conflict, Refused, SurveyError
from survey.models import Quote
from survey.queries.quotable import Spoken


class Unseen(SurveyError):
    """A quote with something left in it that may tell who spoke; `left` is what, as it stands."""

    def __init__(self, left: Sequence[str]) -> None:
        self.left = left
        one = len(left) == 1
        super().__init__(
            f"{'1 thing that' if one else f'{len(left)} things that'} may tell who spoke "
            f"{'is' if one else 'are'} left in the quote. Put a [bracket] in place of each, or "
            "tick that it stays on purpose."
        )


def redact_quote(  # noqa: PLR0913 - each is a fact of its own, given by name
    session: Session,
    *,
    said: Spoken,
    words: str,
    stays: Collection[str],
    seen: str,
    known: Known,
    actor: str,
    now: datetime,
) -> Quote:
    """Keep `words` as the comment's quote; a change takes its signature away.

    `stays` is what the redactor leaves in on purpose of all that is found in it; `seen` the
    `fingerprint` of the quote that stood when they began. Raises Refused where the comment may not
    be quoted, Conflict where somebody else has changed the quote meanwhile, Unfaithful where it
    does not say what was said, and Unseen where something is left in it unseen.
    """
    if said.obstacle:
        raise Refused(f"This comment may not be quoted. {said.obstacle}")
    if fingerprint(said.quote) != seen:
        raise Conflict("Somebody else has changed this quote meanwhile; compare it with yours.")
    refuse_unfaithful(said.comment.text, words)
    left = [piece.text for piece in telling(words, known)]
    if missing := [text for text in left if text not in stays]:
        raise Unseen(missing)
    quote = said.quote or Quote(
        comment_id=said.comment.id or 0, words="", redacted_by=actor, redacted_at=now
    )
    if quote.words != words:
        _change(session, quote, words, actor, now)
        record_event(
            session, actor=actor, action="quote redacted", subject=subject(quote), now=now,
            comment=said.comment.id, brackets=words.count("["), stays=len(left),
        )  # fmt: skip
        take_out_quotes(session, now=now)
    return quote


def _change(session: Session, quote: Quote, words: str, actor: str, now: datetime) -> None:
    quote.words = words
    quote.redacted_by, quote.redacted_at = actor, now
    quote.signed_by, quote.signed_at = "", None
    session.add(quote)
    session.flush()


def fingerprint(quote: Quote | None) -> str:
    """What stands for the words of a quote in a form, so that a change of them is seen."""
    return hashlib.sha256(quote.words.encode()).hexdigest() if quote else ""


def subject(quote: Quote) -> str:
    """A quote, as audit events name it."""
    return f"quote {quote.id}"
