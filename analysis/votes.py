"""A vote: one answer as one whole number, so that the greatest of a person's votes is theirs.

Written with mixed digits, the first counts most: whether it is a score, the month, then what was
said: group, mode, score and reason. The latest score, else the latest 'no view', is then a plain
maximum, which every engine has; see docs/decisions/one-count-for-every-engine.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, NamedTuple

import narwhals as nw

from analysis.answers import Answers, score_of
from analysis.tally import Item

NOTHING = -1


class Spoken(NamedTuple):
    """What one vote says; None where a cell was empty."""

    group: str
    mode: str | None
    score: int | None
    no_view: str | None


@dataclass(frozen=True, slots=True)
class Code:
    """The labels of each digit, in the order of their numbers; `months` are those that count."""

    months: tuple[str, ...]
    groups: tuple[str, ...]
    refs: tuple[str, ...]
    measures: tuple[str, ...]
    modes: tuple[str, ...]
    scores: tuple[str, ...]
    reasons: tuple[str, ...]
    compiled: bool

    @classmethod
    def of(cls, answers: Answers, months: Iterable[str], groups: Iterable[str]) -> "Code":
        """The code of all that is in `answers`, with further `groups` that a roster has."""
        kinds = answers.kinds
        return cls(
            _labels({kind.round for kind in kinds} & set(months)),
            _labels((kind.group for kind in kinds), groups),
            _labels(kind.item for kind in kinds),
            _labels(kind.measure for kind in kinds),
            _labels(kind.mode for kind in kinds),
            _labels(kind.score for kind in kinds),
            _labels(kind.no_view for kind in kinds),
            answers.waits,
        )

    def numbered(self, column: str, labels: Sequence[str]) -> nw.Expr:
        """The place of each text of `column` among `labels`, which hold all there are, from 0."""
        return self.valued(column, {label: place for place, label in enumerate(labels)})

    def valued(self, column: str, values: Mapping[str, int]) -> nw.Expr:
        """The value of each text of `column`; `values` has all there are.

        An engine that compiles what it is told is told to halve the texts until one is left, which
        costs DuckDB a third of looking each up; pandas does every step by itself and looks up.
        """
        if self.compiled or len(values) == 1:
            return _halved(nw.col(column), sorted(values.items()))
        return nw.col(column).replace_strict(
            list(values), list(values.values()), return_dtype=nw.Int64
        )

    @property
    def said(self) -> dict[str, tuple[str, ...]]:
        """The digits of what was said, by their columns; see `read`."""
        return {
            "group": self.groups,
            "mode": self.modes,
            "score": self.scores,
            "no_view": self.reasons,
        }

    def size(self, *digits: str) -> int:
        """How many different things can be said with these digits."""
        return prod(len(self.said[name]) for name in digits)

    def vote(self, *digits: str) -> nw.Expr:
        """The vote of each row, in one of `months`, with these digits after the first two."""
        scored = nw.when(nw.col("score") != "").then(len(self.months)).otherwise(0)
        whole = self.numbered("round", self.months) + scored
        for name in digits:
            labels = self.said[name]
            whole = whole * len(labels) + self.numbered(name, labels)
        return whole

    def item(self) -> nw.Expr:
        """The number of each row's item and measure."""
        return self.numbered("item", self.refs) * len(self.measures) + self.numbered(
            "measure", self.measures
        )

    def read_item(self, number: int) -> Item:
        ref, measure = divmod(number, len(self.measures))
        return Item(self.refs[ref], self.measures[measure])

    def read(self, vote: int) -> Spoken:
        """What a vote with all digits says, whether it still has its first two or not."""
        vote, reason = divmod(vote, len(self.reasons))
        vote, score = divmod(vote, len(self.scores))
        vote, mode = divmod(vote, len(self.modes))
        return Spoken(
            self.groups[vote % len(self.groups)],
            self.modes[mode] or None,
            score_of(self.scores[score]),
            self.reasons[reason] or None,
        )


def _halved(column: nw.Expr, values: Sequence[tuple[str, int]]) -> nw.Expr:
    if len(values) == 1:
        return nw.lit(values[0][1], dtype=nw.Int64)
    middle = len(values) // 2
    low, high = _halved(column, values[:middle]), _halved(column, values[middle:])
    return nw.when(column < values[middle][0]).then(low).otherwise(high)


def _labels(*texts: Iterable[Any]) -> tuple[str, ...]:
    """All texts in order; the empty one where there is none, so that no digit has no number."""
    return tuple(sorted({text for each in texts for text in each})) or ("",)
