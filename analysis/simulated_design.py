"""What a simulated panel of any size is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.periods import parse_month
from analysis.scale import FIVE_POINTS, Scale
from analysis.simulated_draws import (
    GROUP_SPREAD,
    MOOD_SPREAD,
    PERSON_SPREAD,
    SIDE_LEANING,
    THEME_SPREAD,
)

# Groups and the side each stands on; seats are dealt to them in turn.
SIDES: Mapping[str, str] = {
    "cabinet": "executive",
    "officers": "executive",
    "chairs": "assurance",
    "audit": "assurance",
    "opposition": "external",
    "partners": "external",
}
_CHANCES = (
    "turnover", "away", "missed", "skipped", "too_early", "not_close", "interviewed", "silenced",
)  # fmt: skip


class Question(NamedTuple):
    """What is scored: a theme or aim, and the measure."""

    item: str
    measure: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations in points of a scale of five; other scales stretch them.

    `group`, `person` and `theme` are the leanings of a group, of a person, and of a person on one
    question, which last. `mood` is drawn anew for every answer, `shared` for every question and
    month, the same for everybody.
    """

    group: float = GROUP_SPREAD
    person: float = PERSON_SPREAD
    theme: float = THEME_SPREAD
    mood: float = MOOD_SPREAD
    shared: float = 0.0


@dataclass(frozen=True, slots=True)
class Design:
    """A panel of `size` seats asked every month of `months` (as `2018-07`, in order).

    `levels` is what somebody without leanings would say of an item, by default the middle of the
    scale; from the month `shifted_from` on (by default the last), `shifts` is added, in points.
    `groups` gives each group's side. Chances, from 0 to 1: `turnover` that a seat changes hands
    from one month to the next, `newcomers` being the points that a successor adds to every score;
    to be `away` for a whole quarter, to have `missed` a month, to have `skipped` a question; to
    answer `too_early` this month or `not_close` to an item in all months; to be `interviewed`.
    `silenced` is the chance, from `shifted_from` on, that somebody in a worse mood than usual says
    nothing that month.

    Raises PeriodError for a month that is none, ValueError for what cannot be made.
    """

    size: int
    months: tuple[str, ...]
    items: tuple[str, ...] = ("1", "2", "3", "4", "5", "6", "7")
    measures: tuple[str, ...] = ("progress", "maturity")
    scale: Scale = FIVE_POINTS
    groups: Mapping[str, str] = field(default_factory=lambda: SIDES)
    spread: Spread = Spread()
    levels: Mapping[str, float] = field(default_factory=dict)
    shifts: Mapping[str, float] = field(default_factory=dict)
    shifted_from: str | None = None
    turnover: float = 0.0
    newcomers: float = 0.0
    away: float = 0.0
    missed: float = 0.0
    skipped: float = 0.0
    too_early: float = 0.0
    not_close: float = 0.0
    interviewed: float = 0.0
    silenced: float = 0.0

    def __post_init__(self) -> None:
        months = [parse_month(month) for month in self.months]
        if self.size < 1 or not self.items or not self.measures or not self.groups or not months:
            raise ValueError("A panel needs a seat, a month, a group, an item and a measure.")
        if months != sorted(set(months)) or self.turn not in months:
            raise ValueError("Give each month once, in order, and one of them for the shift.")
        _refuse({*self.levels, *self.shifts} - {*self.items}, "item", self.items)
        _refuse({*self.groups.values()} - {*SIDE_LEANING}, "side", SIDE_LEANING)
        for name in _CHANCES:
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"'{name}' is a chance: give it a number from 0 to 1.")

    @property
    def turn(self) -> str:
        """The month from which the shifts are added."""
        return self.shifted_from or self.months[-1]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Items in their order, each with its measures."""
        return tuple(Question(item, measure) for item in self.items for measure in self.measures)

    @property
    def unit(self) -> float:
        """Points of this scale that stand for one point of a scale of five."""
        return (self.scale.points - 1) / (FIVE_POINTS.points - 1)


def _refuse(unknown: Iterable[str], what: str, known: Iterable[str]) -> None:
    for each in sorted(unknown):
        raise ValueError(f"There is no {what} '{each}'; use {', '.join(known)}.")
