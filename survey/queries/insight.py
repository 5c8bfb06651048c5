"""Insight packs, and who has read them."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from analysis.periods import month_label
from survey.errors import Altered, NotFound
from survey.models import AuditEvent, InsightPack

READ = "insight pack read"


def packs(session: Session) -> list[InsightPack]:
    """Every pack, released or not, the latest month first, and of a month the latest first."""
    query = select(InsightPack)
    return list(
        session.exec(query.order_by(col(InsightPack.month).desc(), col(InsightPack.number).desc()))
    )


def packs_of(session: Session, month: str) -> list[InsightPack]:
    """The packs of `month`, the latest first."""
    query = select(InsightPack).where(InsightPack.month == month)
    return list(session.exec(query.order_by(col(InsightPack.number).desc())))


def pack_by_id(session: Session, pack_id: int) -> InsightPack:
    found = session.get(InsightPack, pack_id)
    if found is None:
        raise NotFound("There is no such insight pack.")
    return found


def pack_numbered(session: Session, month: str, number: int | None = None) -> InsightPack:
    """Pack `number` of `month`, or the latest, released or not; else NotFound."""
    return one_of(packs_of(session, month), month, number)


def released_pack(session: Session, month: str, number: int | None = None) -> InsightPack:
    """The same of those that were released."""
    return one_of([each for each in packs_of(session, month) if each.released_at], month, number)


def one_of(found: Sequence[InsightPack], month: str, number: int | None) -> InsightPack:
    wanted = [each for each in found if number in {None, each.number}]
    if not wanted:
        which = f" {number}" if number else ""
        raise NotFound(f"There is no insight pack{which} of {month_label(month)} to read.")
    return wanted[0]


def released_packs(session: Session) -> list[InsightPack]:
    """What observers may read, the latest month first, and of a month the latest first."""
    return [each for each in packs(session) if each.released_at]


def frozen_pack(pack: InsightPack) -> dict[str, Any]:
    """What the pack says, if that is still what was hashed when it was made; else Altered."""
    if hashlib.sha256(pack.payload.encode()).hexdigest() != pack.sha256:
        raise Altered(
            f"Insight pack {pack.number} of {month_label(pack.month)} was changed after it was "
            "frozen; restore it from a backup."
        )
    document: dict[str, Any] = json.loads(pack.payload)
    return document


def subject(pack: InsightPack) -> str:
    """How audit events name the pack."""
    return f"insight pack {pack.month}/{pack.number}"


def readings(session: Session, pack: InsightPack, most: int) -> list[AuditEvent]:
    """The latest `most` times that somebody opened the pack, the last one first."""
    query = select(AuditEvent).where(AuditEvent.action == READ, AuditEvent.subject == subject(pack))
    order = (col(AuditEvent.at).desc(), col(AuditEvent.id).desc())
    return list(session.exec(query.order_by(*order).limit(most)))


def times_read(session: Session, pack: InsightPack) -> int:
    query = select(func.count()).where(
        AuditEvent.action == READ, AuditEvent.subject == subject(pack)
    )
    return session.exec(query).one()
