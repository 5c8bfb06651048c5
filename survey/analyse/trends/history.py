"""Every period counted, under the names that the plan has for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, url_for

from analysis import wording
from analysis.cube import Cube
from analysis.periods import Kind, Period, month_label
from analysis.trends.series import Series, periods_of, series
from analysis.trends.spans import short
from analysis.trends.telling import UNITS
from survey.analyse.places import AS_A_WHOLE
from survey.errors import NotFound
from survey.extensions import db
from survey.queries.editions import closed_months, held_months
from survey.queries.histories import held_periods, histories, reworded
from survey.queries.lineage import series as breaks
from survey.queries.plan_items import AT_LAST, PlanItems, plan_items
from survey.queries.scored import PLAN
from survey.queries.summaries import cube_of

NO_ROUND = "No round has been closed yet, so there is nothing to follow."
MEASURES = {"progress": 0, "maturity": 1}


@dataclass(frozen=True, slots=True)
class History:
    """`cubes` of the periods of one kind that are looked at, the oldest first; `held` are all that
    have a closed round.
    """

    cubes: tuple[Cube, ...]
    series: tuple[Series, ...]
    periods: tuple[Period, ...]
    held: tuple[Period, ...]
    plan: PlanItems
    open_months: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The periods' short names."""
        return [short(period) for period in self.periods]

    @property
    def measures(self) -> list[str]:
        found = {each.item.measure for each in self.series}
        return sorted(found, key=lambda each: (MEASURES.get(each, len(MEASURES)), each))

    @property
    def themes(self) -> list[str]:
        """Refs of all themes that were ever scored, in the plan's order, the plan at the end."""
        scored = {each.item.ref for each in self.series}
        return [*(ref for ref in self.plan.themes if ref in scored), *({PLAN} & scored)]

    def aims(self, theme: str) -> list[str]:
        """The refs of the scored aims of `theme`, as they are filed now."""
        scored = {each.item.ref for each in self.series}
        return [ref for ref in self.plan.aims if ref in scored and self.plan.filed[ref] == theme]

    def of(self, ref: str, measure: str) -> Series | None:
        return next((s for s in self.series if s.item == (ref, measure)), None)

    def name(self, ref: str) -> str:
        """'1. Political leadership', '1.1 A culture dashboard'."""
        if ref == PLAN:
            return AS_A_WHOLE
        if ref in self.plan.themes:
            return f"{ref}. {self.plan.theme_name(ref)}"
        return self.plan.aim_name(ref) if ref in self.plan.aims else ref

    def spoken(self, ref: str) -> str:
        """A theme's name without its number, as it stands in a sentence."""
        return self.plan.theme_name(ref) if ref in self.plan.themes else self.name(ref)

    @property
    def _span(self) -> str:
        first, last = self.held[0].label, self.held[-1].label
        return last if first == last else f"the first {first}, the last {last}"

    @property
    def lead(self) -> tuple[str, ...]:
        """Which periods are followed, and what is not counted yet."""
        if not self.held:
            return (NO_ROUND,)
        units = wording.counted(len(self.held), *UNITS[self.held[-1].kind])
        told = [f"{wording.capitalised(units)} with closed rounds, {self._span}."]
        if self.open_months:
            months = " and ".join(map(month_label, self.open_months))
            many = "are" if len(self.open_months) > 1 else "is"
            told.append(f"{months} {many} still open and not counted here.")
        return tuple(told)


def history(kind: Kind) -> History:
    """All that the closed rounds say, by periods of `kind`."""
    return of_cubes(tuple(histories(db.session, kind)), held_periods(db.session, kind))


def snapshot(kind: Kind, wanted: str) -> History:
    """The period of `kind` that `wanted` names, alone; the latest where nothing is wanted.

    Raises NotFound for a period without a closed round.
    """
    held = held_periods(db.session, kind)
    shown = [period for period in held[::-1] if wanted in {"", period.ref}][:1]
    if wanted and not shown:
        raise NotFound(
            f"No round of '{wanted[:30]}' is closed, or it is no {UNITS[kind][0]}: choose one of "
            "those that can be followed."
        )
    cubes = tuple(cube_of(db.session, period, inside=True) for period in shown)
    return of_cubes(cubes, held)


def of_cubes(cubes: tuple[Cube, ...], held: Sequence[Period]) -> History:
    months = held_months(db.session)
    closed = set(closed_months(db.session))
    return History(
        cubes,
        series(cubes, breaks(db.session), reworded(db.session)),
        periods_of(cubes),
        tuple(held),
        plan_items(db.session, months[-1] if months else AT_LAST),
        tuple(month for month in months if month not in closed),
    )


def figures_href(period: Period, ref: str) -> str:
    """The figures of one theme in one period."""
    return url_for("analyse.theme_figures", period=period.ref, theme=ref)


def is_simulated() -> bool:
    """Whether no real person gave any of the answers."""
    return bool(current_app.extensions["organisation"].demonstration)


def theme_of(found: History, ref: str) -> str:
    """`ref` itself; NotFound names what there is where it was never scored."""
    if ref not in found.themes:
        known = ", ".join(each for each in found.themes if each != PLAN)
        told = f"the themes that were scored are {known}." if known else "no theme was scored yet."
        raise NotFound(f"There is no trend of a theme '{ref[:50]}': {told}")
    return ref


Ratings = Mapping[Period, Mapping[str, int]]


def ratings_of(found: History, ref: str) -> Ratings:
    """The official ratings of a theme's aims at the end of each period."""
    return {cube.period: cube.official.get(ref, {}) for cube in found.cubes}
