"""Which themes a month knows, under which names, after renames, splits and mergers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from analysis.lineage import Lineage as Breaks
from analysis.lineage import Step
from survey.models import Lineage, LineageKind, LineageLevel


@dataclass(frozen=True, slots=True)
class Descent:
    """The steps of one level, the earliest first."""

    steps: tuple[Lineage, ...]

    def name_in(self, month: str, ref: str, name: str) -> str:
        """What `ref` was called in `month`, where `name` is what it is called at last."""
        later = (
            step.old_name
            for step in self.steps
            if step.kind is LineageKind.RENAMED and step.new_ref == ref and step.from_month > month
        )
        return next(later, name)

    def in_force(self, month: str, ref: str) -> bool:
        """Whether `ref` is a part of the plan in `month`: begun, and not yet split or merged."""
        return not any(
            (step.old_ref == ref and step.from_month <= month)
            or (step.new_ref == ref and step.from_month > month)
            for step in self.divisions
        )

    def place_in(self, month: str, ref: str) -> str:
        """What stood or stands in `month` where `ref` is filed: its origin, or what it became.

        A part leads back to what was split, and what was merged leads on; both ways are single.
        """
        for step in reversed(self.divisions):
            if step.kind is LineageKind.SPLIT and step.new_ref == ref and step.from_month > month:
                ref = step.old_ref
        for step in self.divisions:
            if step.kind is LineageKind.MERGED and step.old_ref == ref and step.from_month <= month:
                ref = step.new_ref
        return ref

    @property
    def divisions(self) -> list[Lineage]:
        return [step for step in self.steps if step.kind is not LineageKind.RENAMED]


def descent(session: Session, level: LineageLevel) -> Descent:
    """Every step that themes, or aims, have taken."""
    query = (
        select(Lineage)
        .where(Lineage.level == level)
        .order_by(col(Lineage.from_month), col(Lineage.id))
    )
    return Descent(tuple(session.exec(query)))


def relatives(lineage: Descent, refs: Iterable[str]) -> frozenset[str]:
    """`refs` with all that they came from and became, whenever."""
    found = set(refs)
    while True:
        near = {
            ref
            for step in lineage.steps
            if found & {step.old_ref, step.new_ref}
            for ref in (step.old_ref, step.new_ref)
        }
        if near <= found:
            return frozenset(found)
        found |= near


def series(session: Session) -> Breaks:
    """Every step of themes and aims, as the figures ask for it: where a series begins anew."""
    query = select(Lineage.from_month, Lineage.kind, Lineage.old_ref, Lineage.new_ref)
    return Breaks(
        tuple(Step(month, str(kind), old, new) for month, kind, old, new in session.exec(query))
    )
