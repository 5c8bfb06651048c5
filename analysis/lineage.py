"""Themes and aims that were renamed, split or merged: their series begin anew."""

from dataclasses import dataclass

from analysis.periods import Period

KINDS = ("renamed", "split", "merged")


@dataclass(frozen=True, slots=True)
class Step:
    """From the month `begins` on, `new` is what `old` became; `kind` is one of `KINDS`."""

    begins: str
    kind: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Every step, in any order."""

    steps: tuple[Step, ...] = ()

    def broken(self, before: Period, after: Period) -> dict[str, Step]:
        """Refs whose scores in `after` continue none of `before`, by the last step in between."""
        steps = sorted(self.between(before, after), key=lambda each: each.begins)
        return {ref: each for each in steps for ref in (each.old, each.new)}

    def between(self, before: Period, after: Period) -> tuple[Step, ...]:
        """Steps that begin after `before` has begun and no later than `after` ends."""
        return tuple(
            each for each in self.steps if before.months[0] < each.begins <= after.months[-1]
        )

    def began(self, ref: str) -> tuple[str, ...]:
        """The months in which a series of `ref` begins anew, in order."""
        return tuple(sorted({each.begins for each in self.steps if each.new == ref}))
