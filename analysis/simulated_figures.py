"""Made-up values for figures that a performance report names without giving them."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.periods import parse_period
from analysis.simulated_draws import generator, month_number

FIRST = month_number("2018-07")
MONTHS_IN_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Course:
    """A figure's value in July to September 2018, its change each quarter, and its noise.

    All in `unit`; `noise` is a standard deviation, `decimals` how many are printed.
    """

    unit: str
    start: float
    step: float
    noise: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as printed, and what it counts."""

    value: str
    unit: str


# Nothing is made up about equal pay: the plan keeps that aim to the council's private business.
COURSES: Mapping[str, Course] = {
    "tracer-budget": Course("% of budget, forecast for the year", 101.9, -0.4, 0.2, 1),
    "tracer-homelessness": Course("households in temporary accommodation", 2460, -30, 20, 0),
    "tracer-skills": Course("% of adults qualified to level 3", 47.2, 0.3, 0.2, 1),
    "tracer-cohesion": Course("% who say that neighbours get on well", 78.0, 0.4, 0.6, 1),
    "tracer-waste": Course("missed collections per 100,000", 96, -5, 4, 0),
}


def figure(ref: str, period: str, seed: int) -> Figure | None:
    """The figure `ref` in `period` ('2018-19-q2'), or None where nothing is made up about it.

    The same for the same seed. Raises PeriodError for a period that is none.
    """
    quarters = (month_number(parse_period(period).months[0]) - FIRST) / MONTHS_IN_QUARTER
    course = COURSES.get(ref)
    if course is None:
        return None
    noise = float(generator(seed, "figure", ref, period).normal(0, course.noise))
    value = max(course.start + course.step * quarters + noise, 0.0)
    return Figure(f"{value:.{course.decimals}f}", course.unit)
