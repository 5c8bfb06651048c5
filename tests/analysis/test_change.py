from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.change import (
    Decomposition,
    GroupEffect,
    Moves,
    by_group,
    decompose,
    matched_mean,
    strength,
    verdict,
)
from analysis.measures import mean

COUNTS = st.lists(st.integers(0, 4), min_size=4, max_size=4).map(tuple)
MOVES = st.builds(
    Moves, st.lists(COUNTS, min_size=4, max_size=4).map(tuple), COUNTS, COUNTS, COUNTS, COUNTS
)
GROUPS = st.dictionaries(st.sampled_from("abc"), COUNTS)


def moves_of(
    before: Mapping[str, int],
    after: Mapping[str, int],
    rosters: tuple[str, str],
    points: int = 5,
) -> Moves:
    """Sort people one by one, scores starting at 1."""

    def along(people: str, scores: Mapping[str, int]) -> tuple[int, ...]:
        counted = Counter(scores[person] for person in people)
        return tuple(counted[score] for score in range(1, points + 1))

    both = [person for person in before if person in after]
    pairs = Counter((before[person], after[person]) for person in both)
    fresh, gone = "".join(after.keys() - before.keys()), "".join(before.keys() - after.keys())
    scale = range(1, points + 1)
    return Moves(
        joint=tuple(tuple(pairs[old, new] for new in scale) for old in scale),
        joined=along("".join(p for p in fresh if p not in rosters[0]), after),
        returned=along("".join(p for p in fresh if p in rosters[0]), after),
        left=along("".join(p for p in gone if p not in rosters[1]), before),
        lapsed=along("".join(p for p in gone if p in rosters[1]), before),
    )


BEFORE = {"a": 3, "b": 2, "c": 3, "d": 4, "e": 2, "f": 3, "g": 5, "h": 1}
AFTER = {"a": 4, "b": 3, "c": 3, "d": 4, "e": 3, "f": 3, "i": 5, "j": 2, "k": 4}
WORKED = moves_of(BEFORE, AFTER, ("abcdefghk", "abcdefhijk"))


def test_who_came_and_went_is_counted() -> None:
    ways = [WORKED.people(name) for name in Moves.ONE_PERIOD]
    assert ways == [2, 1, 1, 1], "i and j joined, k returned, g left, h lapsed"


def test_the_worked_decomposition() -> None:
    assert WORKED.matched == 6
    assert matched_mean(WORKED) == Fraction(1, 2)
    assert WORKED.differences() == {0: 3, 1: 3}
    assert decompose(WORKED) == Decomposition(
        total=Fraction(41, 72),
        matched=Fraction(1, 2),
        joined=Fraction(1, 27),
        returned=Fraction(2, 27),
        left=Fraction(-13, 48),
        lapsed=Fraction(11, 48),
    )


def test_nobody_matched() -> None:
    moves = moves_of({"a": 3}, {"b": 4}, ("a", "b"))
    assert (moves.matched, moves.differences()) == (0, {})
    assert matched_mean(moves) is None
    assert decompose(moves) is None
    assert verdict(moves.differences(), 2) == "too few changes to call"


@given(MOVES)
def test_the_parts_always_add_up_to_the_change_of_the_mean(moves: Moves) -> None:
    parts = decompose(moves)
    if not moves.matched:
        assert parts is None
        return
    before = [sum(row) for row in moves.joint]
    after = [sum(row[score] for row in moves.joint) for score in range(4)]
    for counts, more in (
        (before, (moves.left, moves.lapsed)),
        (after, (moves.joined, moves.returned)),
    ):
        for each in more:
            counts[:] = [a + b for a, b in zip(counts, each, strict=True)]
    assert parts is not None
    assert parts.total == (mean(after) or 0) - (mean(before) or 0)
    assert parts.matched == matched_mean(moves)


@given(MOVES)
def test_reversing_the_scale_mirrors_the_decomposition(moves: Moves) -> None:
    reversed_moves = Moves(
        tuple(row[::-1] for row in moves.joint[::-1]),
        *(each[::-1] for each in (moves.joined, moves.returned, moves.left, moves.lapsed)),
    )
    parts, mirrored = decompose(moves), decompose(reversed_moves)
    if parts is None:
        assert mirrored is None
    else:
        assert mirrored == Decomposition(
            -parts.total, -parts.matched, -parts.joined, -parts.returned, -parts.left, -parts.lapsed
        )


def test_a_group_that_grows_and_a_group_that_moves() -> None:
    before = {"cabinet": [0, 0, 0, 2, 0], "audit": [0, 2, 0, 0, 0]}
    after = {"cabinet": [0, 0, 0, 3, 0], "audit": [0, 0, 1, 0, 0]}
    assert by_group(before, after) == (
        GroupEffect("cabinet", Fraction(1), Fraction(0)),
        GroupEffect("audit", Fraction(-5, 8), Fraction(3, 8)),
    )


@given(GROUPS, GROUPS)
def test_group_effects_add_up_to_the_change_of_the_mean(
    before: Mapping[str, Sequence[int]], after: Mapping[str, Sequence[int]]
) -> None:
    effects = by_group(before, after)
    old, new = (
        mean([sum(column) for column in zip(*counts.values(), strict=True)])
        for counts in (before, after)
    )
    if old is None or new is None:
        assert effects == ()
    else:
        assert sum(each.composition + each.within for each in effects) == new - old


@pytest.mark.parametrize(
    ("differences", "eligible", "said"),
    [
        ({1: 5, 0: 20}, 25, "too few changes to call"),
        ({1: 6}, 6, "improved"),
        ({-1: 6}, 6, "declined"),
        ({1: 6}, 12, "improved"),
        ({1: 6}, 13, "no reliable change"),
        ({1: 6, 0: 18}, 24, "improved"),
        ({1: 6, 0: 19}, 25, "no reliable change"),
        ({1: 6, -1: 1}, 7, "no reliable change"),
        ({1: 3, -1: 3}, 6, "no reliable change"),
        ({1: 900, -1: 200}, 1100, "improved"),
    ],
)
def test_a_verdict_needs_movers_lopsidedness_size_and_coverage(
    differences: dict[int, int], eligible: int, said: str
) -> None:
    assert verdict(differences, eligible) == said


def test_a_direction_is_firm_where_it_stands_the_adjustment() -> None:
    assert strength("improved", Fraction(1, 20)) == "firm"
    assert strength("declined", 0.051) == "indicative"
    assert strength("no reliable change", Fraction(1, 100)) is None
