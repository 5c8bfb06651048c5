"""An insight pack as it is read: its payload in words, for a page or for lines of text."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis import wording
from analysis.disclosure.thresholds import LOWEST_BLOCK, LOWEST_SAID
from analysis.figures import Figures
from analysis.periods import month_label
from survey.documents.indicators import IndicatorRow, indicator_row

SPREAD = ("Scored 1 or 2", "Scored 3", "Scored 4 or 5")
FIGURES = ("Theme", "People who scored", "Median", "Mean", *SPREAD, "Change on the quarter")
NO_EARLIER, ANEW = "No earlier quarter", "Asked anew"
KINDS = {
    "finance": "Finance",
    "survey": "What staff say",
    "culture": "Culture",
    "tracer": "Tracers",
}
FEW = wording.in_words(LOWEST_SAID)
FEW_HEARD = wording.in_words(LOWEST_BLOCK)


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, the headings of the columns, and rows of as many texts."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the payload, and where it stands: 'Under way'."""

    stored: dict[str, Any]
    status: str


@dataclass(frozen=True, slots=True)
class Promises:
    """Commitments that are due at the same time; `heading` says when."""

    heading: str
    entries: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the performance report and the name of the theme that it belongs to, or ''."""

    theme: str
    figure: IndicatorRow


@dataclass(frozen=True, slots=True)
class PackRead:
    """A payload and what a page says of it, each text ready to read.

    `heard` and `ways` are about the month's response, `said` about the quarter whose `measures` are
    shown, `others` about the concerns that are not listed. `figures` stand under their kind.
    """

    payload: dict[str, Any]
    closed_on: date
    heard: str
    ways: str
    said: str
    measures: tuple[Table, ...]
    others: str
    promises: tuple[Promises, ...]
    illustrative: bool
    figures: dict[str, list[FigureRow]]


def read(payload: dict[str, Any]) -> PackRead:
    return PackRead(
        payload,
        closed_on=date.fromisoformat(payload["closed_on"]),
        heard=heard(payload["response"]),
        ways=ways(payload["response"]["ways"]),
        said=said(payload),
        measures=measures(payload["published"]),
        others=others(payload["concerns"]),
        promises=promises(payload),
        illustrative=any(aim["illustrative"] for t in payload["themes"] for aim in t["aims"]),
        figures=by_kind(payload["figures"]),
    )


def heard(response: dict[str, Any]) -> str:
    """'27 of 29 people were heard (93%).'"""
    if response["heard"] is None:
        return f"Fewer than {FEW_HEARD} of {response['asked']} people were heard."
    return f"{response['heard']} of {response['asked']} people were heard ({response['rate']:.0%})."


def ways(found: list[dict[str, Any]]) -> str:
    """'19 answered by form and 10 by interview.'"""
    if not found:
        return (
            f"How they answered is not shown, because fewer than {FEW} people took one of the ways."
        )
    listed = [f"{each['people']} {each['way']}" for each in found]
    return f"They answered {wording.enumerated(listed)}."


def said(payload: dict[str, Any]) -> str:
    """Which quarter the figures are of, and where they stand."""
    found = payload["published"]
    if found is None:
        return (
            f"No quarter that was over by the end of {payload['label']} had been published when "
            "this pack was made, so there are no figures yet. Those of single months stay with "
            "the panel team."
        )
    return (
        f"These are the figures of {found['label']}, the latest quarter that had been published "
        f"when this pack was made, as edition {found['edition']} shows them. Those of single "
        "months stay with the panel team."
    )


def measures(found: dict[str, Any] | None) -> tuple[Table, ...]:
    """One table a measure: each theme's figures of the whole panel."""
    if found is None:
        return ()
    unchanged = wording.HIDDEN if found["against"] else NO_EARLIER
    return tuple(
        Table(
            f"{each['name']}, {found['label']}",
            FIGURES,
            tuple(theme_row(theme, unchanged) for theme in each["themes"]),
        )
        for each in found["measures"]
    )


def theme_row(theme: dict[str, Any], unchanged: str) -> tuple[str, ...]:
    shown = Figures.from_dict(theme)
    bands = shown.bands
    spread = (bands.low, bands.middle, bands.high) if bands else None
    change = theme["change"]
    # A theme that was renamed, split or merged is not compared; early editions do not tell.
    none = ANEW if theme.get("begun") else unchanged
    return (
        f"{theme['ref']}. {theme['name']}",
        wording.base(shown),
        wording.median(shown.median),
        wording.mean(shown.mean),
        *((f"{share}%" for share in spread) if spread else (wording.HIDDEN,) * 3),
        wording.capitalised(change["verdict"]) if change else none,
    )


def others(concerns: dict[str, Any]) -> str:
    """What is to be known of the concerns that are not listed."""
    if not concerns["coded"]:
        return (
            "The words of this month had not all been coded when this pack was made, so no "
            "concern is counted yet."
        )
    which = "any other concern" if concerns["listed"] else "any one concern"
    few = f"ewer than {FEW} people spoke of {which}."
    if concerns["private"]:
        return f"Leaving out words that may touch on what goes to Cabinet in private, f{few}"
    return f"F{few}"


def promises(payload: dict[str, Any]) -> tuple[Promises, ...]:
    """The overdue ones first, then those of this month and of the next; none that is empty."""
    found = payload["commitments"]
    following = payload["following"]
    parts = {
        "Overdue": [each for each in found if each["overdue"]],
        f"Due in {payload['label']}": [each for each in found if each["due"] == payload["month"]],
        f"Due in {month_label(following)}": [each for each in found if each["due"] == following],
    }
    return tuple(
        Promises(heading, tuple(map(promise, entries)))
        for heading, entries in parts.items()
        if entries
    )


def promise(stored: dict[str, Any]) -> Promise:
    return Promise(stored, wording.capitalised(stored["status"].replace("-", " ")))


def by_kind(figures: list[dict[str, Any]]) -> dict[str, list[FigureRow]]:
    """The figures under the name of their kind, in the order of the report."""
    found: dict[str, list[FigureRow]] = {}
    for figure in figures:
        row = FigureRow(figure["theme"], indicator_row(figure))
        kind = KINDS.get(figure["kind"], wording.capitalised(figure["kind"]))
        found.setdefault(kind, []).append(row)
    return found
