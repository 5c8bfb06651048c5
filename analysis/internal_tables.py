"""The analyst's tables: every figure of a period, with what it rests on."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from analysis import wording
from analysis.bounds import Bounds
from analysis.change import Decomposition
from analysis.document import LOPSIDED
from analysis.gaps import EXACT_UP_TO, Gap
from analysis.internal import Internal, InternalChange, InternalFigures, InternalItem
from analysis.scale import Scale
from analysis.tables import Table

MOVED = f"p says {LOPSIDED}."
DEALT = (
    "p says how often groups would lie as far apart, were the same scores dealt to them by chance; "
    "not sampling error."
)
_PARTS = ("total", "matched", "joined", "returned", "left", "lapsed")
_PLACES = 4
Number = Fraction | float | None


def response(found: Internal) -> Table:
    """How many people of each group could answer and did."""
    rows = [(each.name, answered, asked) for each, asked, answered in found.response]
    rows.append(("Everybody", found.answered, found.eligible))
    return Table(
        f"Who answered, {found.period.label}",
        ("Group", "Answered", "Asked", "Share"),
        tuple(
            (name, str(did), str(asked), f"{did / asked:.0%}" if asked else wording.EN_DASH)
            for name, did, asked in rows
        ),
    )


def spread(found: Internal, measure: str, scale: Scale) -> Table:
    """Every item's scores by point, and what they add up to."""
    rows = ((item.item, item.overall) for item in _of(found, measure))
    return _spread(f"{measure.capitalize()}, {found.period.label}", "Item", rows, scale)


def by_group(item: InternalItem, scale: Scale) -> Table:
    """One item's scores by group."""
    rows = ((each.segment.name, each.figures) for each in item.groups)
    return _spread(f"{item.item}, {item.measure}, by group", "Group", rows, scale)


def _spread(
    caption: str, first: str, rows: Iterator[tuple[str, InternalFigures]], scale: Scale
) -> Table:
    points = [str(point) for point in range(scale.first, scale.last + 1)]
    headers = (
        first, "Scored", *points, "Median", "Mean", "Net", "A", "In words", "Cns", "No view",
        "Too early", "Not close",
    )  # fmt: skip
    return Table(caption, headers, tuple((name, *_scores(each)) for name, each in rows))


def _scores(each: InternalFigures) -> Iterator[str]:
    yield f"{each.n} of {each.eligible}"
    yield from map(str, each.counts)
    yield from (_plain(each.median), _plain(each.mean), _signed(each.net, 2))
    yield from (_signed(each.agreement), each.agreement_word or wording.EN_DASH)
    yield _plain(each.consensus)
    shares = each.no_view
    if shares is None:
        yield from (wording.EN_DASH,) * 3
    else:
        yield f"{float(shares.total):.1%}"
        yield f"{float(shares.too_early):.1%}"
        yield f"{float(shares.not_close):.1%}{'!' if shares.flagged else ''}"


def bounds(found: Internal, measure: str) -> Table:
    """What each item's figures could be, had everybody scored who was asked."""
    return Table(
        f"{measure.capitalize()}, had everybody scored",
        ("Item", "Scored", "Mean", "At least", "At most", "Favourable, at least", "At most"),
        tuple(
            (
                item.item,
                f"{item.overall.n} of {item.overall.eligible}",
                _plain(item.overall.mean),
                *_ends(item.overall.mean_bounds, _plain),
                *_ends(item.overall.favourable_bounds, _share),
            )
            for item in _of(found, measure)
        ),
    )


def parts(found: Internal, measure: str) -> Table:
    """The change of each item's mean, taken apart: the five parts add up to the total."""
    return Table(
        f"{measure.capitalize()}: change of the mean{_since(found)}, in points",
        ("Item", *(name.capitalize() for name in _PARTS)),
        tuple((item.item, *_five(change.decomposition)) for item, change in _moved(found, measure)),
    )


def verdicts(found: Internal, measure: str) -> Table:
    """How those who scored in both periods moved, and what may be said of it."""
    headers = (
        "Item", "Matched", "Up", "Down", "Same", "Verdict", "Strength", "Sign-flip p", "Sign p",
        "Holm's p", "Whole panel, at least", "At most",
    )  # fmt: skip
    return Table(
        f"{measure.capitalize()}: those who scored in both periods{_since(found)}",
        headers,
        tuple((item.item, *_verdict(change)) for item, change in _moved(found, measure)),
    )


def _verdict(change: InternalChange) -> tuple[str, ...]:
    return (
        *map(str, (change.matched_n, change.up, change.down, change.same)),
        change.verdict,
        change.strength or wording.EN_DASH,
        _p(change.sign_flip.p),
        _p(change.sign.p),
        _p(change.adjusted_p),
        *_ends(change.bounds, _signed),
    )


def gaps(found: Internal, measure: str) -> Table:
    """How far sides and groups lie apart on each item."""
    names = {each.ref: each.name for each, _, _ in found.response}
    return Table(
        f"{measure.capitalize()}: gaps between groups",
        ("Item", "Between", "And", "Delta", "Size", "p"),
        tuple(
            (
                item.item,
                *(names.get(side, side) for side in gap.sides),
                _signed(gap.delta),
                "large" if gap.large else wording.EN_DASH,
                _dealt(gap),
            )
            for item in _of(found, measure)
            for gap in (*filter(None, [item.gap]), *item.pairs)
        ),
    )


def official(found: Internal, measure: str) -> Table:
    """The panel's view beside the official rating, where there is one."""
    return Table(
        f"{measure.capitalize()} beside the official rating",
        ("Item", "Official", "Panel", "Steps", "Index", "Strength"),
        tuple(
            (
                item.item,
                item.rag.official,
                item.rag.panel_band,
                _signed(item.rag.gap, 0),
                _signed(item.rag.index, 2),
                item.rag.strength or wording.EN_DASH,
            )
            for item in _of(found, measure)
            if item.rag is not None
        ),
    )


def measures(found: Internal) -> tuple[str, ...]:
    """What was scored, in the order of the items."""
    return tuple(dict.fromkeys(item.measure for item in found.items))


def _of(found: Internal, measure: str) -> Iterator[InternalItem]:
    return (item for item in found.items if item.measure == measure)


def _moved(found: Internal, measure: str) -> Iterator[tuple[InternalItem, InternalChange]]:
    for item in _of(found, measure):
        if item.change is not None:
            yield item, item.change


def _five(found: Decomposition | None) -> Sequence[str]:
    return [_signed(None if found is None else getattr(found, name)) for name in _PARTS]


def _ends(found: Bounds | None, written: Callable[[Number], str]) -> tuple[str, str]:
    return (wording.EN_DASH,) * 2 if found is None else (written(found.low), written(found.high))


def _since(found: Internal) -> str:
    return f" since {found.against.label}" if found.against else ""


def _dealt(gap: Gap) -> str:
    return f"over {EXACT_UP_TO} people" if gap.p is None else _p(gap.p)


def _plain(value: Number) -> str:
    """'3.3333', '3.5', '3': no more places than there are."""
    if value is None:
        return wording.EN_DASH
    return f"{float(value):.{_PLACES}f}".rstrip("0").rstrip(".")


def _signed(value: Number, places: int = _PLACES) -> str:
    return wording.EN_DASH if value is None else wording.signed(float(value), places)


def _share(value: Number) -> str:
    return wording.EN_DASH if value is None else f"{float(value):.1%}"


def _p(value: Fraction | float) -> str:
    least = 10**-_PLACES
    return f"<{least}" if 0 < value < least else f"{float(value):.{_PLACES}f}"
