"""The JSON document of a period, safe or internal, which `summary.schema.json` describes."""

import json
from dataclasses import asdict
from fractions import Fraction
from importlib.resources import files
from typing import Any

from analysis.bounds import Bounds
from analysis.change import Decomposition
from analysis.gaps import Gap
from analysis.internal import Internal, InternalChange, InternalFigures, InternalGroup, InternalItem
from analysis.measures import NoViewShares
from analysis.ratings import Perception
from analysis.scale import Scale
from analysis.summary import RULE, Summary

NOTICE = (
    "For the panel team alone: thresholds are left out, so these figures may give away what "
    "single people said."
)
# Wherever a p of a change stands, this is said of it.
LOPSIDED = "how lopsided the changes are, were up and down equally likely; not sampling error"
_PARTS = ("total", "matched", "joined", "returned", "left", "lapsed")
# What a safe summary may not know is there all the same, and null.
_OF_FIGURES = ("mean_bounds", "favourable_bounds")
_OF_ITEMS = ("gap", "pairs", "rag")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of both documents."""
    text = files("analysis").joinpath("summary.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def safe_document(summary: Summary) -> dict[str, Any]:
    """What may leave, rounded; what is hidden is null."""
    document = summary.to_dict()
    for item in document["items"]:
        _fill(item, (*_OF_FIGURES, *_OF_ITEMS))
        for group in item["groups"]:
            _fill(group, (*_OF_FIGURES, "change"))
    return {"internal": False, "notice": None, **document}


def internal_document(found: Internal, scale: Scale) -> dict[str, Any]:
    """Every figure unrounded: shares from 0 to 1, `net` and `index` in percentage points."""
    response = [
        {"group": each.ref, "name": each.name, **_response(eligible, answered)}
        for each, eligible, answered in found.response
    ]
    return {
        "internal": True,
        "notice": NOTICE,
        "p_says": LOPSIDED,
        "scale": asdict(scale),
        "period": found.period.ref,
        "against": found.against and found.against.ref,
        "rule": RULE,
        "response": {**_response(found.eligible, found.answered), "groups": response},
        "items": [_item(each, scale) for each in found.items],
    }


def _fill(document: dict[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        document.setdefault(name, None)


def _response(eligible: int, answered: int) -> dict[str, Any]:
    rate = answered / eligible if eligible else None
    return {"eligible": eligible, "answered": answered, "rate": rate}


def _item(item: InternalItem, scale: Scale) -> dict[str, Any]:
    return {
        "item": item.item,
        "measure": item.measure,
        **_figures(item.overall, scale),
        "groups": [_group(each, scale) for each in item.groups],
        "change": item.change and _change(item.change),
        "gap": item.gap and _gap(item.gap),
        "pairs": [_gap(each) for each in item.pairs],
        "equal_groups": item.equal_groups
        and {
            "mean": float(item.equal_groups.mean),
            "groups": item.equal_groups.groups,
            "differs": item.equal_groups.differs,
        },
        "rag": item.rag and _rag(item.rag),
    }


def _group(group: InternalGroup, scale: Scale) -> dict[str, Any]:
    return {
        "group": group.segment.ref,
        "name": group.segment.name,
        **_figures(group.figures, scale),
        "change": group.change and _change(group.change),
    }


def _figures(found: InternalFigures, scale: Scale) -> dict[str, Any]:
    return {
        "eligible": found.eligible,
        "n": found.n,
        "hidden": False,
        "counts": {str(score): n for score, n in enumerate(found.counts, scale.first)},
        "bands": _bands(found, scale),
        "median": _number(found.median),
        "mean": _number(found.mean),
        "net": _number(found.net),
        "agreement": _number(found.agreement),
        "agreement_word": found.agreement_word,
        "consensus": found.consensus,
        **_no_view(found.no_view),
        "mean_bounds": _bounds(found.mean_bounds),
        "favourable_bounds": _bounds(found.favourable_bounds),
    }


def _bands(found: InternalFigures, scale: Scale) -> dict[str, float] | None:
    if not found.n:
        return None
    shares = (people / found.n for people in scale.bands(found.counts))
    return dict(zip(("low", "middle", "high"), shares, strict=True))


def _no_view(shares: NoViewShares | None) -> dict[str, Any]:
    if shares is None:
        return {"no_view": None, "no_view_reasons": None, "no_view_flagged": None}
    reasons = {"too-early": float(shares.too_early), "not-close": float(shares.not_close)}
    return {
        "no_view": float(shares.total),
        "no_view_reasons": reasons,
        "no_view_flagged": shares.flagged,
    }


def _change(change: InternalChange) -> dict[str, Any]:
    return {
        **_parts(change.decomposition),
        "matched_n": change.matched_n,
        "up": change.up,
        "down": change.down,
        "same": change.same,
        "sign_flip_p": float(change.sign_flip.p),
        "sign_flip_exact": change.sign_flip.exact,
        "sign_p": float(change.sign.p),
        "adjusted_p": float(change.adjusted_p),
        "verdict": change.verdict,
        "strength": change.strength,
        "bounds": _bounds(change.bounds),
        "groups": [
            {
                "group": each.group,
                "composition": float(each.composition),
                "within": float(each.within),
            }
            for each in change.groups
        ],
    }


def _parts(parts: Decomposition | None) -> dict[str, float | None]:
    return {name: None if parts is None else float(getattr(parts, name)) for name in _PARTS}


def _gap(gap: Gap) -> dict[str, Any]:
    return {"sides": list(gap.sides), "delta": float(gap.delta), "p": _number(gap.p)}


def _rag(rag: Perception) -> dict[str, Any]:
    return {
        "official": rag.official,
        "panel_band": rag.panel_band,
        "gap": rag.gap,
        "index": _number(rag.index),
        "strength": rag.strength,
    }


def _bounds(bounds: Bounds | None) -> list[float] | None:
    return None if bounds is None else [float(bounds.low), float(bounds.high)]


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
