"""The sentence above a chart: what it shows, not what it is about."""

from collections.abc import Mapping, Sequence, Sized
from fractions import Fraction

from analysis import wording
from survey.analyse.figures import shown
from survey.analyse.figures.lines import Line

DIRECTIONS = ("improved", "declined")
# In the order in which they are told.
VERDICTS = (*DIRECTIONS, "no reliable change", "too few changes to call")


def spread(measure: str, lines: Sequence[Line]) -> str:
    """Where the net is highest and lowest."""
    nets = {line.label: line.figures.net for line in lines if line.figures.net is not None}
    if not nets:
        return f"Nobody has given a score of {measure}."
    high, low = max(nets.values()), min(nets.values())
    name = wording.capitalised(measure)
    if high == low:
        (first, *more) = nets
        where = f"on all {len(nets)}" if more else f"for {first}"
        return f"{name} has a net of {shown.signed(high, 0)} {where}."
    return f"{name} is seen best for {_at(nets, high)} and worst for {_at(nets, low)}."


def _at(nets: Mapping[str, Fraction], value: Fraction) -> str:
    names = [name for name, net in nets.items() if net == value]
    return f"{_some(names)} (net {shown.signed(value, 0)})"


def _some(names: Sequence[str]) -> str:
    """A few names as a list, many as their number."""
    many = len(names) > wording.MOST_NAMES
    return wording.in_words(len(names)) if many else wording.listed(names)


def change(measure: str, lines: Sequence[Line], whole: Line | None = None) -> str:
    """What improved and declined, by name, and on how many nothing can be said.

    With `whole`, everybody on the theme whose groups the lines are, theirs comes first.
    """
    found: dict[str, list[str]] = {}
    for line in lines:
        if line.change is not None:
            found.setdefault(line.change.verdict, []).append(line.label)
    told = [
        _verdict(verdict, found[verdict], len(lines)) for verdict in VERDICTS if verdict in found
    ]
    if whole is not None and whole.change is not None:
        told.insert(0, f"{whole.change.verdict} over all")
    return f"{wording.capitalised(measure)}: {'; '.join(told) or 'nothing is compared'}."


def _verdict(verdict: str, names: Sequence[str], of: int) -> str:
    if len(names) == of > 1:
        return f"{verdict} for any of the {wording.in_words(of)}"
    many = verdict not in DIRECTIONS and len(names) > 1
    return f"{verdict} for {wording.in_words(len(names)) if many else _some(names)}"


def parts(measure: str, lines: Sequence[Line]) -> str:
    """Where coming and going, not moving, made the most of the change."""
    found = {
        line.label: line.change.decomposition
        for line in lines
        if line.change is not None and line.change.decomposition is not None
    }
    if not found:
        return f"Nobody scored {measure} in both periods."
    label, most = max(found.items(), key=lambda each: abs(each[1].total - each[1].matched))
    came = most.total - most.matched
    name = wording.capitalised(measure)
    if came == 0:
        return f"{name} changed by those who scored in both periods alone."
    part, total = shown.signed(came), shown.signed(most.total)
    if len(found) == 1:
        return f"Coming and going made {part} of the change of {total} in {measure}."
    return f"Coming and going changed {measure} most for {label}: {part} of {total}."


def ranges(measure: str, lines: Sequence[Line]) -> str:
    """Where silence leaves most open."""
    widths = {
        line.label: line.figures.mean_bounds
        for line in lines
        if line.figures.mean_bounds is not None
    }
    if not widths:
        return f"Nobody could score {measure}."
    label, widest = max(widths.items(), key=lambda each: each[1].high - each[1].low)
    if widest.high == widest.low:
        return f"Everybody who could scored {measure}, so nothing is left open."
    between = shown.between(widest)
    if len(widths) == 1:
        return f"Had everybody answered, the mean of {measure} could be anything from {between}."
    return f"Silence leaves most open for {label}: the mean of {measure} could be {between}."


def between(measure: str, lines: Sequence[Line]) -> str:
    """Where executive and external voices are far apart."""
    gaps = {line.label: line.item.gap for line in lines if line.item and line.item.gap}
    voices = f"Executive and external voices on {measure}"
    if not gaps:
        return f"{voices} cannot be compared: too few of either scored."
    higher = [name for name, gap in gaps.items() if gap.large and gap.delta > 0]
    lower = [name for name, gap in gaps.items() if gap.large and gap.delta < 0]
    if not higher and not lower:
        return f"{voices} are not far apart{_in_all(gaps, lines)}."
    told = [
        f"{who} higher{f' for {_some(names)}' if len(lines) > 1 else ''}"
        for who, names in (("the executive", higher), ("the external", lower))
        if names
    ]
    return f"{voices} are far apart: {'; '.join(told)}."


def _in_all(compared: Sized, lines: Sequence[Line]) -> str:
    """' in any of the two that can be compared', where there are several lines."""
    if len(lines) == 1:
        return ""
    return f" in any of the {wording.in_words(len(compared))} that can be compared"


def pairs(measure: str, lines: Sequence[Line]) -> str:
    """Which two groups are farthest apart."""
    if not lines or lines[0].gap is None:
        return f"No two groups scored {measure}."
    (first, *_) = lines
    apart = "far apart" if lines[0].gap.large else "farthest apart, though not far"
    return f"{first.label} are {apart} on {measure} ({shown.signed(lines[0].gap.delta)})."


def rag(measure: str, lines: Sequence[Line]) -> str:
    """Where the panel sees less, or more, than the Council's own rating."""
    gaps = {line.label: line.item.rag.gap for line in lines if line.item and line.item.rag}
    told = {name: gap for name, gap in gaps.items() if gap is not None}
    if not told:
        return f"No official rating can be set beside {measure}: the aims' ratings are mixed."
    lower = [name for name, gap in told.items() if gap < 0]
    higher = [name for name, gap in told.items() if gap > 0]
    median = f"The panel's median of {measure} falls"
    if not lower and not higher:
        every = "" if len(lines) == 1 else f" for all {wording.in_words(len(told))} that have one"
        return f"{median} in the colour of our own rating{every}."
    parts = [
        f"{way}{f' for {_some(names)}' if len(lines) > 1 else ''}"
        for names, way in ((lower, "lower"), (higher, "higher"))
        if names
    ]
    return f"The panel's median of {measure} against our own rating: {'; '.join(parts)}."
