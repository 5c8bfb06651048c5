"""Periods counted by the database, as `analysis.counting` counts frames: it answers with counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from analysis.periods import Period
from analysis.tally import Move, MoveTally, Place, Said, Tally
from survey.queries.groups import group_refs
from survey.queries.scored import Scored, about
from survey.queries.tallies_of_round import round_tally
from survey.queries.tallying import MOVED, SAID, STANDS, tallying
from survey.queries.voices import People, Voices, rounds_held


@dataclass(frozen=True, slots=True)
class Counted:
    """A period's people, and where it is compared, those of the period before and their moves."""

    tally: Tally
    before: Tally | None = None
    moved: MoveTally | None = None


def counted(
    session: Session,
    period: Period,
    against: Period | None,
    asked: Iterable[Scored],
    *,
    live: bool = False,
    people: People | None = None,
) -> Counted:
    """`tally` of `period` and of `against`, and the `moves` in between."""
    asked = tuple(asked)
    if against is None:
        return Counted(tally(session, period, asked, live=live, people=people))
    rounds = rounds_held(session, [*against.months, *period.months], live=live)
    later = frozenset(number for number, month in rounds.items() if month in period.months)
    voices = Voices(rounds, later, asked, people)
    return _counted(session, voices, period, against)


def tally(
    session: Session,
    period: Period,
    asked: Iterable[Scored],
    *,
    live: bool = False,
    people: People | None = None,
) -> Tally:
    """Who said what of what was `asked` in the closed rounds of `period`, one voice a person.

    `live` takes in the rounds that are still open; with `people`, by their ids, only these count. A
    deputy is a person of their own, under the group of the seat that they spoke for.
    """
    rounds, asked = rounds_held(session, period.months, live=live), tuple(asked)
    if len(rounds) == 1 and people is None:
        ((number, month),) = rounds.items()
        of_it = [each for each in asked if each.month == month]
        quickly = round_tally(session, period, number, of_it)
        if quickly is not None:
            return quickly
    return _counted(session, Voices(rounds, frozenset(rounds), asked, people), period).tally


def moves(
    session: Session,
    before: Period,
    later: Period,
    asked: Iterable[Scored],
    *,
    live: bool = False,
    people: People | None = None,
) -> MoveTally:
    """How the scores of what was `asked` moved from `before` to `later`; see `tally`."""
    found = counted(session, later, before, asked, live=live, people=people).moved
    return found or MoveTally({})


def _counted(
    session: Session, voices: Voices, period: Period, against: Period | None = None
) -> Counted:
    """What one statement counts of `voices`, whose later rounds are those of `period`."""
    names = group_refs(session)
    said: dict[int, dict[Said, int]] = {0: {}, 1: {}}
    places: dict[int, Counter[Place]] = {0: Counter(), 1: Counter()}
    latest: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    moved: dict[Move, int] = {}
    statement = tallying(some=voices.people is not None, compared=against is not None)
    rows = session.execute(statement, voices.parameters()).all()
    for kind, item, measure, group, *rest, people in rows:
        when, last, mode, no_view, one, other = rest
        if kind == SAID:
            key = (names[group], names[last], mode, one, no_view)
            said[when][Said(about(item, measure), *key)] = people
        elif kind == STANDS:
            places[when][Place(names[group], bool(one))] += people
            latest[when][names[last]] += people
        elif kind == MOVED:
            eligible = (bool(last), bool(when))
            moved[Move(about(item, measure), names[group], one, other, *eligible)] = people
    later, before = (
        Tally(each or period, said[place], dict(places[place]), dict(latest[place]))
        for each, place in ((period, 1), (against, 0))
    )
    return Counted(later, before, MoveTally(moved)) if against else Counted(later)
