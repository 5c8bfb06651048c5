"""A chart or table of some lines about one measure, under its finding."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.tables import Table
from analysis.vega.frame import Row, Spec
from analysis.vega.ranges import Range, ranges
from analysis.vega.shift import Shift, shift
from analysis.vega.shift import reach as reach_of_shift
from analysis.vega.spread import reach as reach_of_spread
from analysis.vega.spread import spread
from survey.analyse.figures import columns, comparing, findings, shown
from survey.analyse.figures.columns import Column
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.lines import Line, pairs
from survey.analyse.figures.tables import table


@dataclass(frozen=True, slots=True)
class Block:
    """A table under its finding, with a chart of it if there is a `spec`, which `label` tells of.

    `id` names both in links, and the files that are taken of them.
    """

    id: str
    finding: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    data: Table
    label: str = ""
    spec: Spec | None = None


@dataclass(frozen=True, slots=True)
class Makes:
    """Makes the blocks of `lines` about a `measure`, whose tables begin with `heading`.

    Where they are the groups of one theme, `split`, the first line is everybody. `beside` are the
    lines of all measures, next to which they are seen and so drawn alike. A block is None where
    there is nothing to say of its kind.
    """

    found: Counted
    measure: str
    heading: str
    lines: tuple[Line, ...]
    beside: tuple[Line, ...]
    simulated: bool
    split: bool = False

    @property
    def _first(self) -> tuple[Line, ...]:
        """What speaks for all: everybody, where the others are its groups."""
        return self.lines[:1] if self.split else self.lines

    @property
    def _others(self) -> tuple[Line, ...]:
        return self.lines[1:] if self.split else self.lines

    def spread(self, name: str) -> Block:
        scale = self.found.scale
        rows = [(_row(line), line.figures.counts) for line in self.lines]
        far = reach_of_spread((line.figures.counts for line in self.beside), scale)
        return self._block(
            name,
            findings.spread(self.measure, self._others),
            "how scores are spread",
            columns.spread(scale),
            f"Bar chart of how many gave each score of {self.measure}.",
            spread(rows, scale, far, simulated=self.simulated),
        )

    def change(self, name: str) -> Block | None:
        if not any(line.change for line in self.lines):
            return None
        about = (
            f"Dot chart of the change in {self.measure}{self._since}: the mark is those who "
            "scored in both periods, the broken line the mean of everybody."
        )
        far = reach_of_shift(
            float(change)
            for line in self.beside
            if line.change is not None and line.change.decomposition is not None
            for change in (line.change.decomposition.matched, line.change.decomposition.total)
        )
        return self._block(
            name,
            findings.change(self.measure, self._others, self.lines[0] if self.split else None),
            f"change{self._since}",
            columns.CHANGE,
            about,
            shift([_shift(line) for line in self.lines], far, simulated=self.simulated),
        )

    def parts(self, name: str) -> Block | None:
        if not any(line.change for line in self.lines):
            return None
        return self._block(
            name,
            findings.parts(self.measure, self._first),
            f"the change of the mean{self._since}, taken apart",
            columns.PARTS,
        )

    def silence(self, name: str) -> Block:
        rows = [Range(_row(line), *_numbers(line)) for line in self.lines]
        return self._block(
            name,
            findings.ranges(self.measure, self._first),
            "what silence leaves open, and who has no view",
            columns.SILENCE,
            f"Range chart of the mean of {self.measure} and of what it could be.",
            ranges(rows, self.found.scale, simulated=self.simulated),
        )

    def between(self, name: str) -> Block | None:
        if not any(line.item for line in self.lines):
            return None
        names = {each.ref: each.name for each in self.found.segments}
        return self._block(
            name,
            findings.between(self.measure, self.lines),
            "between groups",
            comparing.between(names),
        )

    def pairs(self, name: str) -> Block | None:
        apart = tuple(pair for line in self.lines if line.item for pair in pairs(line.item))
        if not apart:
            return None
        made = replace(self, lines=apart, heading="Two groups")
        finding = findings.pairs(self.measure, apart)
        return made._block(name, finding, "every two groups", comparing.PAIR)

    def rag(self, name: str) -> Block | None:
        if not any(line.item and line.item.rag for line in self.lines):
            return None
        return self._block(
            name,
            findings.rag(self.measure, self.lines),
            "the panel's view beside our own rating",
            comparing.RAG,
        )

    @property
    def _since(self) -> str:
        against = self.found.figures.against
        return f" since {against.label}" if against else ""

    def _block(
        self,
        name: str,
        finding: str,
        caption: str,
        chosen: Sequence[Column],
        label: str = "",
        spec: Spec | None = None,
    ) -> Block:
        of = f"{self.measure.capitalize()}: {caption}, {self.found.look.period.label}"
        return Block(
            f"{name}-{self.measure}",
            finding,
            tuple(chosen),
            self.lines,
            table(of, self.heading, self.lines, chosen),
            f"{label} {finding} The table below has every figure." if spec else "",
            spec,
        )


def _row(line: Line) -> Row:
    return Row(line.label, columns.BASE.words(line), line.href)


def _shift(line: Line) -> Shift:
    change = line.change
    parts = None if change is None else change.decomposition
    if change is None or parts is None:
        words = "" if change is None else columns.verdict(change)
        return Shift(Row(line.label, words, line.href), "too few changes to call", None, None, {})
    facts = {
        "Verdict": columns.verdict(change),
        "Matched moved": f"{shown.signed(parts.matched)} ({change.matched_n} people)",
        "Up, same, down": f"{change.up}, {change.same}, {change.down}",
        "Change of the mean": shown.signed(parts.total),
    }
    row = Row(line.label, columns.verdict(change), line.href)
    return Shift(row, change.verdict, float(parts.matched), float(parts.total), facts)


def _numbers(line: Line) -> tuple[float | None, float | None, float | None]:
    bounds, mean = line.figures.mean_bounds, line.figures.mean
    low, high = (None, None) if bounds is None else (float(bounds.low), float(bounds.high))
    return None if mean is None else float(mean), low, high
