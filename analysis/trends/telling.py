"""What became of the figures, in plain sentences; for those who may see exact figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from analysis import wording
from analysis.periods import Kind, month_label
from analysis.trends.breaks import RESCALED, REWORDED, Break
from analysis.trends.leads import Named, OwnWork
from analysis.trends.series import Moved, Point, Series
from analysis.trends.standing import Standing
from analysis.trends.throughout import FEWEST_PERIODS, Cumulative

UNITS: Mapping[Kind, tuple[str, str]] = {
    "month": ("month", "months"),
    "quarter": ("quarter", "quarters"),
    "half": ("half-year", "half-years"),
    "year": ("year", "years"),
}
_DIRECTIONS = ("improved", "declined")


def latest(series: Series, name: str) -> str:
    """Where the series stands: its last median with its base, and what the matched did."""
    if not series.asked:
        return f"Nobody has been asked about {name}."
    point = series.asked[-1]
    return f"{_stands(point, name)}{_since(series, point)}"


def breaks(series: Series) -> tuple[str, ...]:
    """A sentence for each break of the series, the earliest first."""
    return tuple(
        f"{broke(each)}; figures before and after are not compared."
        for point in series.points
        for each in point.breaks
    )


def broke(found: Break) -> str:
    """'Renamed in October 2018' and the like, short enough for a cell."""
    when = month_label(found.begins)
    if found.kind == REWORDED:
        return f"Asked in other words from {when}"
    if found.kind == RESCALED:
        return f"Scored on another scale from {when}"
    if found.old == found.new:
        return f"{wording.capitalised(found.kind)} in {when}"
    into = "with others into" if found.kind == "merged" else "into"
    return f"{found.old} {found.kind} {into} {found.new} in {when}"


def throughout(found: Cumulative | None, name: str, kind: Kind) -> str:
    """The change of those who were present in every period since the last break."""
    one, many = UNITS[kind]
    if found is None:
        return (
            f"{wording.capitalised(name)} has been asked in one {one} only since its series began, "
            "so there is no change over time yet."
        )
    span = f"both {found.first.label} and {found.last.label}"
    if found.periods > FEWEST_PERIODS:
        span = (
            f"all {wording.in_words(found.periods)} {many} from {found.first.label} "
            f"to {found.last.label}"
        )
    moved = found.moved
    if not moved.matched_n or moved.mean is None:
        return f"Nobody scored {name} in {span}, so there is no change of those present throughout."
    people = "one person" if moved.matched_n == 1 else f"{moved.matched_n} people"
    return (
        f"The {people} who scored {name} in {span} moved by {wording.signed(float(moved.mean), 2)} "
        f"of a point on average: {ways(moved)}. Verdict: {moved.verdict}"
        f"{_too_few(found)}."
    )


def ways(moved: Moved) -> str:
    """'6 up, 2 down, 6 the same'."""
    return f"{moved.up} up, {moved.down} down, {moved.same} the same"


def stood(standings: Sequence[Standing], name: str) -> str:
    """How the panel stands beside the official rating now, and for how long."""
    if not standings:
        return f"{name}: nothing has been scored yet."
    now = standings[-1]
    unit = UNITS[now.period.kind]
    if now.official is None:
        return f"{name}: no aim was rated in {now.period.label}."
    if now.official == "mixed":
        return f"{name}: the aims' ratings are mixed in {now.period.label}, so there is no gap."
    if now.perception is None:
        return f"{name}: rated {now.official}, but nobody scored progress in {now.period.label}."
    if not now.gap:
        return f"{name}: the panel and the official rating are both {now.official}."
    side = "below" if now.gap < 0 else "above"
    steps = wording.counted(abs(now.gap), "step", "steps")
    return (
        f"{name}: the panel is {now.perception.panel_band}, {steps} {side} the official "
        f"{now.official}{_lasted(now, unit)}."
    )


def leading(named: Named, roles: Mapping[str, str]) -> str:
    """Who leads a theme, as the panel knows them, and who is not on it."""
    found = wording.enumerated([roles[seat] for seat in named.seats])
    absent = wording.listed([f"'{text}'" for text in named.elsewhere])
    if not named.seats and not named.elsewhere:
        return "The plan names no lead for this theme's aims."
    if not named.seats:
        return f"The plan names {absent} as lead; nobody of that title has a seat on the panel."
    seats = "has a seat" if len(named.seats) == 1 else "have seats"
    rest = ""
    if named.elsewhere:
        rest = f"; {absent} {'has' if len(named.elsewhere) == 1 else 'have'} none"
    return f"Of the leads that the plan names, {found} {seats} on the panel{rest}."


def own_work(found: OwnWork, when: str) -> str:
    """One item's gap between its leads and everybody else in the period `when`, with both bases."""
    base = f"{_people(found.leads.n)} against {_people(found.others.n)}"
    what = f"{wording.capitalised(found.item.measure)} in {when}"
    if found.gap is None:
        return f"{what}: no comparison ({base})."
    delta = float(found.gap.delta)
    side = "as high as" if not delta else "higher than" if delta > 0 else "lower than"
    large = ", a large difference" if found.gap.large else ""
    return (
        f"{what}: the leads score {side} everybody else"
        f"{large} (Cliff's delta {wording.signed(delta, 2)}; {base})."
    )


def _stands(point: Point, name: str) -> str:
    figures = point.figures
    if figures is None or figures.median is None:
        return f"Nobody scored {name} in {point.period.label}."
    return (
        f"In {point.period.label} the median for {name} was {float(figures.median):g} "
        f"({figures.n} of {figures.eligible} scored it)."
    )


def _since(series: Series, point: Point) -> str:
    if point.breaks:
        return f" {broke(point.breaks[-1])}, so it is not compared with what came before."
    if point.moved is None:
        return ""
    before = point.period.previous().label
    if not point.moved.matched_n:
        return f" Nobody scored it in {before} as well."
    directions: Counter[str] = Counter(each.moved.verdict for each in series.points if each.moved)
    mean = wording.signed(float(point.moved.mean or 0), 2)
    return (
        f" Since {before}: {point.moved.verdict} ({mean} among the {point.moved.matched_n} who "
        f"scored it in both){_overall(directions)}."
    )


def _overall(directions: Counter[str]) -> str:
    """Over all comparisons, where there are several."""
    total = sum(directions.values())
    if total < 2:
        return ""
    return f"; of {total} comparisons so far, {wording.enumerated(list(_counted(directions)))}"


def _counted(directions: Counter[str]) -> Iterator[str]:
    moved = {word: directions[word] for word in _DIRECTIONS if directions[word]}
    if not moved:
        yield "none shows a reliable change"
    for word, times in moved.items():
        yield f"{times} {word}"


def _lasted(now: Standing, unit: tuple[str, str]) -> str:
    if now.lasted < 2 or now.since is None:
        return f"; the gap is new in {now.period.label}"
    return (
        f"; such a gap has lasted for {wording.counted(now.lasted, *unit)} in a row, "
        f"since {now.since.label}"
    )


def _too_few(found: Cumulative) -> str:
    """Why those present throughout carry no verdict, where they are too few for any."""
    if found.moved.verdict != "no reliable change" or 2 * found.moved.matched_n >= found.eligible:
        return ""
    return f", as they are fewer than half of the {found.eligible} who could score it at last"


def _people(n: int) -> str:
    return "nobody" if n == 0 else "one person" if n == 1 else f"{n} people"
