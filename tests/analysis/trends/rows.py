"""Cubes of rows of answers, and slow, obvious second implementations that read the rows."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from analysis.counting import count
from analysis.cube import Cube
from analysis.periods import Period, parse_period
from analysis.tally import Item
from analysis.trends.series import Series, series
from analysis.trends.throughout import Throughout, ThroughoutTally
from tests.analysis.panels import GROUPS, Row, answers_of, roster_of

QUARTERS = tuple(parse_period(f"2018-19-q{place}") for place in (1, 2, 3, 4))
PROGRESS = Item("1", "progress")


def along(person: str, scores: Mapping[str, int | None], item: str = "1") -> list[Row]:
    """What one person of audit said on one item, by month."""
    return [
        (month, person, "audit", item, "progress", score, None) for month, score in scores.items()
    ]


def cubes(rows: Sequence[Row], periods: Iterable[Period] = QUARTERS) -> list[Cube]:
    """A cube for each period that somebody answered in, compared with the one before."""
    held = {row[0] for row in rows}
    answers, roster = answers_of(rows), roster_of(rows)
    found = []
    for period in periods:
        if held & set(period.months):
            before = period.previous()
            against = before if held & set(before.months) else None
            found.append(count(answers, roster, GROUPS, period, against))
    return found


def one(rows: Sequence[Row], periods: Iterable[Period] = QUARTERS) -> Series:
    """The only series there is."""
    (found,) = series(cubes(rows, periods))
    return found


def voice(rows: Sequence[Row], person: str, item: Item, period: Period) -> int | None:
    """The last score that a person gave in a period."""
    found = None
    for month in period.months:
        for row in rows:
            if row[0] == month and row[1] == person and Item(row[3], row[4]) == item:
                found = row[5] if row[5] is not None else found
    return found


def present(rows: Sequence[Row], item: Item, periods: Sequence[Period]) -> list[tuple[int, int]]:
    """First and last score of everybody who scored in each of `periods`."""
    found = []
    for person in sorted({row[1] for row in rows}):
        scores = [voice(rows, person, item, period) for period in periods]
        if scores[0] is not None and scores[-1] is not None and None not in scores:
            found.append((scores[0], scores[-1]))
    return found


def tallied(item: Item, pairs: Iterable[tuple[int, int]]) -> ThroughoutTally:
    people: dict[Throughout, int] = {}
    for first, last in pairs:
        key = Throughout(item, first, last)
        people[key] = people.get(key, 0) + 1
    return ThroughoutTally(people)


def mean(numbers: Sequence[int]) -> Fraction | None:
    return Fraction(sum(numbers), len(numbers)) if numbers else None
