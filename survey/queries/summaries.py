"""What a period says: counted by the database, so that a web process can ask for it too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from analysis.cube import Cube, cube
from analysis.disclosure.rules import protect
from analysis.groups import Groups
from analysis.lineage import Lineage
from analysis.periods import Period
from analysis.scale import FIVE_POINTS
from analysis.summary import Summary, summarise
from survey.errors import NotFound
from survey.queries.editions import can_be_summarised, closed_months, held_months
from survey.queries.frozen_tallies import Compared, frozen_tallies
from survey.queries.groups import standings
from survey.queries.lineage import series
from survey.queries.official import Ratings, official_counts
from survey.queries.scored import Scored, audiences, in_rounds, of_one_series
from survey.queries.tallies import Counted, counted
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
    held = months_held(session, live=live)
    if not set(period.months) & held:
        raise NotFound(f"No round of {period.label} is closed; {can_be_summarised(session)}")
    pair = compared(period, against or period.previous(), held)
    (made,) = _cubes(session, [pair], inside=inside, live=live, people=people)
    return made


def cubes_of(
    session: Session, periods: Iterable[Period], *, inside: bool, live: bool = False
) -> list[Cube]:
    """`cube_of` each of `periods` that has a round, in their order, each with the one before.

    What was counted once is read in one statement, and only the rest is counted.
    """
    held = months_held(session, live=live)
    pairs = [compared(each, each.previous(), held) for each in periods if set(each.months) & held]
    return _cubes(session, pairs, inside=inside, live=live)


def compared(period: Period, against: Period, held: set[str]) -> Compared:
    """`period` with `against`, or alone where that has none of the months `held`."""
    return period, against if set(against.months) & held else None


def months_held(session: Session, *, live: bool) -> set[str]:
    return set(held_months(session) if live else closed_months(session))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside counts: blocks, breaks of series, and ratings by month."""

    groups: Groups
    breaks: Lineage
    ratings: dict[str, Ratings]


def surroundings(session: Session, periods: Iterable[Period]) -> Surroundings:
    """What stands beside the counts of `periods`, the ratings as they were at the end of each."""
    ratings = official_counts(session, {period.months[-1] for period in periods})
    return Surroundings(standings(session), series(session), ratings)


def _cubes(
    session: Session,
    pairs: Sequence[Compared],
    *,
    inside: bool,
    live: bool,
    people: People | None = None,
) -> list[Cube]:
    months = sorted({month for pair in pairs for each in pair if each for month in each.months})
    scores = [each for each in in_rounds(session, months, live=live) if inside or each.published]
    frozen = {} if people is not None else _frozen(session, pairs, inside=inside, live=live)
    around = surroundings(session, [period for period, _ in pairs])
    made = []
    for pair in pairs:
        asked = asked_in(scores, pair)
        found = frozen.get(pair) or counted(session, *pair, asked, live=live, people=people)
        made.append(beside(found, asked, around))
    return made


def _frozen(
    session: Session, pairs: Sequence[Compared], *, inside: bool, live: bool
) -> dict[Compared, Counted]:
    """What was frozen of `pairs`; nothing of a period that has an open round to be counted."""
    still_open = months_held(session, live=True) - months_held(session, live=False)
    settled = [
        pair
        for pair in pairs
        if not (live and still_open & {month for each in pair if each for month in each.months})
    ]
    return frozen_tallies(session, settled, inside=inside)


def asked_in(scores: Iterable[Scored], pair: Compared) -> list[Scored]:
    """Of `scores` those of the months of `pair` that are of one series each."""
    months = {month for each in pair if each for month in each.months}
    return of_one_series([each for each in scores if each.month in months])


def beside(found: Counted, asked: Iterable[Scored], around: Surroundings) -> Cube:
    """The cube of what was counted, with the Council's ratings at its end, and with its breaks."""
    made = cube(found.tally, around.groups, FIVE_POINTS, found.before, found.moved)
    period, earlier = found.tally.period, found.before
    broken = around.breaks.broken(earlier.period, period) if earlier else {}
    refs = {item.ref for item in made.items}
    ratings = around.ratings[period.months[-1]]
    return replace(
        made.among(audiences(asked)),
        official={ref: counts for ref, counts in ratings.items() if ref in refs},
        broken={ref: step for ref, step in broken.items() if ref in refs},
    )
