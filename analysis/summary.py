"""What a period says: the published Summary and its JSON document."""

from dataclasses import dataclass
from typing import Any

from analysis.disclosure.safe import (
    SafeBlock,
    SafeChange,
    SafeCube,
    SafeFigures,
    SafeItem,
    SafeNoView,
)
from analysis.figures import Bands, BlockFigures, Change, Figures, NoViewShare, Shown
from analysis.measures import NOT_CLOSE_FLAG
from analysis.periods import Period, parse_period

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

# What an analyst may know of a change and readers may not.
_INSIDE = (
    "total", "joined", "returned", "left", "lapsed", "up", "down", "same",
    "sign_flip_p", "sign_p", "strength",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One theme or aim on one measure: the whole panel, its blocks, and the change."""

    item: str
    measure: str
    overall: Figures
    blocks: tuple[BlockFigures, ...]
    change: Change | None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready; what readers may not know of the change is null."""
        return {
            "item": self.item,
            "measure": self.measure,
            **self.overall.to_dict(),
            "groups": [
                {"group": each.block, "name": each.name, **each.figures.to_dict()}
                for each in self.blocks
            ],
            "change": self.change and _change_to_dict(self.change),
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> "ItemSummary":
        """Read back what `to_dict` wrote."""
        return cls(
            item=document["item"],
            measure=document["measure"],
            overall=Figures.from_dict(document),
            blocks=tuple(
                BlockFigures(each["group"], each["name"], Figures.from_dict(each))
                for each in document["groups"]
            ),
            change=_change(document["change"]),
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
    """All that leaves of a period; `rule` says in words which score counts."""

    period: Period
    against: Period | None
    rule: str
    response: Response
    items: tuple[ItemSummary, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready: shares from 0 to 1, `net` in percentage points, hidden figures null."""
        return {
            "period": self.period.ref,
            "against": self.against and self.against.ref,
            "rule": self.rule,
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
        )


def summarise(safe: SafeCube) -> Summary:
    """Say what a period's safe figures say; raises TypeError for anything but a SafeCube.

    `net` follows from the bands as shown and the flag from the share as shown, so that readers can
    check both and learn nothing more from them.
    """
    if not isinstance(safe, SafeCube):
        raise TypeError("A summary is made of a SafeCube: pass the cube through protect() first.")
    return Summary(
        period=safe.period,
        against=safe.against,
        rule=RULE,
        response=_response(safe.blocks),
        items=tuple(_item(each, safe.blocks) for each in safe.items),
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


def _item(item: SafeItem, blocks: tuple[SafeBlock, ...]) -> ItemSummary:
    return ItemSummary(
        item.ref,
        item.measure,
        _figures(item.overall),
        tuple(
            BlockFigures(block.ref, block.name, _figures(figures))
            for block, figures in zip(blocks, item.blocks, strict=True)
        ),
        None if item.change is None else _safe_change(item.change),
    )


def _safe_change(safe: SafeChange) -> Change:
    return Change(safe.matched_n, safe.matched, safe.verdict)


def _figures(safe: SafeFigures) -> Figures:
    return Figures(
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


def _no_view(safe: SafeNoView) -> NoViewShare:
    return NoViewShare(
        total=safe.too_early + safe.not_close + safe.unsaid,
        too_early=safe.too_early,
        not_close=safe.not_close,
        flagged=safe.not_close >= 100 * NOT_CLOSE_FLAG,
    )


def _change_to_dict(change: Change) -> dict[str, Any]:
    return {
        "matched_n": change.matched_n,
        "matched": change.matched,
        "verdict": change.verdict,
        **dict.fromkeys(_INSIDE),
    }


def _change(document: dict[str, Any] | None) -> Change | None:
    if document is None:
        return None
    return Change(document["matched_n"], document["matched"], document["verdict"])
