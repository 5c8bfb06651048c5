"""What a period says, from the closed rounds. For the worker and the commands: it needs pandas."""

from collections.abc import Iterable

from sqlmodel import Session

from analysis.counting import count
from analysis.cube import Cube
from analysis.disclosure.rules import protect
from analysis.periods import Period
from analysis.summary import Summary, summarise
from analysis.tally import Item
from survey.errors import NotFound
from survey.queries.editions import can_be_summarised, closed_months, held_months
from survey.queries.frames import PLAN, answers, groups, roster
from survey.queries.scored import Scored, scored


def summary_of(session: Session, period: Period, *, inside: bool = False) -> Summary:
    """The safe figures of `period`, with the change since the period before where there is one.

    They are those of themes on which everybody was asked; `inside` adds what stays with the panel
    team: aims, the plan as a whole, and what only some groups were asked. NotFound names the
    quarters that can be summarised when the period has none of them.
    """
    return summarise(protect(cube_of(session, period, inside=inside)))


def cube_of(session: Session, period: Period, *, inside: bool, live: bool = False) -> Cube:
    """Who scored what in `period` and the one before; see `summary_of`.

    `live` takes in rounds that are still open, which only the panel team may look at.
    """
    held = held_months(session) if live else closed_months(session)
    if not set(period.months) & set(held):
        raise NotFound(f"No round of {period.label} is closed; {can_be_summarised(session)}")
    earlier = period.previous()
    against = earlier if set(earlier.months) & set(held) else None
    months = [*(against.months if against else ()), *period.months]
    asked = [each for each in scored(session, months, live=live) if inside or each.published]
    counted = count(
        answers(session, months, asked, live=live),
        roster(session, months, live=live),
        groups(session),
        period,
        against,
    )
    return counted.among(audiences(asked))


def audiences(asked: Iterable[Scored]) -> dict[Item, frozenset[str]]:
    """The groups that were asked, of each item that not everybody was."""
    found: dict[Item, list[Scored]] = {}
    for each in asked:
        found.setdefault(Item(each.item or PLAN, each.measure), []).append(each)
    return {
        item: frozenset(group for each in times for group in each.audience)
        for item, times in found.items()
        if all(each.audience for each in times)
    }
