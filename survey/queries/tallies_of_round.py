"""One round counted from an index alone, however many answers it has.

In one round one person has one voice, so nothing has to be chosen: everything is counted in the
order of the index, and what does not count, which is little, is taken off again.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from analysis.periods import Period
from analysis.tally import Place, Said, Tally
from survey.models import FIRST_REVISION, Answer, Invitation, Response
from survey.queries.counting import speaker
from survey.queries.groups import group_refs
from survey.queries.scored import Scored, about
from survey.queries.voices import one_of, plain

KEY: tuple[Any, ...] = (
    col(Answer.item),
    col(Answer.measure),
    col(Answer.group_id),
    plain(Answer.mode),
    col(Answer.score),
    plain(Answer.no_view),
)


def round_tally(
    session: Session, period: Period, round_id: int, asked: Iterable[Scored]
) -> Tally | None:
    """What was said of what the one round of `period` asked; None where it asks somebody twice."""
    wanted = {(each.item, each.measure) for each in asked}
    eligible = by_group(session, asked_for_scores(round_id))
    if session.scalar(people_of(round_id)) != eligible.total():
        return None
    names = group_refs(session)
    found = everything(session, round_id) - set_aside(session, round_id)
    counted = {key: number for key, number in found.items() if key[:2] in wanted}
    said = {
        Said(about(item, measure), names[group], names[group], *rest): number
        for (item, measure, group, *rest), number in counted.items()
    }
    heard = heard_by_group(session, round_id, wanted, counted)
    places = Counter({Place(names[group], answered=True): n for group, n in heard.items()})
    places += {Place(names[group], answered=False): n for group, n in (eligible - heard).items()}
    latest = {names[group]: number for group, number in eligible.items()}
    return Tally(period, said, dict(places), latest)


def heard_by_group(
    session: Session, round_id: int, wanted: set[tuple[str, str]], counted: dict[Any, int]
) -> Counter[int]:
    """How many have answered anything that is `wanted`, by group.

    Where as many as have responded answered one and the same question, which is usual, for most
    must be answered, nobody has to be looked up.
    """
    responded = by_group(session, responding(round_id))
    answered = Counter[Any]()
    for (item, measure, group, *_), number in counted.items():
        answered[group, item, measure] += number
    most = dict.fromkeys(responded, 0)
    for (group, *_), number in answered.items():
        most[group] = max(most[group], number)
    if most == responded:
        return responded
    return by_group(session, heard_in(round_id, wanted))


def everything(session: Session, round_id: int) -> Counter[Any]:
    """All answers of the round, those that do not count among them."""
    return counted(session, answers_by_key().where(col(Answer.round_id) == round_id))


def set_aside(session: Session, round_id: int) -> Counter[Any]:
    """The answers of the round that do not count."""
    query = answers_by_key().where(col(Answer.response_id).in_(uncounted(round_id)))
    return counted(session, query)


def answers_by_key() -> Select[Any]:
    return select(*KEY, func.count()).group_by(*KEY)


def counted(session: Session, query: Select[Any]) -> Counter[Any]:
    return Counter({tuple(key): number for *key, number in session.execute(query)})


def uncounted(round_id: int) -> Select[Any]:
    """Responses that were superseded or set aside, or whose speaker is not asked for scores.

    Only where a revision other than the first was made can one be superseded.
    """
    other, later = aliased(Response), aliased(Response)
    of_round = select(col(Invitation.id)).where(col(Invitation.round_id) == round_id)
    again = select(col(other.invitation_id)).where(
        col(other.revision) != FIRST_REVISION, col(other.invitation_id).in_(of_round)
    )
    superseded = exists().where(
        col(later.invitation_id) == col(Response.invitation_id),
        col(later.revision) > col(Response.revision),
    )
    return (
        select(col(Response.id))
        .join(Invitation, col(Invitation.id) == Response.invitation_id)
        .where(
            col(Invitation.round_id) == round_id,
            or_(
                ~col(Invitation.scores),
                col(Response.revision) < FIRST_REVISION,
                and_(col(Response.invitation_id).in_(again), superseded),
            ),
        )
    )


def asked_for_scores(round_id: int) -> Select[Any]:
    """How many were asked for scores, by group."""
    key: tuple[Any, ...] = (col(Invitation.group_id),)
    return select(*key, func.count()).where(scoring(round_id)).group_by(*key)


def people_of(round_id: int) -> Select[Any]:
    return select(func.count(speaker().distinct())).where(scoring(round_id))


def responding(round_id: int) -> Select[Any]:
    """How many of those who were asked for scores have sent anything, by group."""
    query = asked_for_scores(round_id).join(Response, col(Response.invitation_id) == Invitation.id)
    return query.where(col(Response.id).not_in(uncounted(round_id)))


def heard_in(round_id: int, wanted: Iterable[tuple[str, str]]) -> Select[Any]:
    """How many of these have answered anything that is `wanted`, items and measures, by group."""
    measured = one_of((measure, item) for item, measure in wanted)
    something = exists().where(col(Answer.response_id) == col(Response.id), measured)
    return responding(round_id).where(something)


def scoring(round_id: int) -> Any:
    return and_(col(Invitation.round_id) == round_id, col(Invitation.scores))


def by_group(session: Session, query: Select[Any]) -> Counter[int]:
    return Counter({row[0]: row[1] for row in session.execute(query)})
