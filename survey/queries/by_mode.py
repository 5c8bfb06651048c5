"""What a period says of those who were heard in one way, by form say: for the panel team alone."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import Session

from analysis.cube import Cube
from analysis.periods import Period
from analysis.tally import Place, Tally
from survey.errors import NotFound
from survey.queries.editions import can_be_summarised, held_months
from survey.queries.groups import group_refs
from survey.queries.scored import Scored, scored
from survey.queries.summaries import beside, surroundings
from survey.queries.tallies import Counted, tally
from survey.queries.voices import Voices, answers, first_of, rounds_held


def cube_by_mode(session: Session, period: Period, modes: Collection[str]) -> Cube:
    """Who scored what in `period` in one of `modes`, open rounds taken in; everybody is asked.

    Nothing is compared: whoever filled in the form in one period may have talked in another.
    Raises NotFound where the period has no round.
    """
    if not set(period.months) & set(held_months(session)):
        raise NotFound(f"No round of {period.label} was opened; {can_be_summarised(session)}")
    asked = scored(session, period.months, live=True)
    every = tally(session, period, asked, live=True)
    said = replace(every.by_mode(modes), places=places(every, heard(session, period, asked, modes)))
    return beside(Counted(said), asked, surroundings(session, [period]))


def heard(
    session: Session, period: Period, asked: Iterable[Scored], modes: Collection[str]
) -> dict[str, int]:
    """People of whom an answer counts that was given in one of `modes`, by the group they count
    under.
    """
    rounds = rounds_held(session, period.months, live=True)
    voices = Voices(rounds, frozenset(rounds), tuple(asked))
    found = answers(some=False)
    under = first_of(found).cte("under")
    query = (
        select(under.c.group_id, func.count(found.c.person.distinct()))
        .join_from(found, under, found.c.person == under.c.person)
        .where(found.c.mode.in_(sorted(modes)))
        .group_by(under.c.group_id)
    )
    names = group_refs(session)
    return {names[group]: number for group, number in session.execute(query, voices.parameters())}


def places(every: Tally, heard_by_group: dict[str, int]) -> dict[Place, int]:
    """Everybody by group, and whether they are among those heard."""
    asked = Counter[str]()
    for place, number in every.places.items():
        asked[place.group] += number
    found = {Place(group, answered=True): number for group, number in heard_by_group.items()}
    silent = {
        Place(group, answered=False): number - heard_by_group.get(group, 0)
        for group, number in asked.items()
    }
    return found | silent
