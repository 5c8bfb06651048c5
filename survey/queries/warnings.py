"""Early warnings as they are kept: for the manager's and the analyst's pages alone."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from analysis.warnings.figures import KINDS, Kind, Raised, read
from survey.errors import NotFound
from survey.models import EarlyWarning

# Built once, because building a statement costs as much as running it.
STANDING = (
    select(EarlyWarning)
    .where(col(EarlyWarning.ended_at).is_(None))
    .order_by(col(EarlyWarning.raised_at).desc(), col(EarlyWarning.id))
)
PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Kept:
    """What `detail` of a warning holds beside its figures.

    `title` is what its item is called; `still_open` says that its period was being answered when
    it was counted.
    """

    raised: Raised
    title: str
    still_open: bool


def standing_warnings(session: Session) -> list[EarlyWarning]:
    """Those that hold, acknowledged or not: the gravest kinds first, of each the latest raised."""
    return sorted(session.scalars(STANDING), key=lambda each: PLACES[kind_of(each)])


def ended_warnings(session: Session, count: int) -> list[EarlyWarning]:
    """The `count` that ended last, the latest first."""
    query = select(EarlyWarning).where(col(EarlyWarning.ended_at).is_not(None))
    latest = query.order_by(col(EarlyWarning.ended_at).desc(), col(EarlyWarning.id).desc())
    return list(session.scalars(latest.limit(count)))


def ended_count(session: Session) -> int:
    query = select(func.count()).select_from(EarlyWarning)
    return session.scalar(query.where(col(EarlyWarning.ended_at).is_not(None))) or 0


def warning_by_id(session: Session, warning_id: int) -> EarlyWarning:
    """The warning as it stands, whom other writers wait for. Raises NotFound."""
    query = select(EarlyWarning).where(col(EarlyWarning.id) == warning_id)
    held = query.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(held).first()
    if found is None:
        raise NotFound("There is no such warning.")
    return found


def warnings_to_settle(session: Session, periods: Collection[str]) -> list[EarlyWarning]:
    """All that a count of `periods` may raise again or end, locked."""
    query = select(EarlyWarning).where(
        or_(col(EarlyWarning.ended_at).is_(None), col(EarlyWarning.period).in_(periods))
    )
    held = query.order_by(col(EarlyWarning.id)).with_for_update()
    return list(session.scalars(held.execution_options(populate_existing=True)))


def kind_of(warning: EarlyWarning) -> Kind:
    found: Kind = warning.kind.value
    return found


def kept(warning: EarlyWarning) -> Kept:
    """What the warning says, from its columns and its `detail`."""
    detail = json.loads(warning.detail)
    kind = kind_of(warning)
    raised = Raised(
        kind=kind,
        period=warning.period,
        figures=read(kind, detail["figures"]),
        item=warning.item,
        measure=warning.measure,
        block=warning.block,
        against=detail["against"],
    )
    return Kept(raised, detail["title"], detail["open"])
