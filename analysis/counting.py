"""Frames counted: one person, one voice, and how each moved between two periods.

An engine answers two questions (`analysis.voices`, written once for all of them); here its numbers
are read.
"""

from collections import Counter
from typing import NamedTuple

from analysis.answers import Answers, Roster
from analysis.columns import engine
from analysis.cube import Cube, cube
from analysis.errors import AnswersError
from analysis.groups import Groups
from analysis.periods import Period
from analysis.tally import Move, MoveTally, Place, Said, Tally
from analysis.voices import Voices, voices
from analysis.votes import NOTHING, Spoken


class Tallies(NamedTuple):
    """A period counted, and where it is compared the earlier one and the moves from there."""

    later: Tally
    earlier: Tally | None
    moved: MoveTally | None


def count(
    answers: Answers,
    roster: Roster | None,
    groups: Groups | None,
    period: Period,
    against: Period | None = None,
) -> Cube:
    """Count each person once per item and measure: the latest score in the period, else 'no view'.

    Eligible is who was on the roster in any round of the period. A person counts under the group
    of the answer that counts, else of the latest round; blocks are those in force in the period's
    first month. `groups` None makes each group its own block. Without a `roster` everybody who
    ever answered is eligible in both periods, under the group of their latest answer in or before
    the period, else of their first one after it. Raises AnswersError where somebody answered who
    was not on the roster, or answered twice, where a group has no block, or where answers and
    roster are frames of two engines.
    """
    counted = tallies(answers, roster, period, against)
    return cube(counted.later, groups, answers.scale, counted.earlier, counted.moved)


def tallies(
    answers: Answers, roster: Roster | None, period: Period, against: Period | None = None
) -> Tallies:
    """The numbers behind `count`, which says what goes in, what is counted and what is raised."""
    if roster is not None and engine(roster.rows) != engine(answers.rows):
        raise AnswersError(
            f"The answers are held by {engine(answers.rows)}, the roster by "
            f"{engine(roster.rows)}; read both with one of them."
        )
    if against is None:
        return Tallies(_tally(voices(answers, roster, [period]), 0, period), None, None)
    found = voices(answers, roster, [period, against])
    return Tallies(_tally(found, 0, period), _tally(found, 1, against), _moves(found))


def _tally(found: Voices, place: int, period: Period) -> Tally:
    """The period that stands at `place` in what was found."""
    groups = found.code.groups
    said, places, latest = Counter[Said](), Counter[Place](), Counter[str]()
    for at, votes, people in found.people:
        if at[place] == NOTHING:
            continue
        latest[groups[at[place]]] += people
        answered = votes[place] != NOTHING
        under = votes[place] if answered else at[place]
        places[Place(groups[under], answered)] += people
    for item, at, votes, people in found.voices:
        spoken = _spoken(found, votes[place])
        if spoken:
            ref, group = found.code.read_item(item), groups[at[place]]
            said[Said(ref, spoken.group, group, *spoken[1:])] += people
    return Tally(period, dict(said), dict(places), dict(latest))


def _moves(found: Voices) -> MoveTally:
    """From the second period in what was found to the first."""
    moves = Counter[Move]()
    for item, at, votes, people in found.voices:
        after, before = (_scored(found, vote) for vote in votes)
        last = after or before
        if last:
            move = Move(
                found.code.read_item(item),
                last.group,
                before and before.score,
                after and after.score,
                was=at[1] != NOTHING,
                stays=at[0] != NOTHING,
            )
            moves[move] += people
    return MoveTally(dict(moves))


def _spoken(found: Voices, vote: int) -> Spoken | None:
    return None if vote == NOTHING else found.code.read(vote)


def _scored(found: Voices, vote: int) -> Spoken | None:
    spoken = _spoken(found, vote)
    return spoken if spoken and spoken.score is not None else None
