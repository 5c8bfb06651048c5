"""What may leave of a Cube: figures already rounded, coded or hidden, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.figures import Bands, Begun, Shown, ShownGap
from analysis.periods import Period
from analysis.scale import FIVE_POINTS, Scale


@dataclass(frozen=True, slots=True)
class SafeBlock:
    """A published block and its response; both counts are known to everybody on the panel."""

    ref: str
    name: str
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class SafeNoView:
    """Whole per cent of those who answered an item, by the reason why they gave no score."""

    too_early: int
    not_close: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class SafeFigures:
    """What may be known of one distribution; all but `eligible` None where it is hidden."""

    eligible: int
    n: int | None = None
    bands: Bands | None = None
    median: Shown | None = None
    mean: Shown | None = None
    agreement: str | None = None
    no_view: SafeNoView | None = None


@dataclass(frozen=True, slots=True)
class SafeChange:
    """The matched change of the whole panel: people, points to 0.1, verdict."""

    matched_n: int
    matched: float
    verdict: str


@dataclass(frozen=True, slots=True)
class SafeItem:
    """One item and measure: the whole panel, then each block in the cube's order.

    `begun` says why a series that begins anew has no change. `official` counts the Council's own
    ratings, which are public, where scores can be set beside them.
    """

    ref: str
    measure: str
    overall: SafeFigures
    blocks: tuple[SafeFigures, ...]
    change: SafeChange | None
    begun: Begun | None = None
    gap: ShownGap | None = None
    official: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class SafeCube:
    """All that may leave of a period, by the thresholds of the policy it was protected under."""

    period: Period
    against: Period | None
    blocks: tuple[SafeBlock, ...]
    items: tuple[SafeItem, ...]
    scale: Scale = FIVE_POINTS
