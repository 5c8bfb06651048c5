"""Where a series begins anew: rule 16, and questions that were asked in other words."""

from collections.abc import Collection
from dataclasses import dataclass

from analysis.cube import Cube
from analysis.lineage import Lineage

REWORDED = "reworded"
RESCALED = "rescaled"
UNSAID = "begun anew"


@dataclass(frozen=True, slots=True)
class Break:
    """From the month `begins` on, nothing from before may be joined to what comes after.

    `kind` is one of `analysis.lineage.KINDS`, or tells that the question was `REWORDED`, that its
    scale changed, or that the cube itself says so. `old` and `new` are the refs of a step of
    lineage, else both the item's own.
    """

    begins: str
    kind: str
    old: str
    new: str


def breaks(
    ref: str, before: Cube | None, after: Cube, lineage: Lineage, reworded: Collection[str]
) -> tuple[Break, ...]:
    """What lies between the two periods in the series of `ref`, the earliest first.

    `reworded` has the months from which it was asked in other words. Without a period `before`
    the series begins with what it came from by another ref, if anything.
    """
    if before is None:
        return _origins(ref, after, lineage)
    found = [
        Break(step.begins, step.kind, step.old, step.new)
        for step in lineage.between(before.period, after.period)
        if ref in (step.old, step.new)
    ]
    # Within a period only the latest wording is counted, so that its first month need not be it.
    found += [
        Break(month, REWORDED, ref, ref)
        for month in reworded
        if before.period.months[-1] < month <= after.period.months[-1]
    ]
    begins = after.period.months[0]
    if before.scale != after.scale:
        found.append(Break(begins, RESCALED, ref, ref))
    if not found and ref in after.broken:
        found.append(Break(begins, UNSAID, ref, ref))
    return tuple(sorted(found, key=lambda each: each.begins))


def _origins(ref: str, first: Cube, lineage: Lineage) -> tuple[Break, ...]:
    return tuple(
        Break(step.begins, step.kind, step.old, step.new)
        for step in sorted(lineage.steps, key=lambda each: each.begins)
        if step.new == ref != step.old and step.begins <= first.period.months[-1]
    )
