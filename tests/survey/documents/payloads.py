"""A payload invented for tests, with every kind of thing that an edition may hold."""

from typing import Any

from analysis.summary import Summary
from tests.analysis.published import MEASURES, THEMES, quarter

SCALES = {
    "progress": (
        "Off track, no recovery visible", "Off track, but recovering", "On track",
        "Complete, or very nearly", "Complete and evaluated",
    ),
    "maturity": (
        "Weak: not fit for use", "Emerging: patchy, relies on individuals",
        "Established: sound, not yet routine", "Embedded: routine, consistent, relied upon",
        "Leading: evaluated, others learn from it",
    ),
}  # fmt: skip
STEMS = {
    "progress": "Against what was promised by now, where are the actions?",
    "maturity": "How good are the results that you have seen?",
}


def payload(
    summary: Summary | None = None, earlier: tuple[Summary, ...] | None = None, **changed: Any
) -> dict[str, Any]:
    shown = summary or quarter()
    before = (quarter(2, "2018-19-q1", None),) if earlier is None else earlier
    return {
        "schema": 1,
        "period": shown.period.ref,
        "label": shown.period.label,
        "edition": 1,
        "against": shown.against.ref if shown.against else None,
        "months": list(shown.period.months),
        "organisation": {
            "name": "Sample City Council",
            "contact_email": "take@council.example",
            "accent": "#00625e",
        },
        "demonstration": True,
        "certificate": None,
        "summary": shown.to_dict(),
        "earlier": [each.to_dict() for each in before],
        "questionnaire": {
            "id": "governance-2018",
            "version": 1,
            "measures": [measure(name) for name in MEASURES],
            "no_views": [
                {"id": "too-early", "label": "Too early to judge"},
                {"id": "not-close", "label": "Not close enough to judge"},
            ],
        },
        "themes": [
            *(theme(ref, name) for ref, name in THEMES.items()),
            theme("S4", "Waste Management", "service-block"),
        ],
        "rag_as_at": "2018-09",
        "indicators": [indicator("tracer-skills", "Skills", value="", simulated=False)],
        **changed,
    }


def measure(name: str) -> dict[str, Any]:
    points = [{"value": at, "label": label} for at, label in enumerate(SCALES[name], start=1)]
    return {
        "measure": name,
        "name": MEASURES[name],
        "stem": STEMS[name],
        "points": points,
    }


def theme(ref: str, name: str, kind: str = "governance") -> dict[str, Any]:
    ratings = ["amber", "red", "amber"] if ref in {"2", "4"} else ["amber", "amber"]
    if ref == "6":
        ratings = ["green", "amber"]
    aims = [
        {
            "ref": f"{ref}.{place}",
            "aim": ("Modern and effective governance", "Clear roles", "Settled protocols")[
                place - 1
            ],
            "rag": rag,
            "illustrative": True,
        }
        for place, rag in enumerate(ratings, start=1)
    ]
    figures = [
        indicator("reserves-used", "Reserves used", target="46.6"),
        indicator("staff-visible", "Respondents who find managers visible", unit="%", value="35.6"),
    ]
    return {
        "ref": ref,
        "name": name,
        "kind": kind,
        "rag": {rag: ratings.count(rag) for rag in ("green", "amber", "red")},
        "aims": aims,
        "indicators": figures if ref in {"3", "4"} else [],
    }


def indicator(ref: str, name: str, **changed: Any) -> dict[str, Any]:
    return {
        "ref": ref,
        "measure": name,
        "unit": "£m",
        "period": "2017-18",
        "value": "63.1",
        "target": "",
        "comparator": "",
        "rag": "",
        "source": "Improvement Stock-take Report, June 2018",
        "note": "",
        "simulated": True,
        **changed,
    }
