"""Every published figure as a row of a tidy table that a spreadsheet opens safely."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from analysis.figures import Figures, Shown
from analysis.reading import Reading
from analysis.scale import Scale
from analysis.summary import ItemSummary, Summary
from analysis.wording import HIDDEN
from survey.documents import payload as frozen

COLUMNS = (
    "period", "item", "item_name", "measure", "group_level", "block", "statistic", "value",
    "base_n", "eligible", "status", "simulated",
)  # fmt: skip
SHOWN, NOT_SUPPLIED = "shown", "not supplied"
# A theme that was renamed, split or merged is not compared with what it was.
ANEW = "asked anew"
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
# A spreadsheet would run a cell that begins like this.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, object]


def data_csv(payload: dict[str, Any]) -> str:
    """The whole file, its heading included; hidden figures have an empty value and status '[c]'."""
    read = frozen.reading(payload)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in _rows(payload, read):
        row.setdefault("simulated", _yes(payload["demonstration"]))
        row.setdefault("status", SHOWN)
        writer.writerow({name: safe(value) for name, value in row.items()})
    return out.getvalue()


def safe(value: object) -> str:
    """`value` as a cell: a number as it is, other text so that no spreadsheet runs it."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _rows(payload: dict[str, Any], read: Reading) -> Iterator[Row]:
    yield from _response(read.summary)
    for each in read.summary.items:
        yield from _item(each, read.summary, read.themes.get(each.item, ""))
    for earlier in read.earlier:
        for each in earlier.items:
            told = {"period": earlier.period.ref, **_about(each, read.themes.get(each.item, ""))}
            yield {**told, **_overall(), **_value("mean", each.overall.mean, each.overall)}
    for theme in payload["themes"]:
        yield from _official(payload["rag_as_at"], theme)
    for theme in (*payload["themes"], {"ref": "", "name": "", "indicators": payload["indicators"]}):
        for indicator in theme["indicators"]:
            yield from _indicator(indicator, theme)
    names = {theme["ref"]: theme["name"] for theme in payload["themes"]}
    for number, told in enumerate(payload.get("commitments", ()), start=1):
        yield from _commitment(number, told, names, payload["period"])


def _commitment(
    number: int, told: dict[str, Any], names: dict[str, str], period: str
) -> Iterator[Row]:
    """How many people said it and, once enough have answered, how many say that it worked."""
    about = {
        "period": period,
        "item": told["item"],
        "item_name": names.get(told["item"], ""),
        "measure": f"commitment {number}, {told['status'].replace('-', ' ')}",
    }
    people = told["people"]
    said = {"statistic": f"people who said: {told['said']}", "value": people}
    yield {**about, **_overall(), **said, "status": HIDDEN if people is None else SHOWN}
    if told["worked"]:
        yes = {"statistic": "people who say that it worked", "value": told["worked"]["yes"]}
        yield {**about, **_overall(), **yes, "base_n": told["worked"]["answered"]}


def _response(summary: Summary) -> Iterator[Row]:
    whole = summary.response
    about = {"period": summary.period.ref, "measure": "response", "statistic": "share answered"}
    yield {**about, **_overall(), "value": whole.rate, **_counts(whole.answered, whole.eligible)}
    for each in whole.blocks:
        placed = {"group_level": "block", "block": each.name}
        yield {**about, **placed, "value": each.rate, **_counts(each.answered, each.eligible)}


def _item(each: ItemSummary, summary: Summary, name: str) -> Iterator[Row]:
    about = {"period": summary.period.ref, **_about(each, name)}
    for statistic in (*_figures(each.overall, summary.scale), *_beside(each)):
        yield {**about, **_overall(), **statistic}
    for block in each.blocks:
        for statistic in _figures(block.figures, summary.scale):
            yield {**about, "group_level": "block", "block": block.name, **statistic}
    if summary.against is not None:
        for statistic in _change(each, summary.against.ref):
            yield {**about, **_overall(), **statistic}


