"""What moved since the quarter compared with."""

from collections.abc import Sequence

from analysis import wording
from analysis.figures import Change
from analysis.periods import Period
from analysis.reading import Reading
from analysis.summary import ItemSummary

MOVED = ("improved", "declined")
SAME = "no reliable change"

Named = tuple[str, Change | None]


def moved(reading: Reading) -> str:
    """What improved or declined, on any measure."""
    return _moved(reading, tuple(reading.measures), "")


def moved_on(reading: Reading, measure: str) -> str:
    """The same for one measure: the finding above its chart."""
    return _moved(reading, (measure,), f" in {reading.spoken(measure)}")


def change(each: ItemSummary | None, against: Period | None) -> str:
    """What the people who scored one theme in both quarters did, with their number."""
    if against is None:
        return "There is no earlier quarter to compare with."
    found = each.change if each else None
    if found is None:
        return f"Change since {against.label}: {wording.HIDDEN_IN_WORDS}."
    base = f"among the {found.matched_n} who scored it in both quarters"
    if found.matched is None:
        return f"Since {against.label}, {base}; the mean change is {wording.HIDDEN_IN_WORDS}."
    return f"Mean change {wording.signed(found.matched, 1)} since {against.label}, {base}."


def _moved(reading: Reading, measures: Sequence[str], where: str) -> str:
    against = reading.summary.against
    if against is None:
        return "This is the first quarter, so there is nothing yet to compare it with."
    changes = [
        (measure, [(name, each.change) for name, each in reading.of_measure(measure)])
        for measure in measures
    ]
    every = [each for _, pairs in changes for _, each in pairs]
    movers = sum(each is not None and each.verdict in MOVED for each in every)
    if not movers:
        return _unmoved(len(reading.themes), every, f"{where} since {against.label}")
    clauses = [
        f"{reading.spoken(measure)} {said}"
        for measure, pairs in changes
        if (said := _movers(pairs, named=movers <= wording.MOST_NAMES))
    ]
    rest = "; no other change was reliable" if movers < len(every) else ""
    return f"Since {against.label} {', and '.join(clauses)}{rest}."


def _movers(pairs: Sequence[Named], *, named: bool) -> str:
    """'improved on City partnerships', or 'improved on two themes and declined on one'."""
    said: list[str] = []
    for verdict in MOVED:
        names = [name for name, each in pairs if each is not None and each.verdict == verdict]
        many = wording.in_words(len(names))
        if not said:
            many = wording.counted(len(names), "theme", "themes")
        if names:
            said.append(f"{verdict} on {wording.listed(names) if named else many}")
    return " and ".join(said)


def _unmoved(themes: int, changes: Sequence[Change | None], since: str) -> str:
    every = "the one theme" if themes == 1 else f"any of the {wording.in_words(themes)} themes"
    if all(each is not None and each.verdict == SAME for each in changes):
        return f"No reliable change in {every}{since}."
    few = sum(each is not None and each.verdict != SAME for each in changes)
    unseen = sum(each is None for each in changes)
    reasons = []
    if few:
        reasons.append(f"in {few} of {len(changes)} comparisons too few people changed to call")
    if unseen:
        hidden = "is" if unseen == 1 else "are"
        reasons.append(f"{unseen} of {len(changes)} {hidden} hidden to protect individuals")
    return f"No reliable change can be shown in {every}{since}; {' and '.join(reasons)}."
