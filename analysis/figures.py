"""What a published figure may consist of: already rounded, coded or hidden."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Relation = Literal["exactly", "or-lower", "or-higher"]
_SUFFIXES: dict[Relation, str] = {
    "exactly": "",
    "or-lower": " or lower",
    "or-higher": " or higher",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A median or mean as readers see it; `str()` gives '3.5', '2 or lower', '4 or higher'."""

    value: float
    relation: Relation = "exactly"

    def __str__(self) -> str:
        return f"{self.value:g}{_SUFFIXES[self.relation]}"


@dataclass(frozen=True, slots=True)
class Bands:
    """Whole per cent of the scores, adding up to 100.

    On five points `low` is 1-2, `middle` 3 and `high` 4-5; see `Scale` for others.
    """

    low: int
    middle: int
    high: int


class Ends(NamedTuple):
    """What a figure is at least and at most, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class NoViewShare:
    """Whole per cent, of those who answered the item, who gave no score.

    `total` also holds those who gave no reason; `flagged` from 30% 'not close enough to judge'.
    """

    total: int
    too_early: int
    not_close: int
    flagged: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What readers learn of one item and measure, of the whole panel or of one block.

    `eligible` and `n` (scores) count people; where `hidden`, all but `eligible` is None. `net` is
    in percentage points, from the bands as shown; `agreement` is a word. The bounds are those of
    the mean, in points, and of the favourable share, in whole per cent, had all of `eligible` given
    a score; they follow from the other figures, see `analysis.derived`.
    """

    eligible: int | None
    n: int | None
    hidden: bool
    bands: Bands | None
    median: Shown | None
    mean: Shown | None
    net: int | None
    agreement: str | None
    no_view: NoViewShare | None
    mean_bounds: Ends | None = None
    favourable_bounds: Ends | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, shares as fractions from 0 to 1; `counts` and the like never leave."""
        return {
            "eligible": self.eligible,
            "n": self.n,
            "hidden": self.hidden,
            "counts": None,
            "bands": self.bands and _fractions(self.bands),
            "median": self.median and self.median.value,
            "median_relation": self.median and self.median.relation,
            "mean": self.mean and self.mean.value,
            "mean_relation": self.mean and self.mean.relation,
            "net": self.net,
            "agreement": None,
            "agreement_word": self.agreement,
            "consensus": None,
            **_no_view_to_dict(self.no_view),
            "mean_bounds": self.mean_bounds and list(self.mean_bounds),
            "favourable_bounds": self.favourable_bounds
            and [share / 100 for share in self.favourable_bounds],
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> "Figures":
        """Read back what `to_dict` wrote; documents from before there were bounds have none."""
        mean_ends, shares = document.get("mean_bounds"), document.get("favourable_bounds")
        return cls(
            eligible=document["eligible"],
            n=document["n"],
            hidden=document["hidden"],
            bands=_bands(document["bands"]),
            median=_shown(document, "median"),
            mean=_shown(document, "mean"),
            net=document["net"],
            agreement=document["agreement_word"],
            no_view=_no_view(document),
            mean_bounds=mean_ends and Ends(*mean_ends),
            favourable_bounds=shares and Ends(*map(_per_cent, shares)),
        )


@dataclass(frozen=True, slots=True)
class BlockFigures:
    """The figures of one block; `name` is the one that was in force in the period."""

    block: str
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Change:
    """What those who scored the item in both periods did, the whole panel only.

    `matched` is their mean change in points to 0.1; `verdict` is 'improved', 'declined',
    'no reliable change' or 'too few changes to call'.
    """

    matched_n: int
    matched: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class ShownGap:
    """Whether the executive and the external side lie far apart on an item, in words alone."""

    words: Literal["no large difference", "a large difference"]
    sides: tuple[str, str] = ("executive", "external")

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; how far apart they are stays inside."""
        return {"sides": list(self.sides), "words": self.words, "delta": None, "p": None}


@dataclass(frozen=True, slots=True)
class Begun:
    """Why a series begins anew: the theme was 'renamed', 'split' or 'merged' in `since`."""

    since: str
    kind: str


def _fractions(bands: Bands) -> dict[str, float]:
    return {"low": bands.low / 100, "middle": bands.middle / 100, "high": bands.high / 100}


def _bands(document: dict[str, float] | None) -> Bands | None:
    if document is None:
        return None
    return Bands(*(_per_cent(document[name]) for name in ("low", "middle", "high")))


def _shown(document: dict[str, Any], name: str) -> Shown | None:
    if document[name] is None:
        return None
    return Shown(document[name], document[f"{name}_relation"])


def _no_view_to_dict(share: NoViewShare | None) -> dict[str, Any]:
    if share is None:
        return {"no_view": None, "no_view_reasons": None, "no_view_flagged": None}
    reasons = {"too-early": share.too_early / 100, "not-close": share.not_close / 100}
    return {
        "no_view": share.total / 100,
        "no_view_reasons": reasons,
        "no_view_flagged": share.flagged,
    }


def _no_view(document: dict[str, Any]) -> NoViewShare | None:
    if document["no_view"] is None:
        return None
    reasons = document["no_view_reasons"]
    return NoViewShare(
        total=_per_cent(document["no_view"]),
        too_early=_per_cent(reasons["too-early"]),
        not_close=_per_cent(reasons["not-close"]),
        flagged=document["no_view_flagged"],
    )


def _per_cent(share: float) -> int:
    return round(share * 100)
