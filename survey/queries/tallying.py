"""The one statement that counts a period, and what it is compared with.

Everything is made of the answers that count, which the database finds once. Its rows are of three
kinds, each as `key_of` lays them out, with the people at the end.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    CompoundSelect,
    Integer,
    Select,
    String,
    case,
    cast,
    func,
    null,
    select,
    union_all,
)

from survey.queries.voices import answers, first_of, roster

SAID, STANDS, MOVED = range(3)
NO_TEXT, NO_NUMBER = cast(null(), String), cast(null(), Integer)


@cache
def tallying(*, some: bool, compared: bool) -> CompoundSelect[Any]:
    """People by what they said, by where they stand and, where `compared`, by how they moved.

    With `some` only certain people count. The parameters are those of `Voices`.
    """
    found, asked = answers(some=some), roster(some=some)
    kinds = [said(found, asked), standing(found, asked)]
    return union_all(*kinds, *([moved(found, asked)] if compared else []))


def said(found: CTE, asked: CTE) -> Select[Any]:
    """By what they said in each period, and by the groups of then and of last."""
    text = {"item": found.c.item, "measure": found.c.measure, "mode": found.c.mode}
    key = key_of(
        SAID,
        **text,
        no_view=found.c.no_view,
        group=found.c.group_id,
        later=found.c.later,
        last=asked.c.group_id,
        one=found.c.score,
    )
    return counting(key).join_from(found, asked, same(found, asked))


def standing(found: CTE, asked: CTE) -> Select[Any]:
    """By the group of last in each period, the group that they count under, and whether heard."""
    heard = first_of(found).cte("heard")
    key = key_of(
        STANDS,
        group=func.coalesce(heard.c.group_id, asked.c.group_id),
        later=asked.c.later,
        last=asked.c.group_id,
        one=case((heard.c.person.is_not(None), 1), else_=0),
    )
    return counting(key).outerjoin_from(asked, heard, same(heard, asked))


def moved(found: CTE, asked: CTE) -> Select[Any]:
    """By the score in both periods. `last` tells whether they could answer in the earlier period,
    `later` whether in the later one.
    """
    pairs, eligible = paired(found), by_person(asked)
    key = key_of(
        MOVED,
        item=pairs.c.item,
        measure=pairs.c.measure,
        group=pairs.c.group_id,
        later=eligible.c.stays,
        last=eligible.c.was,
        one=pairs.c.before,
        other=pairs.c.after,
    )
    return counting(key).join_from(pairs, eligible, pairs.c.person == eligible.c.person)


def paired(found: CTE) -> CTE:
    """Everybody's score in both periods, under the group of the later one, else the earlier."""
    about_it = (found.c.person, found.c.item, found.c.measure)
    old, new = found.c.later == 0, found.c.later == 1
    groups = (func.max(case((when, found.c.group_id))) for when in (new, old))
    columns: tuple[Any, ...] = (
        *about_it,
        func.coalesce(*groups).label("group_id"),
        func.max(case((old, found.c.score))).label("before"),
        func.max(case((new, found.c.score))).label("after"),
    )
    return select(*columns).where(found.c.score.is_not(None)).group_by(*about_it).cte("pairs")


def by_person(asked: CTE) -> CTE:
    """Everybody with the periods in which they could answer."""
    was, stays = func.max(1 - asked.c.later), func.max(asked.c.later)
    query = select(asked.c.person, was.label("was"), stays.label("stays"))
    return query.group_by(asked.c.person).cte("eligible")


def key_of(kind: int, **columns: Any) -> tuple[Any, ...]:
    """The columns by which people are counted; those that a kind has not are empty."""
    text = {name: columns.get(name, NO_TEXT) for name in ("item", "measure", "mode", "no_view")}
    numbers = {
        name: columns.get(name, NO_NUMBER) for name in ("group", "later", "last", "one", "other")
    }
    return (
        cast(kind, Integer).label("kind"),
        text["item"].label("item"),
        text["measure"].label("measure"),
        numbers["group"].label("group_id"),
        numbers["later"].label("later"),
        numbers["last"].label("last"),
        text["mode"].label("mode"),
        text["no_view"].label("no_view"),
        numbers["one"].label("one"),
        numbers["other"].label("other"),
    )


def counting(key: tuple[Any, ...]) -> Select[Any]:
    query: Select[Any] = select(*key, func.count().label("people"))
    return query.group_by(*key)


def same(one: CTE, other: CTE) -> Any:
    return (one.c.person == other.c.person) & (one.c.later == other.c.later)
