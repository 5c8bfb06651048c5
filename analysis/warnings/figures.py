"""What each warning rests on, as numbers; and how they are kept as plain values."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Literal

Kind = Literal["low-share", "agreement", "apart", "downwards", "not-close", "response", "block-low"]
Plain = int | str | None


@dataclass(frozen=True, slots=True)
class LowShare:
    """Of the `matched`, who scored in both months: how many gave a low score, and which are low."""

    matched: int
    before: int
    after: int
    first: int
    low: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """Van der Eijk's A among the `n` who scored; `before` is None where nothing is compared."""

    n: int
    now: Fraction
    before_n: int
    before: Fraction | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Cliff's delta of executive against external voices, above 0 where the first score higher."""

    executive: int
    external: int
    delta: Fraction


@dataclass(frozen=True, slots=True)
class Downwards:
    """Of those whose score moved: how many moved down, into this month and into the one before."""

    moved: int
    down: int
    before_moved: int
    before_down: int


@dataclass(frozen=True, slots=True)
class NotClose:
    """Of those who answered: how many are not close enough to judge."""

    answered: int
    not_close: int


@dataclass(frozen=True, slots=True)
class Response:
    """Of those who were asked: how many answered anything."""

    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class BlockLow:
    """A block's median of progress, beside the official rating of the theme."""

    n: int
    median: Fraction
    official: str
    name: str


Figures = LowShare | Agreement | Apart | Downwards | NotClose | Response | BlockLow

KINDS: Mapping[Kind, type[Figures]] = {
    "response": Response,
    "block-low": BlockLow,
    "low-share": LowShare,
    "downwards": Downwards,
    "apart": Apart,
    "agreement": Agreement,
    "not-close": NotClose,
}
EXACT = frozenset({"now", "before", "delta", "median"})


@dataclass(frozen=True, slots=True)
class Raised:
    """A warning about `period`; of an item, of a block where it speaks of one alone.

    `against` is the period that its figures are compared with, empty where there is none.
    """

    kind: Kind
    period: str
    figures: Figures
    item: str = ""
    measure: str = ""
    block: str = ""
    against: str = ""


def stored(figures: Figures) -> dict[str, Plain]:
    """The figures as values that JSON holds exactly; fractions as '-1/4'."""
    return {
        name: str(value) if isinstance(value, Fraction) else value
        for name, value in asdict(figures).items()
    }


def read(kind: Kind, values: Mapping[str, Plain]) -> Figures:
    """What `stored` gave of a warning of `kind`."""
    made = {
        name: Fraction(value) if name in EXACT and isinstance(value, str) else value
        for name, value in values.items()
    }
    return KINDS[kind](**made)  # type: ignore[arg-type]  # what is stored was checked when raised
