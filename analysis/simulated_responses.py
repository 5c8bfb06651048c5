"""Who is asked in a simulated month, what they say, and the truth behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Measure = Literal["progress", "maturity"]
NoView = Literal["too-early", "not-close"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody eligible in a month; `side` is one of the keys of `SIDE_LEANING`."""

    person: str
    group: str
    side: str
    interviewed: bool = False


@dataclass(frozen=True, slots=True)
class SimulatedAnswer:
    """A score from 1 to 5 or a 'no view', never both, on one item and measure."""

    item: str
    measure: Measure
    score: int | None
    no_view: NoView | None


@dataclass(frozen=True, slots=True)
class SimulatedComment:
    """Words about `item`, or about the plan as a whole where it is None."""

    item: str | None
    text: str
    permission: str


@dataclass(frozen=True, slots=True)
class SimulatedResponse:
    """All that one person said in one month.

    `moment` is when in the round it was sent: 0 as it opened, 1 as it closed.
    """

    month: str
    person: str
    group: str
    interviewed: bool
    moment: float
    answers: tuple[SimulatedAnswer, ...]
    comments: tuple[SimulatedComment, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """What the panel was made of, to measure an analysis against.

    `levels` holds, by month, item and measure, what somebody without leanings would say, before
    rounding. `leanings` holds what each person adds to that on every theme: side, group and own.
    """

    levels: Mapping[tuple[str, str, Measure], float]
    leanings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Simulation:
    """`responses` stand in the order of months and of the roster; who was away has none."""

    responses: tuple[SimulatedResponse, ...]
    truth: Truth
