"""Published blocks stay the same within a municipal year.

Whoever could compare a quarter before with one after a change of its blocks could work out what
the few people that changed places had said.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from analysis.periods import month_label, parse_period
from survey.clock import london_day
from survey.errors import Refused
from survey.models import Seat, Side
from survey.queries.fixed_years import (
    Place,
    asked_in,
    fixed_years,
    in_force,
    municipal_year,
    places,
    running_years,
)

WHY = (
    "Published blocks stay the same from April to March, so that nobody can be found by comparing "
    "what was published before a change and after it."
)


def refuse_change_within_year(
    session: Session, *, group_ref: str, from_month: str, block: str, side: Side
) -> None:
    """Refuse to publish a group from `from_month` on in another block or on another side.

    Refused where that is no April or lies in a year in which a round has been opened or an edition
    published. A group's first block is no change. Raises Refused with the reason and the next
    month that is possible.
    """
    found = change_within_year(session, group_ref=group_ref, wanted={from_month: (block, side)})
    if found:
        raise Refused(found[1])


def change_within_year(
    session: Session, *, group_ref: str, wanted: Mapping[str, Place]
) -> tuple[str, str] | None:
    """What is wrong when a group also stands as `wanted`, block and side by first month.

    Gives the month of the entry at fault and the sentence about it, None where nothing is wrong.
    """
    before = places(session, group_ref)
    after = before | dict(wanted)
    fixed = fixed_years(session)
    for month in sorted(month for year in fixed for month in parse_period(year).months):
        was = in_force(before, month)
        if was is not None and in_force(after, month) != was:
            since = max(first for first in after if first <= month)
            return since, begun(group_ref, was, municipal_year(month), next_april(fixed, since))
    for month in sorted(wanted):
        was = in_force({first: after[first] for first in after if first < month}, month)
        if before.get(month) != after[month] and was not in {None, after[month]} and within(month):
            return month, midway(group_ref, month, next_april(fixed, month))
    return None


def refuse_seat_move(
    session: Session, *, seat: Seat, old_group: str, new_group: str, now: datetime
) -> None:
    """Refuse to move `seat` between groups of different blocks or sides within a year that runs.

    Groups are named by their refs. A seat under which nobody was asked that year may move. Raises
    Refused with the reason and the day from which it is possible.
    """
    old, new = places(session, old_group), places(session, new_group)
    for year in running_years(session, london_day(now)):
        months = parse_period(year).months
        differs = any(in_force(old, month) != in_force(new, month) for month in months)
        if differs and asked_in(session, seat.id or 0, year):
            raise Refused(
                f"The seat '{seat.ref}' has been asked in {year} as part of the group "
                f"'{old_group}', and '{new_group}' is published in another block or on another "
                f"side. {WHY} Move the seat after March {int(year[:4]) + 1}, when the year's "
                "rounds are closed."
            )


def within(month: str) -> bool:
    """Whether a year has begun before `month`."""
    return not month.endswith("-04")


def next_april(fixed: list[str], wanted: str) -> str:
    """The first April that is neither before `wanted` nor in one of the `fixed` years or before."""
    year = int(municipal_year(wanted)[:4]) + within(wanted)
    return f"{max([year, *(int(each[:4]) + 1 for each in fixed)])}-04"


def begun(group_ref: str, was: Place, year: str, possible: str) -> str:
    block, side = was
    return (
        f"In {year} rounds have been opened or an edition published, in which the group "
        f"'{group_ref}' stands in the block '{block}' on the side '{side}'. {WHY} "
        f"It can change from {month_label(possible)} ({possible})."
    )


def midway(group_ref: str, month: str, possible: str) -> str:
    return (
        f"The group '{group_ref}' cannot change its block or side from {month_label(month)}: a "
        f"change begins with an April. {WHY} It can change from {month_label(possible)} "
        f"({possible})."
    )
