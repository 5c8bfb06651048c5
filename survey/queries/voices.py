"""Whose answer counts on what: rule 1 in SQL, for one period or for two to be compared.

Nothing of a person leaves the database by these; they stand inside the statements that count.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlmodel import Session, col

from survey.models import Answer, Invitation, Response, Round, RoundState
from survey.queries.counting import counts, speaker
from survey.queries.scored import Scored

People = AbstractSet[int]
ONE = ("person",)
EACH = ("person", "item", "measure")


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

    @property
    def is_later(self) -> ColumnElement[int]:
        return case((col(Invitation.round_id).in_(sorted(self.later)), 1), else_=0)

    def roster(self) -> CTE:
        """Everybody who was asked for scores, once a period, under the group of the last round."""
        query = self._of_rounds(
            select(*self._standing(), self._turn(ONE, newest()).label("turn"))
        ).subquery()
        return select(query).where(query.c.turn == 1).cte("roster")

    def answers(self, each: Sequence[str] = EACH) -> CTE:
        """The answer that counts, once a period for `each` combination of these columns.

        That is the latest with a score, else the latest 'no view'.
        """
        said: list[Any] = [
            col(Answer.item),
            col(Answer.measure),
            col(Answer.score),
            plain(Answer.no_view).label("no_view"),
            plain(Response.mode).label("mode"),
        ]
        scored = case((col(Answer.score).is_not(None), 1), else_=0).desc()
        turn = self._turn(each, (scored, *newest())).label("turn")
        query = self._of_rounds(
            select(*self._standing(), *said, turn)
            .join(Response, col(Response.invitation_id) == Invitation.id)
            .join(Answer, col(Answer.response_id) == Response.id)
            .where(counts(), answering(self.asked, self.rounds))
        ).subquery()
        return select(query).where(query.c.turn == 1).cte("_".join(("counted", *each)))

    def _standing(self) -> list[Any]:
        return [
            self.is_later.label("later"),
            speaker().label("person"),
            col(Invitation.group_id).label("group_id"),
        ]

    def _turn(self, each: Sequence[str], order: Sequence[Any]) -> ColumnElement[int]:
        columns: dict[str, Any] = {
            "person": speaker(),
            "item": col(Answer.item),
            "measure": col(Answer.measure),
        }
        within = [self.is_later, *(columns[name] for name in each)]
        return func.row_number().over(partition_by=within, order_by=list(order))

    def _of_rounds(self, query: Select[Any]) -> Select[Any]:
        query = query.join(Round, col(Round.id) == Invitation.round_id).where(
            col(Invitation.round_id).in_(sorted(self.rounds)), col(Invitation.scores)
        )
        return query if self.people is None else query.where(speaker().in_(sorted(self.people)))


def rounds_held(session: Session, months: Sequence[str], *, live: bool) -> dict[int, str]:
    """The month of every closed round of `months`, by its id; `live` takes in the open ones."""
    states = [RoundState.CLOSED, *([RoundState.OPEN] if live else [])]
    query = select(col(Round.id), col(Round.month)).where(
        col(Round.month).in_(months), col(Round.state).in_(states)
    )
    found = session.execute(query.order_by(col(Round.month)))
    return {row.id: row.month for row in found}


def answering(asked: Iterable[Scored], rounds: Mapping[int, str]) -> ColumnElement[bool]:
    """The condition that the `Answer` in hand answers what its round asked."""
    of_month: dict[str, set[tuple[str, str]]] = {}
    for each in asked:
        of_month.setdefault(each.month, set()).add((each.measure, each.item))
    alike: dict[frozenset[tuple[str, str]], list[int]] = {}
    for number, month in rounds.items():
        alike.setdefault(frozenset(of_month.get(month, ())), []).append(number)
    return or_(
        false(),
        *(
            and_(col(Invitation.round_id).in_(sorted(numbers)), one_of(wanted))
            for wanted, numbers in alike.items()
        ),
    )


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


def newest() -> tuple[Any, Any]:
    return col(Round.month).desc(), col(Invitation.id).desc()


def plain(column: Any) -> Any:
    """An enumeration's column as the text that is stored."""
    return type_coerce(column, String)
