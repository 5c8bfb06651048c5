"""What a period says: counted by the database, so that a web process can ask for it too."""

from dataclasses import replace

from sqlmodel import Session

from analysis.cube import Cube, cube
from analysis.disclosure.rules import protect
from analysis.periods import Period
from analysis.scale import FIVE_POINTS
from analysis.summary import Summary, summarise
from survey.errors import NotFound
from survey.queries.editions import can_be_summarised, closed_months, held_months
from survey.queries.groups import standings
from survey.queries.lineage import series
from survey.queries.official import official_counts
from survey.queries.scored import audiences, scored
from survey.queries.tallies import counted
from survey.queries.voices import People


def summary_of(session: Session, period: Period, *, inside: bool = False) -> Summary:
    """The safe figures of `period`, with the change since the period before where there is one.

    They are those of themes on which everybody was asked; `inside` adds what stays with the panel
    team: aims, the plan as a whole, and what only some groups were asked. NotFound names the
    quarters that can be summarised when the period has none of them.
    """
    return summarise(protect(cube_of(session, period, inside=inside)))


def cube_of(
    session: Session,
    period: Period,
    *,
    inside: bool,
    live: bool = False,
    against: Period | None = None,
    people: People | None = None,
) -> Cube:
    """Who scored what in `period` and in `against`, by default the one before; see `summary_of`.

    `live` takes in rounds that are still open, which only the panel team may look at. With
    `people`, by their ids, only these are counted. Nothing is compared where `against` has no
    round.
    """
    held = held_months(session) if live else closed_months(session)
    if not set(period.months) & set(held):
        raise NotFound(f"No round of {period.label} is closed; {can_be_summarised(session)}")
    earlier = against or period.previous()
    compared = bool(set(earlier.months) & set(held))
    months = [*(earlier.months if compared else ()), *period.months]
    asked = [each for each in scored(session, months, live=live) if inside or each.published]
    found = counted(session, period, earlier if compared else None, asked, live=live, people=people)
    made = cube(found.tally, standings(session), FIVE_POINTS, found.before, found.moved)
    return beside(session, made.among(audiences(asked)))


def beside(session: Session, made: Cube) -> Cube:
    """`made` with the Council's ratings at its end, and with the breaks of its series."""
    refs, last = {item.ref for item in made.items}, made.period.months[-1]
    ratings = official_counts(session, [last])[last]
    broken = series(session).broken(made.earlier.period, made.period) if made.earlier else {}
    return replace(
        made,
        official={ref: counts for ref, counts in ratings.items() if ref in refs},
        broken={ref: step for ref, step in broken.items() if ref in refs},
    )
