"""The accessible table that stands beside each chart; every figure comes with its base."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis import wording
from analysis.figures import Figures, NoViewShare
from analysis.reading import Reading, item
from analysis.scale import Scale
from analysis.summary import BlockResponse, ItemSummary

FIGURES = (
    "Median",
    "Net",
    "Mean",
    "Mean had all scored",
    "Agreement",
    "No view (too early, not close)",
    "People who scored",
)
NONE, NO_BREAK = wording.EN_DASH, "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, in words and figures; each row begins with its own heading."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def distribution(reading: Reading, measure: str) -> Table:
    """Every theme's figures on `measure`."""
    return Table(
        f"{reading.measures[measure]} by theme, {reading.summary.period.label}",
        ("Theme", *headers(reading)),
        tuple(
            (name, *figures(each.overall, reading.summary.scale))
            for name, each in reading.of_measure(measure)
        ),
    )


def of_theme(reading: Reading, theme: str) -> Table:
    """One theme's figures on each measure: everybody, then each block."""
    rows: list[tuple[str, ...]] = []
    scale = reading.summary.scale
    for measure, name in reading.measures.items():
        found = reading.item(theme, measure)
        if found is not None:
            rows.append((f"{name}, everybody", *figures(found.overall, scale)))
            rows += [
                (f"{name}, {each.name}", *figures(each.figures, scale)) for each in found.blocks
            ]
    caption = f"{reading.themes[theme]}, {reading.summary.period.label}"
    return Table(caption, ("Who scored", *headers(reading)), tuple(rows))


def heatmap(reading: Reading, measure: str) -> Table:
    """The mean of `measure` by theme and quarter, each with its base."""
    shown = reading.quarters
    return Table(
        f"Mean of {reading.measures[measure].lower()} by quarter (people who scored)",
        ("Theme", *(each.period.label for each in shown)),
        tuple(
            (name, *(_mean(item(each, ref, measure)) for each in shown))
            for ref, name in reading.themes.items()
        ),
    )


def movement(reading: Reading, measure: str) -> Table:
    """Each theme's matched change on `measure`, its verdict and how many people it rests on."""
    against = reading.summary.against
    since = f" since {against.label}" if against else ""
    return Table(
        f"Change in {reading.measures[measure].lower()}{since}",
        ("Theme", "Verdict", "Mean change", "People who scored in both quarters"),
        tuple(_movement(name, each) for name, each in reading.of_measure(measure)),
    )


def response(reading: Reading) -> Table:
    """How many people of each block could answer and did."""
    whole = reading.summary.response
    everybody = BlockResponse("", "Everybody", whole.eligible, whole.answered, whole.rate)
    return Table(
        f"Who answered, {reading.summary.period.label}",
        ("Block", "Answered", "Asked", "Share"),
        tuple(
            (each.name, str(each.answered), str(each.eligible), f"{each.rate:.0%}")
            for each in (*whole.blocks, everybody)
        ),
    )


def headers(reading: Reading) -> tuple[str, ...]:
    """The bands in the scale's own points, then `FIGURES`; an even short scale has no middle."""
    words = reading.summary.scale.words()
    return (*(f"Scored {points}" for points in words if points is not None), *FIGURES)


def figures(shown: Figures, scale: Scale) -> tuple[str, ...]:
    """The cells under `headers`, in their order; '[c]' where one is hidden."""
    return (
        *_spread(shown, scale),
        wording.median(shown.median),
        wording.HIDDEN if shown.net is None else wording.signed(shown.net),
        wording.mean(shown.mean),
        _bounds(shown),
        shown.agreement or wording.HIDDEN,
        _no_view(shown.no_view),
        wording.base(shown),
    )


def _spread(shown: Figures, scale: Scale) -> Iterator[str]:
    bands = shown.bands
    shares = (None, None, None) if bands is None else (bands.low, bands.middle, bands.high)
    for points, share in zip(scale.words(), shares, strict=True):
        if points is not None:
            yield wording.HIDDEN if share is None else f"{share}%"


def _bounds(shown: Figures) -> str:
    """'2.9 to 3.3', what those who gave no score leave open; a dash in early editions."""
    between = shown.mean_bounds
    if between is None:
        return NONE if shown.bands else wording.HIDDEN
    return f"{between.low:.1f} to {between.high:.1f}".replace(" ", NO_BREAK)


def _no_view(share: NoViewShare | None) -> str:
    """'12% (4%, 8%)': no view at all, and by its two reasons."""
    if share is None:
        return wording.HIDDEN
    return f"{share.total}% ({share.too_early}%, {share.not_close}%)"


def _mean(found: ItemSummary | None) -> str:
    if found is None:
        return wording.NOT_ASKED
    mean = wording.mean(found.overall.mean)
    return mean if found.overall.mean is None else f"{mean} ({wording.base(found.overall)})"


def _movement(name: str, found: ItemSummary) -> tuple[str, ...]:
    change = found.change
    if found.begun is not None:
        return name, "Asked anew, not compared", NONE, NONE
    if change is None:
        return name, wording.HIDDEN_IN_WORDS, wording.HIDDEN, wording.HIDDEN
    mean = wording.HIDDEN if change.matched is None else wording.signed(change.matched, 1)
    eligible = found.overall.eligible
    base = str(change.matched_n) if eligible is None else f"{change.matched_n} of {eligible}"
    return name, wording.capitalised(change.verdict), mean, base
