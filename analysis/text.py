"""A Summary for the terminal: aligned plain text, every figure with its base."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from textwrap import fill

from analysis import wording
from analysis.figures import Change, Figures
from analysis.scale import FIVE_POINTS, Scale
from analysis.summary import ItemSummary, Response, Summary

_WHOLE = "Everybody"
_WIDTH = 100


def text(summary: Summary, names: Mapping[str, str], scale: Scale = FIVE_POINTS) -> str:
    """The whole summary in lines, the last one ended; `names` gives the title of each item."""
    spread = tuple((each or "none").replace(" or ", "-") for each in scale.words())
    lines = [f"What the panel said, {summary.period.label}"]
    if summary.against is not None:
        lines.append(f"Change is against {summary.against.label}")
    lines += ["", *_response(summary.response), ""]
    for ref, items in groupby(summary.items, key=lambda each: each.item):
        lines.append(f"{ref}  {names[ref]}" if ref in names else ref)
        for item in items:
            lines += _item(item, spread)
        lines.append("")
    lines += [fill(summary.rule, _WIDTH), fill(_legend(spread), _WIDTH)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _response(response: Response) -> list[str]:
    rows = [("Answered", response.answered, response.eligible, response.rate)]
    rows += [
        ("  " + each.name, each.answered, each.eligible, each.rate) for each in response.blocks
    ]
    return aligned((name, f"{did} of {of}", f"{rate:.0%}") for name, did, of, rate in rows)


def _legend(spread: Sequence[str]) -> str:
    low, middle, high = spread
    return (
        f"{wording.HIDDEN_IN_WORDS}. 'scored' is people who gave a score of those eligible; {low}, "
        f"{middle} and {high} are shares of them, and net is {high} less {low}. 'no view' is a "
        "share of those who answered, and 'not close' those of them who are not close enough to "
        "judge (! from 30%)."
    )


def _item(item: ItemSummary, spread: Sequence[str]) -> list[str]:
    named = [(_WHOLE, item.overall), *((each.name, each.figures) for each in item.blocks)]
    measures = ("median", "mean", "net", "agreement", "no view", "not close")
    heading = (item.measure.capitalize(), "scored", *spread, *measures)
    rows = [heading, *(("  " + name, *_cells(figures)) for name, figures in named)]
    return [*aligned(rows), *_change(item.change)]


def _cells(figures: Figures) -> tuple[str, ...]:
    bands, share, net = figures.bands, figures.no_view, figures.net
    spread = (bands.low, bands.middle, bands.high) if bands else (None, None, None)
    flag = "!" if share is not None and share.flagged else ""
    return (
        wording.base(figures),
        *(_per_cent(each) for each in spread),
        wording.median(figures.median),
        wording.mean(figures.mean),
        wording.HIDDEN if net is None else wording.signed(net),
        figures.agreement or wording.HIDDEN,
        _per_cent(None if share is None else share.total),
        _per_cent(None if share is None else share.not_close) + flag,
    )


def _per_cent(value: int | None) -> str:
    return wording.HIDDEN if value is None else f"{value}%"


def _change(change: Change | None) -> list[str]:
    if change is None:
        return []
    mean = "" if change.matched is None else f", {wording.signed(change.matched, 1)} on average"
    return [f"  Change: {change.verdict} ({change.matched_n} scored in both periods{mean})"]


def aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns as wide as their longest cell, the first to the left and the others to the right."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            [row[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        )
        for row in cells
    ]
