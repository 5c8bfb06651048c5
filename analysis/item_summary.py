"""What is published of one theme or aim on one measure, and its JSON document."""

from dataclasses import asdict, dataclass
from typing import Any

from analysis.figures import Begun, BlockFigures, Change, Figures, ShownGap
from analysis.ratings import ShownPerception

# What an analyst may know of a change and readers may not.
_INSIDE = (
    "total", "joined", "returned", "left", "lapsed", "up", "down", "same",
    "sign_flip_p", "sign_p", "strength",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One theme or aim on one measure: the whole panel, its blocks, and what is set beside it.

    `begun` says why a series that begins anew has no change; all after it is None where it cannot
    be shown.
    """

    item: str
    measure: str
    overall: Figures
    blocks: tuple[BlockFigures, ...]
    change: Change | None
    begun: Begun | None = None
    gap: ShownGap | None = None
    rag: ShownPerception | None = None

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
            "begun": self.begun and asdict(self.begun),
            "gap": self.gap and self.gap.to_dict(),
            "pairs": [],
            "rag": self.rag and asdict(self.rag),
        }

    @classmethod
    def from_dict(cls, document: dict[str, Any]) -> "ItemSummary":
        """Read back what `to_dict` wrote; early documents lack what is set beside an item."""
        begun, gap, rag = (document.get(name) for name in ("begun", "gap", "rag"))
        return cls(
            item=document["item"],
            measure=document["measure"],
            overall=Figures.from_dict(document),
            blocks=tuple(
                BlockFigures(each["group"], each["name"], Figures.from_dict(each))
                for each in document["groups"]
            ),
            change=_change(document["change"]),
            begun=begun and Begun(**begun),
            gap=gap and ShownGap(gap["words"], tuple(gap["sides"])),
            rag=rag and ShownPerception(**rag),
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
