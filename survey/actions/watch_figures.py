import json
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from analysis.warnings.figures import Raised, stored
from survey.actions.record_event import record_event
from survey.models import EarlyWarning, WarningKind
from survey.queries.warnings import warnings_to_settle
from survey.queries.watched import Seen, Watched

ACTOR = "worker"
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many warnings were raised, raised again after they had ended, and ended."""

    raised: int = 0
    again: int = 0
    ended: int = 0


def watch_figures(session: Session, *, watched: Watched, now: datetime) -> Changes:
    """Keep what the figures warn of: raise what is new, refresh what stands, end the rest.

    One that is raised again after it had ended is as new, and nobody has acknowledged it.
    """
    known = {key_of(each): each for each in warnings_to_settle(session, watched.periods)}
    found = {key_of(each.raised): each for each in watched.seen}
    new = [key for key in found if key not in known]
    again = [key for key in found if key in known and known[key].ended_at is not None]
    over = [key for key, each in known.items() if key not in found and each.ended_at is None]
    for key in new:
        session.add(warning(key, found[key], now))
    for key, each in known.items():
        if key in found:
            each.detail = detail(found[key])
    for key in again:
        raise_again(known[key], now)
    for key in over:
        known[key].ended_at = now
    changes = Changes(len(new), len(again), len(over))
    if changes != Changes():
        tell(session, changes, watched, now)
    return changes


def key_of(each: EarlyWarning | Raised) -> Key:
    """What makes a warning the same as an earlier one."""
    names = ("kind", "period", "item", "measure", "block")
    kind, period, item, measure, block = (str(getattr(each, name)) for name in names)
    return kind, period, item, measure, block


def warning(key: Key, seen: Seen, now: datetime) -> EarlyWarning:
    kind, period, item, measure, block = key
    return EarlyWarning(
        kind=WarningKind(kind),
        period=period,
        item=item,
        measure=measure,
        block=block,
        detail=detail(seen),
        raised_at=now,
    )


def detail(seen: Seen) -> str:
    """What is kept beside the columns, as JSON."""
    facts = {
        "title": seen.title,
        "open": seen.still_open,
        "against": seen.raised.against,
        "figures": stored(seen.raised.figures),
    }
    return json.dumps(facts, ensure_ascii=False, sort_keys=True)


def raise_again(known: EarlyWarning, now: datetime) -> None:
    known.raised_at, known.ended_at = now, None
    known.acknowledged_by, known.acknowledged_at, known.words = "", None, ""


def tell(session: Session, changes: Changes, watched: Watched, now: datetime) -> None:
    session.flush()
    record_event(
        session,
        actor=ACTOR,
        action="early warnings changed",
        subject="early warnings",
        now=now,
        raised=changes.raised,
        raised_again=changes.again,
        ended=changes.ended,
        standing=len(watched.seen),
    )
