"""Measures of culture by year: staff, members and stakeholders; a missing year stays missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis import wording
from analysis.periods import PeriodError, parse_period

KINDS = ("culture", "survey")
# By how a figure's ref begins; what begins otherwise is of nobody in particular.
WHO = {"staff": "Staff", "member": "Members", "stakeholder": "Stakeholders"}
OTHERS = "Others"
_CALENDAR = re.compile(r"[0-9]{4}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of a performance report; `value` is as printed, empty where it was not supplied."""

    ref: str
    kind: str
    measure: str
    unit: str
    theme: str
    period: str
    value: str
    target: str
    source: str
    note: str
    simulated: bool

    @property
    def number(self) -> float | None:
        """The value as a number, None where it is none."""
        return float(self.value) if _NUMBER.fullmatch(self.value) else None


@dataclass(frozen=True, slots=True)
class Yearly:
    """All figures of one measure, by the year in which their period lies, oldest first."""

    ref: str
    who: str
    figures: Mapping[int, tuple[Reported, ...]]

    @property
    def latest(self) -> Reported:
        """The last figure, whose words and unit speak for the measure."""
        return self.figures[max(self.figures)][-1]

    @property
    def supplied(self) -> tuple[int, ...]:
        """The years that have a figure, not only its name."""
        return tuple(
            year for year, each in sorted(self.figures.items()) if any(one.value for one in each)
        )


def year_of(period: str) -> int | None:
    """The calendar year '2016', or that in which the financial year of a period begins.

    None for what is not a period.
    """
    if _CALENDAR.fullmatch(period):
        return int(period)
    try:
        found = parse_period(period)
    except PeriodError:
        return None
    return int(found.financial_year.holding(found.months[0], "year").months[0][:4])


def yearly(reports: Iterable[Reported]) -> tuple[Yearly, ...]:
    """The measures of culture among `reports`, in their order; those of the same ref are one."""
    found: dict[str, dict[int, list[Reported]]] = {}
    for each in reports:
        year = year_of(each.period)
        if each.kind in KINDS and year is not None:
            found.setdefault(each.ref, {}).setdefault(year, []).append(each)
    return tuple(
        Yearly(ref, who(ref), {year: tuple(one) for year, one in sorted(years.items())})
        for ref, years in found.items()
    )


def who(ref: str) -> str:
    """Whose measure it is, by how its ref begins."""
    return WHO.get(ref.split("-")[0], OTHERS)


def years(measures: Sequence[Yearly], takes: Iterable[int] = ()) -> tuple[int, ...]:
    """Every year from the first to the last that a measure or the take has, none left out."""
    known = [year for each in measures for year in each.figures] + list(takes)
    return tuple(range(min(known), max(known) + 1)) if known else ()


def told(measures: Sequence[Yearly]) -> str:
    """How far the measures can be followed."""
    if not measures:
        return "No figure about culture has been supplied."
    several = sum(len(each.supplied) > 1 for each in measures)
    count = wording.counted(len(measures), "measure", "measures")
    if not several:
        has = "has" if len(measures) == 1 else "have"
        many = f"The {count} of culture {has}"
        return f"{many} a figure for one year at most, so none can be followed over time yet."
    many = wording.capitalised(wording.in_words(several))
    return f"{many} of {count} of culture can be followed over more than one year."


def by_whom(measures: Sequence[Yearly]) -> tuple[str, ...]:
    """A sentence for each kind of people about whom nothing was supplied."""
    present = {each.who for each in measures if each.supplied}
    return tuple(
        f"No figure of {name.lower()} has been supplied; nothing stands in its place."
        for name in WHO.values()
        if name not in present
    )


def standing(measures: Sequence[Yearly], *, simulated: bool) -> str:
    """What is fact and what is simulated; `simulated` says so of the take."""
    every = [one for each in measures for of_year in each.figures.values() for one in of_year]
    given = [one for one in every if one.value]
    invented = sum(one.simulated for one in given)
    fact = len(given) - invented
    said = []
    if fact:
        figures = wording.counted(fact, "figure is", "figures are")
        said.append(f"{figures} as printed in the source named")
    if invented:
        said.append(f"{wording.counted(invented, 'is', 'are')} simulated")
    if len(every) > len(given):
        said.append(
            f"{wording.counted(len(every) - len(given), 'was', 'were')} named without a value"
        )
    take = "the take's answers are simulated" if simulated else "the take's answers are real"
    return f"{wording.capitalised('; '.join([*said, take]))}."
