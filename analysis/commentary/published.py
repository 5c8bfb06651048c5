"""Sentences from published figures; nothing hidden is ever said."""

from collections.abc import Callable, Mapping

from analysis import ratings, wording
from analysis.commentary.sentence import Sentence, Told
from analysis.cube import Cube
from analysis.disclosure.thresholds import LOWEST_BLOCK
from analysis.figures import Change, Shown
from analysis.reading import Reading

AGREEMENT = {
    "agreed": "Views of {} agree.",
    "some agreement": "There is some agreement on {}.",
    "mixed": "Views of {} are mixed.",
    "split": "Views of {} are split.",
}
STEPS = {1: "one step", 2: "two steps"}
DONE, NOT_FOLLOWING = 4, 3


def level(told: Told) -> Sentence:
    """How many scored, and how their scores are spread as far as that is published."""
    shown, on = told.shown.overall, told.measure
    if shown.n is None or shown.median is None:
        return _published("level", f"Too few people scored {on} for their scores to be shown.")
    base = f"{shown.n} of {shown.eligible} people scored {on}"
    if shown.bands is None:
        return _published("level", f"{base}, with a median of {shown.median}.")
    low, middle, high = shown.bands.low, shown.bands.middle, shown.bands.high
    return _published(
        "level",
        f"{base}: {high}% gave it 4 or 5, {middle}% gave it a 3 and {low}% gave it 1 or 2, "
        f"with a median of {shown.median}.",
    )


def agreement(told: Told) -> Sentence | None:
    """How far those who scored agree, in words."""
    word = told.shown.overall.agreement
    return _published("agreement", AGREEMENT[word].format(told.measure)) if word else None


def not_close(told: Told) -> Sentence | None:
    """Where many of those who answered were not close enough to judge."""
    share = told.shown.overall.no_view
    if share is None or not share.flagged:
        return None
    return _published(
        "not close",
        f"{share.not_close}% of those who answered were not close enough to judge {told.measure}.",
    )


def change(told: Told) -> Sentence | None:
    """What those who scored in both quarters did."""
    if told.against is None:
        return None
    found, on = told.shown.change, told.measure
    if found is None:
        return _published("change", f"Nothing can be shown of how {on} changed.")
    return _published("change", VERDICTS[found.verdict](told, found))


def _direction(way: str) -> Callable[[Told, Change], str]:
    def said(told: Told, found: Change) -> str:
        verb = "improved" if way == "up" else "declined"
        by = "" if found.matched is None else f" by {abs(found.matched):.1f} points"
        return (
            f"{wording.capitalised(told.measure)} {verb}: the {found.matched_n} people who scored "
            f"it in both quarters moved {way}{by} on average."
        )

    return said


def _unchanged(told: Told, found: Change) -> str:
    """'Most scored it the same' where that gives away nothing about who came and went."""
    people, on = f"the {found.matched_n} people who scored", told.measure
    if _most_stayed(told):
        return f"Most of {people} {on} in both quarters scored it the same; no reliable change."
    return f"No reliable change in {on} among {people} it in both quarters."


def _few(told: Told, found: Change) -> str:
    return (
        f"Fewer than six of the {found.matched_n} people who scored {told.measure} in both "
        "quarters changed their score: too few changes to call."
    )


VERDICTS: Mapping[str, Callable[[Told, Change], str]] = {
    "improved": _direction("up"),
    "declined": _direction("down"),
    "no reliable change": _unchanged,
    "too few changes to call": _few,
}


def _most_stayed(told: Told) -> bool:
    """Whether more than half of the matched stayed, and enough came and went, or nobody did."""
    moves = told.moves
    if moves is None or 2 * moves.differences().get(0, 0) <= moves.matched:
        return False
    came = moves.people("joined") + moves.people("returned")
    went = moves.people("left") + moves.people("lapsed")
    return all(people == 0 or people >= LOWEST_BLOCK for people in (came, went))


def official(reading: Reading, theme: str, cube: Cube) -> Sentence | None:
    """Where the panel's median of progress falls beside the official rating."""
    rating = ratings.official(cube.official.get(theme, {}))
    shown = reading.item(theme, "progress")
    median = shown.overall.median if shown is not None and shown.overall.bands else None
    if rating in {None, ratings.MIXED} or median is None:
        return None
    panel = ratings.band(median.value)
    steps = ratings.ORDER.index(panel) - ratings.ORDER.index(str(rating))
    if not steps:
        where = f"in {panel}, as our own rating is"
    else:
        side = "above" if steps > 0 else "below"
        where = f"in {panel}, {STEPS[abs(steps)]} {side} our own rating of {rating}"
    return _published("official", f"The panel's median of progress falls {where}.")


def quadrant(reading: Reading, theme: str, _cube: Cube) -> Sentence | None:
    """Where actions are done and quality is not following, at the median."""
    progress, maturity = (_median(reading, theme, name) for name in ("progress", "maturity"))
    if progress is None or maturity is None:
        return None
    followed = maturity.value > NOT_FOLLOWING or maturity.relation == "or-higher"
    if progress.value < DONE or followed:
        return None
    return _published(
        "quadrant",
        "Actions are done and quality is not following: the median is "
        f"{progress} for progress and {maturity} for maturity.",
    )


def _median(reading: Reading, theme: str, measure: str) -> Shown | None:
    found = reading.item(theme, measure)
    return found.overall.median if found else None


def _published(rule: str, text: str) -> Sentence:
    return Sentence(rule, text, publishable=True)


RULES = (level, agreement, not_close, change)
TOGETHER = (official, quadrant)
