"""Small panels as frames, and strategies that make them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from analysis.answers import Answers, Roster, groups_of
from analysis.counting import count
from analysis.cube import Cube
from analysis.groups import Groups
from analysis.periods import parse_period

Q1, Q2 = parse_period("2018-19-q1"), parse_period("2018-19-q2")
# round, person, group, item, measure, score, reason
Row = tuple[str, str, str, str, str, int | None, str | None]

GROUPS = groups_of(
    pd.DataFrame(
        [
            (group, group.title(), "2018-04", block, block.title(), side)
            for group, block, side in (
                ("cabinet", "executive", "executive"),
                ("officers", "executive", "executive"),
                ("audit", "independent", "assurance"),
            )
        ],
        columns=["group", "name", "from", "block", "block_name", "side"],
    )
)


def answers_of(rows: Sequence[Row]) -> Answers:
    columns = ["round", "person", "group", "item", "measure", "score", "no_view"]
    return Answers(pd.DataFrame(rows, columns=columns))


def roster_of(rows: Sequence[tuple[Any, ...]]) -> Roster:
    """Everybody in `rows` by round, person and group, once."""
    people = {(row[0], row[1]): row[2] for row in rows}
    return Roster(
        pd.DataFrame(
            [(*key, group) for key, group in people.items()], columns=["round", "person", "group"]
        )
    )


def scored(
    counts: Mapping[str, Sequence[int]], month: str = "2018-07", first: int = 0
) -> list[Row]:
    """One item on one measure, scored by new people of each group, as many as the counts say."""
    scores = [
        (group, score)
        for group, along in counts.items()
        for score, people in enumerate(along, 1)
        for _ in range(people)
    ]
    return [
        (month, f"p{place}", group, "1", "progress", score, None)
        for place, (group, score) in enumerate(scores, first)
    ]


def cube_of(rows: Sequence[Row], *, compared: bool = False, groups: Groups | None = GROUPS) -> Cube:
    """The second quarter of `rows`, everybody in them eligible in the rounds they answered."""
    return count(answers_of(rows), roster_of(rows), groups, Q2, Q1 if compared else None)


def scores(cube: Cube) -> list[list[list[int]]]:
    """People by item, segment and point."""
    return [[list(cell.scores) for cell in row] for row in cube.cells]


def no_views(cube: Cube) -> list[list[list[int]]]:
    """People by item, segment and reason."""
    return [[list(cell.no_views) for cell in row] for row in cube.cells]


def eligible(cube: Cube) -> list[list[int]]:
    """People by item and segment."""
    return [[cell.eligible for cell in row] for row in cube.cells]


@st.composite
def panels(draw: st.DrawFn) -> tuple[list[Row], list[tuple[str, str, str]]]:
    """Rows of answers over two quarters, and the roster they were given under."""
    months = ("2018-05", "2018-06", "2018-07", "2018-08", "2018-10")
    asked = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(months), st.sampled_from("abcdef")),
            st.sampled_from(["cabinet", "officers", "audit"]),
            max_size=20,
        )
    )
    said = st.one_of(st.integers(1, 5), st.sampled_from([None, "too-early", "not-close"]))
    rows: list[Row] = []
    for (month, person), group in asked.items():
        for item in ("1", "2"):
            if draw(st.booleans()):
                answer = draw(said)
                score = answer if isinstance(answer, int) else None
                reason = answer if isinstance(answer, str) else None
                rows.append((month, person, group, item, "progress", score, reason))
    return rows, [(*key, group) for key, group in asked.items()]
