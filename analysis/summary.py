"""What a period says: the published Summary and its JSON document."""

from dataclasses import dataclass
from typing import Any

from analysis.figures import Bands, BlockFigures, Change, Figures, NoViewShare, Shown
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
]

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
