from datetime import datetime

from sqlmodel import Session

from survey.actions.approve_edition import refuse_uncertified
from survey.actions.make_pack import refuse_open
from survey.actions.record_event import record_event
from survey.errors import Conflict, Refused
from survey.models import InsightPack
from survey.queries.insight import frozen_pack, subject
from survey.queries.rounds import round_by_month

NO_CERTIFICATE = (
    "This insight pack has no disclosure certificate: the check that no figure lets anybody work "
    "out one person's answer has not been made, so it cannot be released."
)


def release_pack(
    session: Session, *, pack: InsightPack, sha256: str, actor: str, now: datetime
) -> None:
    """Let observers read the pack with the hash `sha256`, which `actor` has read.

    Refused to whoever made it, and without a certificate outside a demonstration; Conflict where it
    is released already or is no longer the one that was read; Altered where it was tampered with.
    It is no publication, so nothing about elections holds it back.
    """
    if pack.released_at is not None:
        raise Conflict("This insight pack is released already.")
    if pack.sha256 != sha256:
        raise Conflict("This insight pack was made anew in the meantime; read it before you sign.")
    refuse_release(session, pack=pack, actor=actor)
    frozen_pack(pack)
    pack.released_by, pack.released_at = actor, now
    session.add(pack)
    session.flush()
    record_event(
        session,
        actor=actor,
        action="insight pack released",
        subject=subject(pack),
        now=now,
        sha256=pack.sha256,
    )


def refuse_release(session: Session, *, pack: InsightPack, actor: str) -> None:
    """Refused, with the reason, when `actor` may not release the pack."""
    refuse_uncertified(session, NO_CERTIFICATE)
    refuse_open(round_by_month(session, pack.month))
    if pack.made_by == actor:
        raise Refused(
            "You made this insight pack yourself; somebody else has to read it and release it."
        )
