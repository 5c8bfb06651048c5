"""What closed rounds are counted from, told by a few sums: another sum, another count."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, cast, func, select
from sqlmodel import Session, col

from analysis.periods import Period
from survey.models import Invitation, Response, Round, RoundState
from survey.queries.counting import speaker

# Another way to count makes all that was counted before void.
WAY = 1
PRIME = 1_000_000_007
HIGHEST = 1_000
ROUNDS: Any = bindparam("rounds", expanding=True)
Facts = dict[str, list[Any]]


def facts_of(session: Session, months: Iterable[str]) -> Facts:
    """Of each of `months` that has a closed round, by month: what its counts depend on.

    That is what was asked, who was asked in whose stead and under which group, and which revision
    of which response there is; an answer itself never changes.
    """
    query = select(
        col(Round.id), col(Round.month), col(Round.questionnaire_sha256), col(Round.closed_at)
    ).where(col(Round.month).in_(sorted(set(months))), col(Round.state) == RoundState.CLOSED)
    rounds = {
        number: (month, [number, sha256, str(closed_at)])
        for number, month, sha256, closed_at in session.execute(query)
    }
    sums: dict[int, list[Any]] = defaultdict(list)
    for statement in (invited(), responded()):
        for number, *found in session.execute(statement, {"rounds": list(rounds)}):
            sums[number] += map(int, found)
    return {month: [*facts, *sums[number]] for number, (month, facts) in rounds.items()}


def fingerprint(facts: Facts, periods: Sequence[Period | None]) -> str:
    """The hash of the facts of every month of `periods`."""
    of_each = [[facts.get(month) for month in each.months] if each else None for each in periods]
    return hashlib.sha256(json.dumps([WAY, of_each]).encode()).hexdigest()


@cache
def invited() -> Select[Any]:
    """Sums over everybody who was asked, by round."""
    place = (speaker() * 131 + col(Invitation.group_id)) * 2 + cast(col(Invitation.scores), Integer)
    return _summed(col(Invitation.id), place).group_by(col(Invitation.round_id))


@cache
def responded() -> Select[Any]:
    """Sums over all responses, by round."""
    revision = col(Response.revision) + HIGHEST
    query = _summed(col(Response.id), revision).join_from(
        Invitation, Response, col(Response.invitation_id) == Invitation.id
    )
    return query.group_by(col(Invitation.round_id))


def _summed(number: Any, fact: Any) -> Select[Any]:
    """How many, the highest number, and a sum that tells which number has which fact."""
    mixed = cast(number, BigInteger) * cast(fact, BigInteger) % PRIME
    columns: tuple[Any, ...] = (func.count(), func.max(number), func.sum(mixed))
    return select(col(Invitation.round_id), *columns).where(col(Invitation.round_id).in_(ROUNDS))
