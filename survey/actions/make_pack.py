import hashlib
from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label
from survey.actions.freezing import canonical
from survey.actions.packing.payload import payload
from survey.actions.record_event import record_event
from survey.errors import Refused
from survey.models import InsightPack, Round, RoundState
from survey.queries.insight import packs_of, subject
from survey.queries.rounds import round_by_month


def make_pack(session: Session, *, month: str, actor: str, now: datetime) -> InsightPack:
    """Freeze what observers are to read of `month`, or freeze it anew while it is not released.

    After a release it gets the next number. Raises NotFound where the month has no round, Refused
    while it is open, Altered where an edition or pack that it rests on is not what was frozen.
    """
    round_ = round_by_month(session, month)
    refuse_open(round_)
    pack = unreleased(session, month, actor, now)
    pack.payload = canonical(payload(session, round_, pack.number))
    pack.sha256 = hashlib.sha256(pack.payload.encode()).hexdigest()
    pack.made_by, pack.made_at = actor, now
    session.add(pack)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="insight pack made",
        subject=subject(pack),
        now=now,
        sha256=pack.sha256,
    )
    return pack


def refuse_open(round_: Round) -> None:
    """Refused while people may still answer: a pack tells of a month that is over."""
    if round_.state is not RoundState.CLOSED:
        raise Refused(
            f"The round of {month_label(round_.month)} is still open; "
            "close it before its insight pack is made."
        )


def unreleased(session: Session, month: str, actor: str, now: datetime) -> InsightPack:
    """The pack that waits to be released, or the next one, still empty."""
    standing = packs_of(session, month)
    if standing and standing[0].released_at is None:
        return standing[0]
    number = standing[0].number + 1 if standing else 1
    return InsightPack(
        month=month, number=number, payload="", sha256="", made_by=actor, made_at=now
    )
