"""Panels of three months, as rows from which a cube is counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
from hypothesis import strategies as st

from analysis.answers import groups_of
from analysis.cube import Cube, cube
from analysis.periods import Period, parse_period
from analysis.scale import FIVE_POINTS
from analysis.tally import Item, Move, MoveTally, Place, Said, Tally
from analysis.warnings.figures import Kind, Raised
from analysis.warnings.rules import warnings
from tests.analysis.panels import Row

MAY, JUNE, JULY = (parse_period(f"2018-{month:02d}") for month in (5, 6, 7))
QUARTER = parse_period("2018-19-q2")
SIDES = {"cabinet": "executive", "audit": "assurance", "partners": "external"}
GROUPS = groups_of(
    pd.DataFrame(
        [
            (group, group.title(), "2018-04", f"{group}-block", f"{group.title()} block", side)
            for group, side in SIDES.items()
        ],
        columns=["group", "name", "from", "block", "block_name", "side"],
    )
)
Asked = tuple[str, str, str]
Warned = tuple[Raised, ...]
COLOURS = st.dictionaries(st.sampled_from(["red", "amber", "green"]), st.integers(1, 3), min_size=1)


@dataclass(frozen=True)
class Panel:
    """Who was asked in which month under which group, and what they said."""

    asked: tuple[Asked, ...]
    rows: tuple[Row, ...]

    def cube(self, period: Period, against: Period | None = None) -> Cube:
        later = self.tally(period)
        if against is None:
            return cube(later, GROUPS, FIVE_POINTS)
        moves = self.moves(against, period)
        return cube(later, GROUPS, FIVE_POINTS, self.tally(against), moves)

    def tally(self, period: Period) -> Tally:
        """One person, one voice: a period is a month here, or a quarter of which one was asked."""
        groups = {person: group for month, person, group in self.asked if month in period.months}
        rows = [row for row in self.rows if row[0] in period.months]
        heard = {row[1] for row in rows}
        said = [Said(Item(*row[3:5]), row[2], row[2], None, row[5], row[6]) for row in rows]
        places = [Place(group, person in heard) for person, group in groups.items()]
        return Tally(period, Counter(said), Counter(places), Counter(groups.values()))

    def moves(self, before: Period, after: Period) -> MoveTally:
        old, new = self.scores(before), self.scores(after)
        was, stays = (
            {person for month, person, _ in self.asked if month == period.ref}
            for period in (before, after)
        )
        return MoveTally(
            Counter(
                Move(
                    key[1],
                    (new.get(key) or old[key])[0],
                    points(old, key),
                    points(new, key),
                    key[0] in was,
                    key[0] in stays,
                )
                for key in {**old, **new}
            )
        )

    def scores(self, month: Period) -> dict[tuple[str, Item], tuple[str, int]]:
        """Group and score by person and item."""
        return {
            (row[1], Item(*row[3:5])): (row[2], row[5])
            for row in self.rows
            if row[0] == month.ref and row[5] is not None
        }

    def month(self, *, settled: bool = True) -> Warned:
        """What July warns of, beside June and that beside May."""
        return warnings(self.cube(JULY, JUNE), before=self.cube(JUNE, MAY), settled=settled)

    def quarter(self, official: Mapping[str, Mapping[str, int]] | None = None) -> Warned:
        return warnings(replace(self.cube(QUARTER), official=official or {}))


def points(scores: Mapping[tuple[str, Item], tuple[str, int]], key: tuple[str, Item]) -> int | None:
    found = scores.get(key)
    return None if found is None else found[1]


def said(
    month: str, group: str, scores: Iterable[int | str], measure: str = "progress"
) -> list[Row]:
    """Each person of a group in turn: a score, or the reason for 'no view'."""
    return [
        (
            month,
            f"{group}{place}",
            group,
            "1",
            measure,
            score if isinstance(score, int) else None,
            score if isinstance(score, str) else None,
        )
        for place, score in enumerate(scores)
    ]


def panel(*rows: Sequence[Row], silent: int = 0) -> Panel:
    """Everybody in `rows` was asked in the months of theirs; `silent` others in July alone."""
    every = [row for each in rows for row in each]
    asked = {(row[0], row[1], row[2]): None for row in every}
    others = [("2018-07", f"silent{place}", "audit") for place in range(silent)]
    return Panel((*asked, *others), tuple(every))


@st.composite
def panels(draw: st.DrawFn, most: int = 9) -> Panel:
    """Up to `most` people of each group, over three months, on one item and two measures."""
    answer = st.one_of(st.integers(1, 5), st.sampled_from([None, "not-close", "too-early"]))
    asked: list[Asked] = []
    rows: list[Row] = []
    for group in SIDES:
        for place in range(draw(st.integers(0, most))):
            for month in ("2018-05", "2018-06", "2018-07"):
                if not draw(st.integers(0, 9)):
                    continue
                asked.append((month, f"{group}{place}", group))
                for measure in ("progress", "maturity"):
                    given = draw(answer)
                    if given is not None:
                        score = given if isinstance(given, int) else None
                        reason = given if isinstance(given, str) else None
                        rows.append((month, f"{group}{place}", group, "1", measure, score, reason))
    return Panel(tuple(asked), tuple(rows))


def mirrored(found: Panel) -> Panel:
    """The same people, with 5 for 1 and 1 for 5."""
    return replace(
        found,
        rows=tuple(
            (*row[:5], None if row[5] is None else 6 - row[5], row[6]) for row in found.rows
        ),
    )


def of_kind(found: Warned, kind: Kind) -> list[Raised]:
    return [each for each in found if each.kind == kind]
