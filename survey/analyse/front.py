"""What changed and what is left to do: what the workbench opens on."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from analysis.internal import Internal, internal
from analysis.periods import Period, month_label, quarter_of
from survey.analyse.figures.look import Look
from survey.analyse.figures.names import names
from survey.clock import london_day, now
from survey.extensions import db
from survey.queries.commitments import overdue_commitments
from survey.queries.editions import closed_months
from survey.queries.quotable import redacted
from survey.queries.round_status import RoundStatus, round_status
from survey.queries.rounds import open_rounds
from survey.queries.summaries import cube_of

TOLD = ("improved", "declined")


@dataclass(frozen=True, slots=True)
class Live:
    """An open month, how far it has come, and where its figures are."""

    label: str
    heard: int
    asked: int
    sentence: str
    href: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An item on a measure that improved or declined, and where to read of it."""

    name: str
    measure: str
    verdict: str
    strength: str
    matched: int
    href: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """The latest quarter that is over: what changed in it, of how many items compared."""

    label: str
    against: str
    href: str
    answered: int
    eligible: int
    compared: int
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is left: how much of what, and where it is done."""

    words: str
    href: str


def live_months() -> list[Live]:
    """The months that take answers still."""
    return [_live(round_status(db.session, each)) for each in open_rounds(db.session)]


def _live(status: RoundStatus) -> Live:
    counts = status.counts
    href = url_for("analyse.period_figures", period=status.month)
    label = month_label(status.month)
    return Live(label, counts.heard, counts.asked, status.sentence(now()), href)


def latest_quarter() -> Quarter | None:
    """None before the first quarter of which a round has closed and none is open."""
    still = {each.month for each in open_rounds(db.session)}
    over = [quarter_of(month) for month in closed_months(db.session)]
    closed = [quarter for quarter in over if not still & set(quarter.months)]
    if not closed:
        return None
    quarter = closed[-1]
    return _quarter(quarter, internal(cube_of(db.session, quarter, inside=True)))


def _quarter(quarter: Period, figures: Internal) -> Quarter:
    return Quarter(
        quarter.label,
        figures.against.label if figures.against else "",
        Look(quarter).href,
        figures.answered,
        figures.eligible,
        sum(item.change is not None for item in figures.items),
        tuple(_changed(quarter, figures)),
    )


def _changed(quarter: Period, figures: Internal) -> Iterator[Changed]:
    """What improved before what declined; of each the firm before the indicative."""
    found = [
        (item, change)
        for item in figures.items
        if (change := item.change) is not None and change.verdict in TOLD
    ]
    if not found:
        return
    called = names(quarter)
    found.sort(key=lambda each: (each[1].verdict != "improved", each[1].strength != "firm"))
    for item, change in found:
        theme = called.theme_of(item.item)
        section = "change" if theme == item.item else "aims-change"
        yield Changed(
            called.of(item.item),
            item.measure,
            change.verdict,
            change.strength or "",
            change.matched_n,
            f"{Look(quarter, theme).href}#{section}-{item.measure}",
        )


def tasks(to_code: int) -> list[Task]:
    """What is left besides reading, the comments `to_code` first; what is done is left out."""
    to_sign = [each for each in redacted(db.session) if not each.signed and not each.obstacle]
    month = f"{london_day(now()):%Y-%m}"
    overdue = overdue_commitments(db.session, month)
    every = (
        (
            to_code,
            ("comment waits to be coded", "comments wait to be coded"),
            "analyse.coding",
        ),
        (
            len(to_sign),
            ("quote waits for a second person", "quotes wait for a second person"),
            "quoting.quotes",
        ),
        (overdue, ("commitment is overdue", "commitments are overdue"), "analyse.commitments"),
    )
    return [
        Task(f"{number:,} {one if number == 1 else many}", url_for(endpoint))
        for number, (one, many), endpoint in every
        if number
    ]
