"""From one period to others: before and after, shorter and longer, what is looked at kept."""

from dataclasses import dataclass

from analysis.periods import Kind, Period, PeriodError
from survey.analyse.figures.look import Look

KINDS: dict[Kind, str] = {
    "month": "Month",
    "quarter": "Quarter",
    "half": "Half-year",
    "year": "Year",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A link to a period; without `href` the period is the one that is shown."""

    name: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Steps:
    before: Step | None
    after: Step | None
    kinds: tuple[Step, ...]


def steps(look: Look, held: list[str]) -> Steps:
    """Where a round was `held`: the period before and after, and one of each kind.

    A longer period is the one that holds this one's last month, a shorter one the latest within it.
    """
    period = look.period
    within = [month for month in period.months if month in held] or [period.months[-1]]
    return Steps(
        _step(look, _beside(period, held, after=False)),
        _step(look, _beside(period, held, after=True)),
        tuple(
            Step(name, other.label, "" if other == period else look.at(other).href)
            for kind, name in KINDS.items()
            for other in [period.financial_year.holding(within[-1], kind)]
        ),
    )


def _step(look: Look, period: Period | None) -> Step | None:
    return None if period is None else Step("", period.label, look.at(period).href)


def _beside(period: Period, held: list[str], *, after: bool) -> Period | None:
    """The nearest period of the same kind in which a round was held."""
    months = [m for m in held if (m > period.months[-1] if after else m < period.months[0])]
    if not months:
        return None
    try:
        return period.financial_year.holding(min(months) if after else max(months), period.kind)
    except PeriodError:
        return None
