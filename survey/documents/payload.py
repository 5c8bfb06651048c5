"""The frozen payload of an edition, as analysis reads it."""

from typing import Any

from analysis.reading import Reading
from analysis.summary import Summary

SCORED = "governance"


def reading(payload: dict[str, Any]) -> Reading:
    """The payload's Summary and earlier ones, in the words of its plan and questionnaire."""
    return Reading(
        Summary.from_dict(payload["summary"]),
        {theme["ref"]: theme["name"] for theme in payload["themes"] if theme["kind"] == SCORED},
        {each["measure"]: each["name"] for each in payload["questionnaire"]["measures"]},
        simulated=payload["demonstration"],
        earlier=tuple(Summary.from_dict(each) for each in payload["earlier"]),
    )


def quotes(payload: dict[str, Any], ref: str) -> tuple[dict[str, Any], ...]:
    """What may be quoted on the theme `ref`, '' for the plan as a whole; early payloads have none.

    Each is {"words": …, "attributed_to": the name of a block or None}.
    """
    return tuple(payload.get("quotes", {}).get(ref, ()))


def themes(payload: dict[str, Any], *, scored: bool) -> list[dict[str, Any]]:
    """The themes that are scored, or the service blocks, in the plan's order."""
    return [theme for theme in payload["themes"] if (theme["kind"] == SCORED) == scored]
