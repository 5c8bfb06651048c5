from datetime import datetime

from sqlmodel import Session

from survey.actions.freezing import freeze
from survey.actions.place_quotes import Entry, Placed, arranged
from survey.actions.record_event import record_event
from survey.actions.request_draft import queue, subject
from survey.errors import Altered
from survey.models import Edition, EditionState, OutboxKind
from survey.queries.editions import frozen_payload
from survey.queries.groups import blocks_of_groups
from survey.queries.quotable import placed_in
from survey.queries.quoting_editions import forget_quotes, unpublished_with_quotes

ACTOR = "web"  # who spoke stays untold


def take_out_quotes(session: Session, *, now: datetime, actor: str = ACTOR) -> int:
    """Take out of drafts and signed-off editions every quote that may no longer stand there.

    Asked after whatever may make it so, it costs one query where no such edition holds quotes. A
    quote whose speaker's block may no longer be named loses that name alone. An edition that has
    changed is frozen and hashed anew and drawn again by the worker; one that was signed off stays
    so, for nothing was added to it. Gives how many editions have changed.
    """
    return sum(_take_out(session, each, now, actor) for each in unpublished_with_quotes(session))


def _take_out(session: Session, edition: Edition, now: datetime, actor: str) -> bool:
    try:
        document = frozen_payload(edition)
    except Altered:
        return False  # it cannot be published, and a new hash would hide that it was altered
    said = [each for each in placed_in(session, edition.id or 0) if each.fit]
    now_right = arranged(edition, document["summary"], said, blocks_of_groups(session))
    kept = nothing_added(document["quotes"], now_right)
    forget_quotes(session, edition.id or 0, but=[each.quote.id or 0 for each in said if each.quote])
    if kept == document["quotes"]:
        return False
    freeze(edition, document | {"quotes": kept})
    session.add(edition)
    queue(session, edition, OutboxKind.REDRAW_EDITION, now)
    record_event(
        session,
        actor=actor,
        action="quotes taken out",
        subject=subject(edition),
        now=now,
        quotes=many(document["quotes"]) - many(kept),
        left=many(kept),
        still_signed_off=edition.state is EditionState.APPROVED,
        sha256=edition.sha256,
    )
    return True


def nothing_added(before: Placed, after: Placed) -> Placed:
    """`after` without what `before` did not say: not a quote more, nor the name of a block."""
    kept: Placed = {}
    for item, entries in after.items():
        left = list(before.get(item, []))
        kept_here = [found for each in entries if (found := _of(left, each)) is not None]
        if kept_here:
            kept[item] = kept_here
    return kept


def _of(left: list[Entry], entry: Entry) -> Entry | None:
    """`entry` as far as `left` says it, of which it is taken."""
    unnamed: Entry = {"words": entry["words"], "attributed_to": None}
    for said in (entry, unnamed):
        if said in left:
            left.remove(said)
            return said
    named = next((each for each in left if each["words"] == entry["words"]), None)
    if named is None:
        return None
    left.remove(named)
    return unnamed


def many(placed: Placed) -> int:
    return sum(map(len, placed.values()))