def _figures(figures: Figures, scale: Scale) -> Iterator[Row]:
    bands, no_view = figures.bands, figures.no_view
    shares = (bands.low, bands.middle, bands.high) if bands else (None, None, None)
    for points, share in zip(scale.words(), shares, strict=True):
        if points is not None:
            yield _value(f"per cent scored {points}", share, figures)
    yield _value("median", figures.median, figures)
    yield _value("net", figures.net, figures)
    yield _value("mean", figures.mean, figures)
    yield _value("agreement", figures.agreement, figures)
    yield _value("per cent no view", no_view.total if no_view else None, figures)
    yield _value("per cent too early to judge", no_view.too_early if no_view else None, figures)
    yield _value(
        "per cent not close enough to judge", no_view.not_close if no_view else None, figures
    )
    for name, between in (
        ("mean", figures.mean_bounds),
        (f"per cent scored {scale.words()[2]}", figures.favourable_bounds),
    ):
        if between is not None:
            yield _value(f"least {name} had all scored", between.low, figures)
            yield _value(f"most {name} had all scored", between.high, figures)


def _beside(each: ItemSummary) -> Iterator[Row]:
    """The two sides in words, and the official rating with the panel's band beside it."""
    if each.gap is not None:
        yield {"statistic": "executive against external voices", "value": each.gap.words}
    if each.rag is not None:
        about = f"official rating of {each.rag.official}"
        for statistic, value in (
            ("band of the median", each.rag.panel_band),
            (f"index against the {about}", each.rag.index),
            (f"strength of the gap from the {about}", each.rag.strength),
        ):
            if value is not None:
                yield _value(statistic, value, each.overall)


def _change(each: ItemSummary, against: str) -> Iterator[Row]:
    found = each.change
    matched_n = found.matched_n if found else None
    for statistic, value in (
        (f"verdict since {against}", found and found.verdict),
        (f"matched mean change since {against}", found and found.matched),
    ):
        yield {
            "statistic": statistic,
            "value": value,
            **_counts(matched_n, each.overall.eligible),
            "status": ANEW if each.begun else HIDDEN if value is None else SHOWN,
        }


def _official(as_at: str, theme: dict[str, Any]) -> Iterator[Row]:
    for rag, count in sorted(theme["rag"].items()):
        yield {
            "period": as_at,
            "item": theme["ref"],
            "item_name": theme["name"],
            "measure": "official rating",
            "statistic": f"aims rated {rag}",
            "value": count,
            "simulated": "no",
        }


def _indicator(indicator: dict[str, Any], theme: dict[str, Any]) -> Iterator[Row]:
    unit = f" ({indicator['unit']})" if indicator["unit"] else ""
    for part in ("value", "target", "comparator"):
        if part == "value" or indicator[part]:
            yield {
                "period": indicator["period"],
                "item": theme["ref"],
                "item_name": theme["name"],
                "measure": f"indicator {indicator['ref']}",
                "statistic": f"{indicator['measure']}, {part}{unit}",
                "value": indicator[part],
                "status": SHOWN if indicator[part] else NOT_SUPPLIED,
                "simulated": _yes(indicator["simulated"]),
            }


def _about(each: ItemSummary, name: str) -> Row:
    return {"item": each.item, "item_name": name, "measure": each.measure}


def _overall() -> Row:
    return {"group_level": "overall"}


def _counts(n: int | None, eligible: int | None) -> Row:
    return {"base_n": n, "eligible": eligible}


def _value(statistic: str, value: Shown | float | str | None, figures: Figures) -> Row:
    """One figure with its base; a median or mean that is coded says so in its status."""
    row: Row = {"statistic": statistic, **_counts(figures.n, figures.eligible)}
    if value is None:
        return {**row, "status": HIDDEN}
    if isinstance(value, Shown):
        status = SHOWN if value.relation == "exactly" else value.relation.replace("-", " ")
        return {**row, "value": f"{value.value:g}", "status": status}
    return {**row, "value": value}


def _yes(simulated: object) -> str:
    return "yes" if simulated else "no"
