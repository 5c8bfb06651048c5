"""What a period says: the published Summary and its JSON document."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from analysis import derived
from analysis.disclosure.safe import (
    SafeBlock,
    SafeChange,
    SafeCube,
    SafeFigures,
    SafeItem,
    SafeNoView,
)
from analysis.figures import Bands, BlockFigures, Change, Figures, NoViewShare, Shown
from analysis.item_summary import ItemSummary
from analysis.measures import NOT_CLOSE_FLAG
from analysis.periods import Period, parse_period
from analysis.ratings import shown
from analysis.scale import FIVE_POINTS, Scale

__all__ = [
    "Bands",
    "BlockFigures",
    "BlockResponse",
    "Change",
    "Figures",
    "ItemSummary",
    "NoViewShare",
    "Response",
    "Shown",
    "Summary",
    "summarise",
]

RULE = (
    "One person, one voice: what counts is the latest score that a person gave in the period; "
    "a person who gave none has no view if they said so, and no answer if they did not. "
    "Nothing is carried over from an earlier period."
)


@dataclass(frozen=True, slots=True)
class BlockResponse:
    """How many people of a block could answer and did; `rate` from 0 to 1, to 0.01."""

    block: str
    name: str
    eligible: int
    answered: int
    rate: float


@dataclass(frozen=True, slots=True)
class Response:
    """How many people of the panel could answer and did; `rate` from 0 to 1, to 0.01."""

    eligible: int
    answered: int
    rate: float
    blocks: tuple[BlockResponse, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; blocks stand under `groups`."""
        return {
            "eligible": self.eligible,
            "answered": self.answered,
            "rate": self.rate,
            "groups": [
                {
                    "group": each.block,
                    "name": each.name,
                    "eligible": each.eligible,
                    "answered": each.answered,
                    "rate": each.rate,
                }
                for each in self.blocks
            ],
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> "Response":
        """Read back what `to_dict` wrote."""
        return cls(
            eligible=document["eligible"],
            answered=document["answered"],
            rate=document["rate"],
            blocks=tuple(
                BlockResponse(
                    each["group"], each["name"], each["eligible"], each["answered"], each["rate"]
                )
                for each in document["groups"]
            ),
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """All that leaves of a period; `rule` says in words which score counts.

    `scale` is the one that people scored on.
    """

    period: Period
    against: Period | None
    rule: str
    response: Response
    items: tuple[ItemSummary, ...]
    scale: Scale = FIVE_POINTS

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: shares from 0 to 1, `net` in percentage points, hidden figures null."""
        return {
            "period": self.period.ref,
            "against": self.against and self.against.ref,
            "rule": self.rule,
            "scale": asdict(self.scale),
            "response": self.response.to_dict(),
            "items": [item.to_dict() for item in self.items],
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> "Summary":
        """Read back what `to_dict` wrote."""
        against = document["against"]
        return cls(
            period=parse_period(document["period"]),
            against=against and parse_period(against),
            rule=document["rule"],
            response=Response.from_dict(document["response"]),
            items=tuple(ItemSummary.from_dict(each) for each in document["items"]),
            # Documents from before it was written are all on five points.
            scale=Scale(**document.get("scale", {})),
        )


def summarise(safe: SafeCube) -> Summary:
    """Say what a period's safe figures say; raises TypeError for anything but a SafeCube.

    `net`, the bounds, the flag of a share and what is said of the official rating follow from the
    figures as shown, so that readers can check them and learn nothing more from them.
    """
    if not isinstance(safe, SafeCube):
        raise TypeError("A summary is made of a SafeCube: pass the cube through protect() first.")
    return Summary(
        period=safe.period,
        against=safe.against,
        rule=RULE,
        response=_response(safe.blocks),
        items=tuple(_item(each, safe) for each in safe.items),
        scale=safe.scale,
    )


def _response(blocks: tuple[SafeBlock, ...]) -> Response:
    eligible = sum(block.asked for block in blocks)
    answered = sum(block.answered for block in blocks)
    return Response(
        eligible,
        answered,
        _rate(answered, eligible),
        tuple(
            BlockResponse(
                each.ref, each.name, each.asked, each.answered, _rate(each.answered, each.asked)
            )
            for each in blocks
        ),
    )


def _rate(answered: int, eligible: int) -> float:
    return round(answered / eligible, 2) if eligible else 0.0


def _item(item: SafeItem, safe: SafeCube) -> ItemSummary:
    overall = _figures(item.overall, safe.scale)
    return ItemSummary(
        item.ref,
        item.measure,
        overall,
        tuple(
            BlockFigures(block.ref, block.name, _figures(figures, safe.scale))
            for block, figures in zip(safe.blocks, item.blocks, strict=True)
        ),
        None if item.change is None else _safe_change(item.change),
        begun=item.begun,
        gap=item.gap,
        rag=None if item.official is None else shown(item.official, overall),
    )


def _safe_change(safe: SafeChange) -> Change:
    return Change(safe.matched_n, safe.matched, safe.verdict)


def _figures(safe: SafeFigures, scale: Scale) -> Figures:
    figures = Figures(
        eligible=safe.eligible,
        n=safe.n,
        hidden=safe.n is None,
        bands=safe.bands,
        median=safe.median,
        mean=safe.mean,
        net=None if safe.bands is None else safe.bands.high - safe.bands.low,
        agreement=safe.agreement,
        no_view=None if safe.no_view is None else _no_view(safe.no_view),
    )
    return replace(
        figures,
        mean_bounds=derived.mean_bounds(figures, scale),
        favourable_bounds=derived.favourable_bounds(figures),
    )


def _no_view(safe: SafeNoView) -> NoViewShare:
    return NoViewShare(
        total=safe.too_early + safe.not_close + safe.unsaid,
        too_early=safe.too_early,
        not_close=safe.not_close,
        flagged=safe.not_close >= 100 * NOT_CLOSE_FLAG,
    )
