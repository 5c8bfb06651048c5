"""Who scored in every period of a stretch, by their first and last score; see `analysis.trends`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, Select, case
from sqlmodel import Session, col, func, select

from analysis.periods import Period
from analysis.tally import Item
from analysis.trends.throughout import Throughout, ThroughoutTally
from survey.models import Answer, Invitation, Response, Round
from survey.queries.counting import counts, speaker
from survey.queries.scored import PLAN, Scored, about, scored
from survey.queries.voices import ASKED_ABOUT, NEWEST, Voices, rounds_held

Stretches = Mapping[Item, Sequence[Period]]


def throughout(
    session: Session,
    stretches: Stretches,
    *,
    live: bool = False,
    asked: Sequence[Scored] | None = None,
) -> ThroughoutTally:
    """People by their first and last score on each item, who scored in each of its periods.

    In a period a person's latest score counts. `live` takes in the rounds that are still open;
    `asked` is by default all that the rounds of a stretch scored.
    """
    found: Counter[Throughout] = Counter()
    for periods, items in _alike(stretches).items():
        months = [month for period in periods for month in period.months]
        known = scored(session, months, live=live) if asked is None else asked
        wanted = [each for each in known if Item(each.item or PLAN, each.measure) in items]
        rounds = rounds_held(session, months, live=live)
        if rounds and wanted:
            for item, measure, first, last, people in session.execute(
                _counted(_scores(periods, rounds, wanted), len(periods))
            ):
                found[Throughout(about(item, measure), first, last)] += people
    return ThroughoutTally(found)


def _alike(stretches: Stretches) -> dict[tuple[Period, ...], set[Item]]:
    """Items by their periods, so that those of one stretch are counted at once."""
    found: dict[tuple[Period, ...], set[Item]] = defaultdict(set)
    for item, periods in stretches.items():
        if periods:
            found[tuple(periods)].add(item)
    return found


def _scores(periods: Sequence[Period], rounds: Mapping[int, str], asked: Sequence[Scored]) -> CTE:
    """Every person's score on each item in each period, numbered from 0; one a period."""
    place = dict(_places(periods, rounds))
    triples = Voices(rounds, frozenset(), tuple(asked)).parameters()["asked"]
    period = case(place, value=col(Invitation.round_id))
    about_it = (col(Answer.item), col(Answer.measure))
    turn = func.row_number().over(
        partition_by=[speaker(), *about_it, period], order_by=list(NEWEST)
    )
    columns: list[Any] = [
        speaker().label("person"),
        *about_it,
        col(Answer.score),
        period.label("period"),
        turn.label("turn"),
    ]
    query = (
        select(*columns)
        .select_from(Invitation)
        .join(Round, col(Round.id) == Invitation.round_id)
        .join(Response, col(Response.invitation_id) == Invitation.id)
        .join(Answer, col(Answer.response_id) == Response.id)
        .where(
            col(Invitation.round_id).in_(sorted(rounds)),
            col(Invitation.scores),
            counts(),
            ASKED_ABOUT.in_(triples),
            col(Answer.score).is_not(None),
        )
        .subquery()
    )
    return select(query).where(query.c.turn == 1).cte("scores")


def _places(periods: Sequence[Period], rounds: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    of_month = {month: place for place, period in enumerate(periods) for month in period.months}
    for number, month in rounds.items():
        yield number, of_month[month]


def _counted(scores: CTE, periods: int) -> Select[Any]:
    """People by first and last score, of those with a score in each of so many periods."""
    key = (scores.c.item, scores.c.measure, scores.c.person)
    first = func.max(case((scores.c.period == 0, scores.c.score))).label("first")
    last = func.max(case((scores.c.period == periods - 1, scores.c.score))).label("last")
    each: list[Any] = [scores.c.item, scores.c.measure, first, last]
    present = select(*each).group_by(*key).having(func.count() == periods).subquery()
    ends = [present.c[name] for name in ("item", "measure", "first", "last")]
    counted: list[Any] = [*ends, func.count()]
    query: Select[Any] = select(*counted)
    return query.group_by(*ends)
