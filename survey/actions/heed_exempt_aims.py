from collections.abc import Set
from datetime import datetime

from sqlmodel import Session

from survey.actions.record_event import record_event
from survey.actions.take_out_quotes import take_out_quotes
from survey.queries.exempt import exempt_places, themes_with_exempt_aims
from survey.queries.marked_clear import marked_clear


def heed_exempt_aims(
    session: Session, *, before: Set[tuple[str, str]], actor: str, now: datetime
) -> None:
    """Let what was said near an aim that has become exempt be looked at anew before it is quoted.

    `before` is what `exempt_places` gave before the plan changed. Whoever found a comment not to
    concern an exempt aim could not know of this one.
    """
    session.flush()
    if not exempt_places(session) - before:
        return
    near = marked_clear(session, {"", *themes_with_exempt_aims(session)})
    for comment in near:
        comment.clear_of_exempt_by, comment.clear_of_exempt_at = "", None
        session.add(comment)
    session.flush()
    if near:
        record_event(
            session, actor=actor, action="comments to be cleared anew", subject="exempt aims",
            now=now, comments=len(near),
        )  # fmt: skip
    take_out_quotes(session, now=now)
