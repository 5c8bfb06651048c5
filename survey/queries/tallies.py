"""Periods counted by the database, as `analysis.counting` counts frames: it answers with counts."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import Session

from analysis.periods import Period
from analysis.tally import Move, MoveTally, Place, Said, Tally
from survey.queries.groups import group_refs
from survey.queries.scored import Scored, about
from survey.queries.tallies_of_round import round_tally
from survey.queries.voices import ONE, People, Voices, rounds_held


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
    names = group_refs(session)
    places, latest = Counter[Place](), Counter[str]()
    for last, group, answered, number in session.execute(standing(voices)):
        places[Place(names[group], bool(answered))] += number
        latest[names[last]] += number
    said = {
        Said(about(item, measure), names[group], names[last], mode, score, no_view): number
        for item, measure, group, last, mode, score, no_view, number in session.execute(
            spoken(voices)
        )
    }
    return Tally(period, said, dict(places), dict(latest))


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
    rounds = rounds_held(session, [*before.months, *later.months], live=live)
    second = frozenset(number for number, month in rounds.items() if month in later.months)
    names = group_refs(session)
    moved = session.execute(moving(Voices(rounds, second, tuple(asked), people)))
    return MoveTally(
        {
            Move(about(item, measure), names[group], old, new, bool(was), bool(stays)): number
            for item, measure, group, old, new, was, stays, number in moved
        }
    )


def spoken(voices: Voices) -> Select[Any]:
    """People by what they said, and by the groups of then and of last."""
    roster, counted = voices.roster(), voices.answers()
    key = (
        counted.c.item,
        counted.c.measure,
        counted.c.group_id,
        roster.c.group_id.label("last"),
        counted.c.mode,
        counted.c.score,
        counted.c.no_view,
    )
    query: Select[Any] = select(*key, func.count())
    return query.join_from(counted, roster, counted.c.person == roster.c.person).group_by(*key)


def standing(voices: Voices) -> Select[Any]:
    """People by the group of last, the group that they count under, and whether they are heard."""
    roster, heard = voices.roster(), voices.answers(ONE)
    key = (
        roster.c.group_id.label("last"),
        func.coalesce(heard.c.group_id, roster.c.group_id).label("under"),
        case((heard.c.person.is_not(None), 1), else_=0).label("answered"),
    )
    query: Select[Any] = select(*key, func.count())
    return query.outerjoin_from(roster, heard, heard.c.person == roster.c.person).group_by(*key)


def moving(voices: Voices) -> Select[Any]:
    """People by their score in both periods, and whether they could answer in each."""
    counted, roster = voices.answers(), voices.roster()
    about_it = (counted.c.person, counted.c.item, counted.c.measure)
    old, new = counted.c.later == 0, counted.c.later == 1
    groups = (func.max(case((when, counted.c.group_id))) for when in (new, old))
    columns: tuple[Any, ...] = (
        *about_it,
        func.coalesce(*groups).label("group_id"),
        func.max(case((old, counted.c.score))).label("before"),
        func.max(case((new, counted.c.score))).label("after"),
    )
    pairs = select(*columns).where(counted.c.score.is_not(None)).group_by(*about_it).cte("pairs")
    eligible = (
        select(
            roster.c.person,
            func.max(1 - roster.c.later).label("was"),
            func.max(roster.c.later).label("stays"),
        )
        .group_by(roster.c.person)
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
