"""This month at a glance: its figures beside those of the same working day of last month."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import current_app
from sqlmodel import Session

from analysis.periods import month_label
from survey.clock import LONDON, london_day
from survey.models import Round, RoundState
from survey.queries.counts import ALWAYS, Counts
from survey.queries.round_status import RoundStatus, round_status
from survey.queries.rounds import round_before
from survey.working_days import add_working_days, is_working_day, london, working_days_between

END_OF_DAY = time(23, 59, 59)
KEPT_MINUTES = 15
FIGURES = (
    ("asked", "Asked"),
    ("opened", "Opened the form"),
    ("half_way", "Half-way"),
    ("forms", "Submitted"),
    ("interviews", "Interviewed"),
    ("papers", "On paper"),
    ("telephones", "By telephone"),
    ("declined", "Declined"),
    ("bounced", "Bounced"),
)
# Whoever has submitted has no draft any more, so nobody knows who was half-way on an earlier day.
NOT_KNOWN_LATER = "half_way"
SELDOM = frozenset({"papers", "telephones"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the month; `before` is last month's on the same day, None where unknown."""

    name: str
    now: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A group, or all: how many were heard and are half-way, now and on the same day before."""

    group: str
    name: str
    now: Counts
    before: Counts | None


@dataclass(frozen=True, slots=True)
class Glance:
    """A round as it stands; `against` names what it is compared with, empty without."""

    status: RoundStatus
    against: str
    figures: tuple[Figure, ...]
    whole: Bar
    bars: tuple[Bar, ...]


def glance(session: Session, round_: Round, now: datetime) -> Glance:
    """`round_` at `now`, beside the round before it."""
    status = round_status(session, round_)
    earlier = round_before(session, round_.month)
    before = stood(session, earlier, same_day(round_, earlier, now)) if earlier else None
    groups = {each.group: each.counts for each in before.groups} if before else {}
    return Glance(
        status=status,
        against=against(round_, before, now),
        figures=figures(status.counts, before.counts if before else None),
        whole=Bar("", "All who were asked", status.counts, before.counts if before else None),
        bars=tuple(
            Bar(each.group, each.name, each.counts, groups.get(each.group))
            for each in status.groups
        ),
    )


def stood(session: Session, earlier: Round, at: datetime) -> RoundStatus:
    """`earlier` as it stood at `at`.

    What stood in a closed round never changes, so the last count is kept for a quarter of an hour.
    """
    if earlier.state is not RoundState.CLOSED:
        return round_status(session, earlier, at)
    kept = current_app.extensions.setdefault("month before", {})
    at -= timedelta(
        minutes=at.minute % KEPT_MINUTES, seconds=at.second, microseconds=at.microsecond
    )
    key = (earlier.id, earlier.closed_at, at)
    if key not in kept:
        status = round_status(session, earlier, at)
        kept.clear()
        kept[key] = status
    found: RoundStatus = kept[key]
    return found


def same_day(round_: Round, earlier: Round, now: datetime) -> datetime:
    """The moment of `earlier` that is as many working days after its opening as `now` is.

    On a day off it is the end of the working day before; of a closed round all of it counts.
    """
    if round_.state is RoundState.CLOSED:
        return ALWAYS
    today, opened = london_day(now), london_day(round_.opens_at)
    passed = working_days_between(opened, today)
    began = london_day(earlier.opens_at)
    if is_working_day(today):
        return london(add_working_days(began, max(passed, 0)), now.astimezone(LONDON).time())
    return london(add_working_days(began, max(passed - 1, 0)), END_OF_DAY)


def against(round_: Round, before: RoundStatus | None, now: datetime) -> str:
    """'on working day 4 of June 2018', or 'June 2018 in the end'."""
    if before is None:
        return ""
    label = month_label(before.month)
    if round_.state is RoundState.CLOSED:
        return f"{label} in the end"
    day = working_days_between(london_day(round_.opens_at), london_day(now))
    number = max(day + is_working_day(london_day(now)), 1)
    return f"{label} on its working day {number}"


def figures(now: Counts, before: Counts | None) -> tuple[Figure, ...]:
    """What is shown of all; paper and telephone only where there is or was any."""
    found = [
        (
            name,
            Figure(
                label,
                getattr(now, name),
                getattr(before, name) if before and name != NOT_KNOWN_LATER else None,
            ),
        )
        for name, label in FIGURES
    ]
    return tuple(each for name, each in found if name not in SELDOM or each.now or each.before)


@dataclass(frozen=True, slots=True)
class GlanceTable:
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def table(found: Glance) -> GlanceTable:
    """Every figure of every group, all of them in the last row."""
    shown = [(name, label) for name, label in FIGURES if shows(found, name)]
    heads = ("Group", *(label for _, label in shown))
    return GlanceTable(
        "All figures by group",
        (*heads, f"Heard, {found.against}") if found.against else heads,
        tuple(
            (bar.name, *(getattr(bar.now, name) for name, _ in shown), *then(bar, found.against))
            for bar in (*found.bars, found.whole)
        ),
    )


def shows(found: Glance, name: str) -> bool:
    return name not in SELDOM or any(getattr(bar.now, name) for bar in found.bars)


def then(bar: Bar, against: str) -> list[str]:
    """How many of the group were heard on that day, as the last cell of its row."""
    if not against:
        return []
    return [f"{bar.before.heard} of {bar.before.asked}" if bar.before else "not asked"]
