"""The Council's own report, as it stood in a month: ratings, indicators, tracers, culture."""

from typing import Any

from sqlmodel import Session

from survey.queries.plan import open_indicators
from survey.queries.reported_plan import as_printed, newest, reported_plan

# Kinds of figures in the order of the performance report; others come after them.
KINDS = ("finance", "survey", "culture", "tracer")


def report(session: Session, month: str) -> dict[str, Any]:
    """{rag_as_at, themes, figures}: each figure by itself, with its kind and its theme's name."""
    plan = reported_plan(session, month)
    names = {theme["ref"]: theme["name"] for theme in plan["themes"]}
    figures = sorted(newest(open_indicators(session), month), key=lambda each: order(each.kind))
    return {
        "rag_as_at": plan["rag_as_at"],
        "themes": [
            {name: part for name, part in theme.items() if name != "indicators"}
            for theme in plan["themes"]
        ],
        "figures": [
            {**as_printed(each), "kind": each.kind, "theme": names.get(each.theme_ref, "")}
            for each in figures
        ],
    }


def order(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)
