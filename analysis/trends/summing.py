"""What many series come to, in one sentence each, for those who may see exact figures."""

from collections.abc import Iterable, Mapping, Sequence

from analysis import wording
from analysis.periods import Period
from analysis.trends.profiles import Profile
from analysis.trends.series import Point, Series
from analysis.trends.standing import Standing
from analysis.trends.telling import UNITS

Named = Sequence[tuple[str, Series]]


def since(rows: Named, what: str) -> str:
    """Which of the named series improved or declined in the latest period."""
    now = _now(rows)
    if now is None:
        return f"Nobody has been asked about {what}."
    compared = [(name, at) for name, at in _at(rows, now) if at.moved is not None]
    if not compared:
        return f"In {now.label} there is nothing that {what} could be compared with."
    said = []
    for verdict in ("improved", "declined"):
        names = [name for name, at in compared if at.moved and at.moved.verdict == verdict]
        if names:
            said.append(f"{verdict} on {wording.named(names)}")
    before = f"Since {now.previous().label}, {what}"
    if not said:
        many = "the one comparison" if len(compared) == 1 else f"any of {len(compared)} comparisons"
        return f"{before} shows no reliable change in {many}."
    rest = len(compared) - sum(
        at.moved is not None and at.moved.verdict in {"improved", "declined"} for _, at in compared
    )
    show = "shows" if rest == 1 else "show"
    others = f"; {rest} of {len(compared)} comparisons {show} no reliable change" if rest else ""
    return f"{before} {' and '.join(said)}{others}."


def ends(rows: Named, what: str) -> str:
    """Where the mean stands highest and lowest in the latest period."""
    now = _now(rows)
    means = [
        (float(at.figures.mean), name)
        for name, at in (_at(rows, now) if now else ())
        if at.figures is not None and at.figures.mean is not None
    ]
    if now is None or not means:
        return f"Nobody scored {what} yet."
    low, high = min(means)[0], max(means)[0]
    if low == high:
        return f"In {now.label} the mean of {what} is {high:.1f} throughout."
    at_top, at_bottom = (
        wording.named([name for mean, name in means if mean == end]) for end in (high, low)
    )
    return (
        f"In {now.label} the mean of {what} is highest on {at_top} ({high:.1f}) "
        f"and lowest on {at_bottom} ({low:.1f})."
    )


def apart(now: Sequence[Standing]) -> str:
    """On how many themes the panel stands below or above the official rating, and the longest."""
    judged = [each for each in now if each.gap is not None]
    if not judged:
        return "No theme has both one official rating and a score of progress, so there is no gap."
    below, above = (sum((each.gap or 0) * sign > 0 for each in judged) for sign in (-1, 1))
    longest = max(judged, key=lambda each: each.lasted)
    if not longest.lasted or longest.since is None:
        many = wording.counted(len(judged), "theme", "themes")
        every = f"the {many} that" if len(judged) > 1 else "the one theme that"
        have = "have" if len(judged) > 1 else "has"
        return f"The panel and the official rating agree on {every} {have} both."
    lasted = wording.counted(longest.lasted, *UNITS[longest.period.kind])
    return (
        f"The panel stands below the official rating on {_of(below, len(judged))} and above it on "
        f"{wording.in_words(above)}; the longest gap has lasted for {lasted}, "
        f"since {longest.since.label}."
    )


def furthest(profiles: Sequence[Profile], themes: Mapping[str, str]) -> str:
    """Which group stands furthest from the whole panel, and on what."""
    far = [
        (abs(each.apart), profile, each)
        for profile in profiles
        for each in profile.items
        if each.apart and each.item.ref in themes
    ]
    if not far:
        return "No group's mean differs from that of the whole panel."
    _, profile, each = max(far, key=lambda one: one[0])
    mean, whole = float(each.group.mean or 0), float(each.everybody.mean or 0)
    return (
        f"Furthest from the whole panel: {profile.segment.name}, whose mean for "
        f"{each.item.measure} on {themes[each.item.ref]} is {mean:.1f} ({each.group.n} of "
        f"{each.group.eligible} scored it) beside the panel's {whole:.1f}."
    )


def called(names: Sequence[str]) -> str:
    """Which themes rule 13 calls."""
    if not names:
        return "On no theme are actions done while quality does not follow."
    return (
        f"Actions are done but quality does not follow on {wording.named(names)}: "
        "progress is 4 or more and maturity 3 or less at the median."
    )


def _now(rows: Named) -> Period | None:
    """The latest period in which any of the series was asked."""
    asked = [each.asked[-1].period for _, each in rows if each.asked]
    return max(asked, key=lambda period: period.months, default=None)


def _at(rows: Named, now: Period) -> Iterable[tuple[str, Point]]:
    for name, each in rows:
        if each.asked and each.asked[-1].period == now:
            yield name, each.asked[-1]


def _of(some: int, every: int) -> str:
    return f"{wording.in_words(some)} of {wording.counted(every, 'theme', 'themes')}"
