"""The frames that come in: answers, the roster of who was asked, and the groups.

A frame is whatever narwhals understands: of pandas or polars, a DuckDB relation, a Spark DataFrame.
Each wrapper checks its frame by what kinds of rows it has, which any engine counts in one pass; the
row at fault is looked for only where there is one.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import narwhals as nw

from analysis.columns import (
    ROW,
    Rows,
    check_filled,
    check_months,
    fetched,
    refusal,
    refuse,
    texts,
    twice,
)
from analysis.errors import AnswersError
from analysis.groups import SIDES, Groups, Segment, Standing
from analysis.scale import FIVE_POINTS, Scale

__all__ = ["Answers", "AnswersError", "Roster", "groups_of"]

NO_VIEWS = ("too-early", "not-close")
KEYS = ("round", "person", "item", "measure")
_TWICE = "this person has answered this item and measure in this round further up"
_BOTH = "it holds a score and a 'no view'; keep one of them"
_WHOLE = re.compile(r"\s*\+?(-?[0-9]{1,9})(\.0*)?\s*", re.ASCII)


class Kind(NamedTuple):
    """What distinct answers have in common: everything but the person; '' where a cell is empty."""

    round: str
    group: str
    item: str
    measure: str
    score: str
    no_view: str
    mode: str


@dataclass(frozen=True, eq=False, slots=True)
class Answers:
    """One row per person, item, measure and round.

    `frame` has the columns `round` (`2018-07`), `person`, `group`, `item`, `measure`, `score`
    (whole number on `scale`; empty for 'no view') and, if wanted, `no_view` (`too-early`,
    `not-close`), `mode` and `row`; others are left out. `rows` is the same as text, `kinds` what
    there is in it. Raises AnswersError with the row; on an engine that waits until it is asked
    (DuckDB, Spark) a person twice is found when the period is counted, in the same pass.
    """

    frame: Any
    scale: Scale = FIVE_POINTS
    rows: Rows = field(init=False, repr=False)
    kinds: tuple[Kind, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        needed = ["round", "person", "group", "item", "measure", "score"]
        rows = texts(self.frame, needed, ["no_view", "mode"], "answers")
        kinds, nameless = _kinds(rows, Kind._fields)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "kinds", tuple(Kind(*kind) for kind in kinds))
        _check_texts(rows, kinds, nameless, Kind._fields[:4], "answers")
        self._check_scores()
        self._check_reasons()
        if not self.waits:
            self.refuse_twice()

    @property
    def waits(self) -> bool:
        """Whether the engine does nothing until it is asked for results."""
        return isinstance(nw.from_native(self.frame), nw.LazyFrame)

    def refuse_twice(self) -> None:
        """Raise AnswersError where a person answers an item and measure again in one round."""
        found = twice(self.rows, KEYS)
        if found is not None:
            raise refusal("answers", found, _TWICE)

    def _check_scores(self) -> None:
        off = [text for text in {kind.score for kind in self.kinds} if self._off(text)]
        if off:
            first, last = self.scale.first, self.scale.last
            mend = (
                f"is not on the scale of whole numbers from {first} to {last}; correct it, or "
                "leave it empty for 'no view'"
            )
            bad = nw.col("score").is_in(off)
            refuse(self.rows, bad, "answers", lambda row: f"the score '{row['score']}' {mend}")

    def _check_reasons(self) -> None:
        known = ["", *NO_VIEWS]
        if any(kind.no_view not in known for kind in self.kinds):
            why = f"the reason for 'no view' is one of {', '.join(NO_VIEWS)}, or empty"
            refuse(self.rows, ~nw.col("no_view").is_in(known), "answers", lambda _: why)
        if any(kind.score and kind.no_view for kind in self.kinds):
            both = (nw.col("score") != "") & (nw.col("no_view") != "")
            refuse(self.rows, both, "answers", lambda _: _BOTH)

    def _off(self, text: str) -> bool:
        score = score_of(text)
        return bool(text) and (score is None or not self.scale.first <= score <= self.scale.last)


@dataclass(frozen=True, eq=False, slots=True)
class Roster:
    """Who was asked: `frame` has the columns `round`, `person`, `group`, one row per person and
    round, and `row` if wanted. `groups` are those in it. Raises AnswersError with the row.
    """

    frame: Any
    rows: Rows = field(init=False, repr=False)
    groups: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        table, columns = "roster", ("round", "group")
        rows = texts(self.frame, ["round", "person", "group"], [], table)
        kinds, nameless = _kinds(rows, columns)
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "groups", frozenset(group for _, group in kinds))
        _check_texts(rows, kinds, nameless, columns, table)
        found = twice(rows, ["round", "person"])
        if found is not None:
            why = "this person is on it twice in one round; keep one row"
            raise refusal(table, found, why)


def groups_of(frame: Any) -> Groups:
    """The groups of a frame with the columns `group`, `name`, `from` (`2018-04`), `block`,
    `block_name`, `side` (`executive`, `assurance`, `external`). Raises AnswersError with the row.
    """
    table = "groups"
    columns = ["group", "name", "from", "block", "block_name", "side"]
    rows = texts(frame, columns, [], table)
    for name in columns:
        check_filled(rows, name, table)
    found = [
        dict(zip((*columns, ROW), row, strict=True)) for row in fetched(rows.select(*columns, ROW))
    ]
    check_months(rows, "from", table, [row["from"] for row in found])
    begun: set[tuple[str, str]] = set()
    names: dict[tuple[str, str], str] = {}
    for row in found:
        begins = row["from"]
        if row["side"] not in SIDES:
            raise refusal(table, row, f"a side is one of {', '.join(SIDES)}")
        if (row["group"], begins) in begun:
            raise refusal(table, row, "this group starts twice in one month")
        begun.add((row["group"], begins))
        if names.setdefault((begins, row["block"]), row["block_name"]) != row["block_name"]:
            raise refusal(table, row, "this block has another name further up")
    shown = ("group", "name", "block", "block_name", "side")
    return Groups(
        tuple(Standing(row["from"], Segment(*(row[each] for each in shown))) for row in found)
    )


def score_of(text: str) -> int | None:
    """The whole number that is written, as '3' or '3.0'; None for anything else."""
    match = _WHOLE.fullmatch(text)
    return None if match is None else int(match[1])


def _kinds(rows: Rows, columns: tuple[str, ...]) -> tuple[list[tuple[Any, ...]], bool]:
    """The distinct rows by `columns`, and whether there is one that names no person."""
    marked = rows.with_columns(nameless=(nw.col("person") == "").cast(nw.Int64))
    found = fetched(marked.group_by(*columns).agg(nw.col("nameless").max()))
    return [row[:-1] for row in found], any(row[-1] for row in found)


def _check_texts(
    rows: Rows,
    kinds: list[tuple[Any, ...]],
    nameless: bool,  # noqa: FBT001
    columns: tuple[str, ...],
    table: str,
) -> None:
    for name, *values in zip(columns, *(kind[: len(columns)] for kind in kinds), strict=True):
        if "" in values:
            check_filled(rows, name, table)
        if name == "round":
            check_months(rows, name, table, values)
            if nameless:
                check_filled(rows, "person", table)
