"""Whose answer counts on what: rule 1 in SQL, for one period or for two to be compared.

Nothing of a person leaves the database by these; they stand inside the statements that count.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    false,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)
from sqlmodel import Session, col

from survey.models import Answer, Invitation, Response, Round, RoundState
from survey.queries.counting import counts, speaker
from survey.queries.scored import Scored

People = AbstractSet[int]
ONE = ("person",)
EACH = ("person", "item", "measure")
SECOND = 2


def plain(column: Any) -> Any:
    """An enumeration's column as the text that is stored."""
    return type_coerce(column, String)


ROUNDS: Any = bindparam("rounds", expanding=True)
ASKED: Any = bindparam("asked", expanding=True)
PEOPLE: Any = bindparam("people", expanding=True)
IS_LATER = case((col(Invitation.round_id).in_(bindparam("later", expanding=True)), 1), else_=0)
NEWEST = (col(Round.month).desc(), col(Invitation.id).desc())
SCORED_FIRST = case((col(Answer.score).is_not(None), 1), else_=0).desc()
ASKED_ABOUT = tuple_(col(Answer.round_id), col(Answer.item), col(Answer.measure))
STANDING: tuple[Any, ...] = (
    IS_LATER.label("later"),
    speaker().label("person"),
    col(Invitation.group_id).label("group_id"),
)
SAID: tuple[Any, ...] = (
    col(Answer.item),
    col(Answer.measure),
    col(Answer.score),
    plain(Answer.no_view).label("no_view"),
    plain(Answer.mode).label("mode"),
)
ORDER: tuple[Any, ...] = (col(Round.month), col(Invitation.id).label("invitation"))
WITHIN: Mapping[str, Any] = {
    "person": speaker(),
    "item": col(Answer.item),
    "measure": col(Answer.measure),
}


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was asked in `rounds` and what of it counts; months by the round's id.

    The rounds of `later` are one period, the rest the period before it, and each counts a person
    once. With `people` only these are counted.
    """

    rounds: Mapping[int, str]
    later: frozenset[int]
    asked: tuple[Scored, ...]
    people: People | None = None

    def parameters(self) -> dict[str, Any]:
        """What the statements made of `roster` and `answers` are given."""
        numbers = {month: number for number, month in self.rounds.items()}
        asked = {
            (numbers[each.month], each.item, each.measure)
            for each in self.asked
            if each.month in numbers
        }
        given = {"rounds": list(self.rounds), "later": sorted(self.later), "asked": sorted(asked)}
        return given if self.people is None else given | {"people": sorted(self.people)}


@cache
def roster(*, some: bool) -> CTE:
    """Everybody who was asked for scores, once a period, under the group of the last round.

    With `some` only certain people.
    """
    turn = _turn(ONE, NEWEST)
    return _one_a_person(_of_rounds(select(*STANDING, turn), some=some)).cte("roster")


@cache
def answers(*, some: bool) -> CTE:
    """The answer that counts of everybody on everything, once a period.

    That is the latest with a score, else the latest 'no view'.
    """
    query = select(*STANDING, *SAID, *ORDER, _turn(EACH, (SCORED_FIRST, *NEWEST)))
    found = _answering(query, some=some).subquery()
    # 'Less than 2' is 1; an equality SQLite's planner takes for so few rows that whatever is joined
    # to them is gone through for each.
    return select(found).where(found.c.turn < SECOND).cte("answers")


def first_of(found: CTE) -> Select[Any]:
    """Of the answers that count: the group of everybody's latest, once a period."""
    scored = case((found.c.score.is_not(None), 1), else_=0).desc()
    turn = func.row_number().over(
        partition_by=[found.c.later, found.c.person],
        order_by=[scored, found.c.month.desc(), found.c.invitation.desc()],
    )
    return _one_a_person(
        select(found.c.later, found.c.person, found.c.group_id, turn.label("turn"))
    )


def rounds_held(session: Session, months: Sequence[str], *, live: bool) -> dict[int, str]:
    """The month of every closed round of `months`, by its id; `live` takes in the open ones."""
    states = [RoundState.CLOSED, *([RoundState.OPEN] if live else [])]
    query = select(col(Round.id), col(Round.month)).where(
        col(Round.month).in_(months), col(Round.state).in_(states)
    )
    found = session.execute(query.order_by(col(Round.month)))
    return {row.id: row.month for row in found}


def one_of(wanted: Iterable[tuple[str, str]]) -> ColumnElement[bool]:
    """The condition that the `Answer` in hand is about one of these measures and items."""
    items: dict[str, list[str]] = {}
    for measure, item in sorted(wanted):
        items.setdefault(measure, []).append(item)
    return or_(
        false(),
        *(
            and_(col(Answer.measure) == measure, col(Answer.item).in_(refs))
            for measure, refs in items.items()
        ),
    )


def _turn(each: Sequence[str], order: Sequence[Any]) -> Any:
    within = [IS_LATER, *(WITHIN[name] for name in each)]
    return func.row_number().over(partition_by=within, order_by=list(order)).label("turn")


def _one_a_person(query: Select[Any]) -> Select[Any]:
    """The group of each person's first turn.

    There is one such turn; that it is grouped tells SQLite's planner that there are many people,
    so that it looks each up instead of going through all of them every time.
    """
    found = query.subquery()
    group = func.max(found.c.group_id).label("group_id")
    one = select(found.c.later, found.c.person, group).where(found.c.turn == 1)
    return one.group_by(found.c.later, found.c.person)


def _answering(query: Select[Any], *, some: bool) -> Select[Any]:
    """`query` over the answers that count to what was asked."""
    query = (
        query.join(Response, col(Response.invitation_id) == Invitation.id)
        .join(Answer, col(Answer.response_id) == Response.id)
        .where(counts(), ASKED_ABOUT.in_(ASKED))
    )
    return _of_rounds(query, some=some)


def _of_rounds(query: Select[Any], *, some: bool) -> Select[Any]:
    query = query.join(Round, col(Round.id) == Invitation.round_id).where(
        col(Invitation.round_id).in_(ROUNDS), col(Invitation.scores)
    )
    return query.where(speaker().in_(PEOPLE)) if some else query
