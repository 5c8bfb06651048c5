"""Periods counted by the database, as `analysis.counting` counts frames: it answers with counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import Session

from analysis.periods import Period
from analysis.tally import Move, MoveTally, Place, Said, Tally
from survey.queries.groups import group_refs
from survey.queries.scored import Scored, about
from survey.queries.tallies_of_round import round_tally
from survey.queries.voices import People, Voices, answers, heard, roster, rounds_held


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
    voices = _voices(session, against, period, asked, live=live, people=people)
    names = group_refs(session)
    later, before = _tallies(session, voices, (period, against), names)
    return Counted(later, before, _moves(session, voices, names))


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
    voices = Voices(rounds, frozenset(rounds), asked, people)
    (found,) = _tallies(session, voices, (period,), group_refs(session))
    return found


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
    voices = _voices(session, before, later, tuple(asked), live=live, people=people)
    return _moves(session, voices, group_refs(session))


def _voices(
    session: Session,
    before: Period,
    later: Period,
    asked: tuple[Scored, ...],
    *,
    live: bool,
    people: People | None,
) -> Voices:
    rounds = rounds_held(session, [*before.months, *later.months], live=live)
    second = frozenset(number for number, month in rounds.items() if month in later.months)
    return Voices(rounds, second, asked, people)


def _tallies(
    session: Session, voices: Voices, periods: tuple[Period, ...], names: Mapping[int, str]
) -> list[Tally]:
    """The tally of each of `periods`, the later one first."""
    given, some = voices.parameters(), voices.people is not None
    said: dict[int, dict[Said, int]] = {0: {}, 1: {}}
    places: dict[int, Counter[Place]] = {0: Counter(), 1: Counter()}
    latest: dict[int, Counter[str]] = {0: Counter(), 1: Counter()}
    for later, last, group, answered, number in session.execute(standing(some=some), given):
        places[later][Place(names[group], bool(answered))] += number
        latest[later][names[last]] += number
    for later, item, measure, group, last, *rest, number in session.execute(
        spoken(some=some), given
    ):
        said[later][Said(about(item, measure), names[group], names[last], *rest)] = number
    return [
        Tally(period, said[later], dict(places[later]), dict(latest[later]))
        for period, later in zip(periods, (1, 0), strict=False)
    ]


def _moves(session: Session, voices: Voices, names: Mapping[int, str]) -> MoveTally:
    statement = moving(some=voices.people is not None)
    return MoveTally(
        {
            Move(about(item, measure), names[group], old, new, bool(was), bool(stays)): number
            for item, measure, group, old, new, was, stays, number in session.execute(
                statement, voices.parameters()
            )
        }
    )


@cache
def spoken(*, some: bool) -> Select[Any]:
    """People of each period by what they said, and by the groups of then and of last."""
    asked, found = roster(some=some), answers(some=some)
    key = (
        found.c.later,
        found.c.item,
        found.c.measure,
        found.c.group_id,
        asked.c.group_id.label("last"),
        found.c.mode,
        found.c.score,
        found.c.no_view,
    )
    same = (found.c.person == asked.c.person) & (found.c.later == asked.c.later)
    query: Select[Any] = select(*key, func.count())
    return query.join_from(found, asked, same).group_by(*key)


@cache
def standing(*, some: bool) -> Select[Any]:
    """People of each period by the group of last, the group that they count under, and whether
    they are heard.
    """
    asked, spoke = roster(some=some), heard(some=some)
    key = (
        asked.c.later,
        asked.c.group_id.label("last"),
        func.coalesce(spoke.c.group_id, asked.c.group_id).label("under"),
        case((spoke.c.person.is_not(None), 1), else_=0).label("answered"),
    )
    same = (spoke.c.person == asked.c.person) & (spoke.c.later == asked.c.later)
    query: Select[Any] = select(*key, func.count())
    return query.outerjoin_from(asked, spoke, same).group_by(*key)


@cache
def moving(*, some: bool) -> Select[Any]:
    """People by their score in both periods, and whether they could answer in each."""
    found, asked = answers(some=some), roster(some=some)
    about_it = (found.c.person, found.c.item, found.c.measure)
    old, new = found.c.later == 0, found.c.later == 1
    groups = (func.max(case((when, found.c.group_id))) for when in (new, old))
    columns: tuple[Any, ...] = (
        *about_it,
        func.coalesce(*groups).label("group_id"),
        func.max(case((old, found.c.score))).label("before"),
        func.max(case((new, found.c.score))).label("after"),
    )
    pairs = select(*columns).where(found.c.score.is_not(None)).group_by(*about_it).cte("pairs")
    eligible = (
        select(
            asked.c.person,
            func.max(1 - asked.c.later).label("was"),
            func.max(asked.c.later).label("stays"),
        )
        .group_by(asked.c.person)
        .cte("eligible")
    )
    key = (
        pairs.c.item,
        pairs.c.measure,
        pairs.c.group_id,
        pairs.c.before,
        pairs.c.after,
        eligible.c.was,
        eligible.c.stays,
    )
    query: Select[Any] = select(*key, func.count())
    return query.join_from(pairs, eligible, pairs.c.person == eligible.c.person).group_by(*key)
