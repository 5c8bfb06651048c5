"""What moved since the quarter compared with."""

from collections.abc import Iterator, Sequence

from analysis import wording
from analysis.figures import Begun, Change
from analysis.periods import Period, month_label
from analysis.reading import Reading
from analysis.summary import ItemSummary

MOVED = ("improved", "declined")
SAME = "no reliable change"
FIRST = "This is the first quarter, so there is nothing yet to compare it with."
GAP = "The quarter before this one has no figures, so there is nothing to compare it with."

_BECAUSE = {"merged": "themes were merged into it"}

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
    if found is None and each is not None and each.begun is not None:
        return _anew(each.begun, against)
    if found is None:
        return f"Change since {against.label}: {wording.HIDDEN_IN_WORDS}."
    among = f"among the {found.matched_n} people who scored it in both quarters"
    if found.matched is None:
        hidden = wording.HIDDEN_IN_WORDS
        return f"The mean change since {against.label}, {among}, is {hidden}."
    mean = wording.signed(found.matched, 1)
    if not float(f"{found.matched:.1f}"):
        return f"No change on average ({mean}) since {against.label}, {among}."
    return f"Mean change {mean} since {against.label}, {among}."


def _anew(begun: Begun, against: Period) -> str:
    why = _BECAUSE.get(begun.kind, f"the theme was {begun.kind}")
    return (
        f"Asked anew since {month_label(begun.since)}, because {why}, so that nothing is compared "
        f"with {against.label}."
    )


def _moved(reading: Reading, measures: Sequence[str], where: str) -> str:
    against = reading.summary.against
    if against is None:
        return GAP if reading.earlier else FIRST
    changes = [
        (measure, [(name, each.change) for name, each in _compared(reading, measure)])
        for measure in measures
    ]
    every = [each for _, pairs in changes for _, each in pairs]
    if not every:
        return f"Nothing was scored{where} that could be compared with {against.label}."
    movers = sum(each is not None and each.verdict in MOVED for each in every)
    if not movers:
        return _unmoved(_themes(reading, measures), every, (where, f"since {against.label}"))
    named = movers <= wording.MOST_NAMES
    alike: dict[str, list[str]] = {}
    for measure, pairs in changes:
        if said := _movers(pairs, named=named):
            alike.setdefault(said, []).append(reading.spoken(measure))
    clauses = [f"{_together(found, named=named)} {said}" for said, found in alike.items()]
    return f"Since {against.label}, {', and '.join(clauses)}{_rest(every, movers)}."


def _compared(reading: Reading, measure: str) -> Iterator[tuple[str, ItemSummary]]:
    """The themes but for those whose series begins anew."""
    return (pair for pair in reading.of_measure(measure) if pair[1].begun is None)


def _themes(reading: Reading, measures: Sequence[str]) -> str:
    """'any of the seven themes', or those of them that can be compared where others cannot."""
    if not any(each.begun for one in measures for _, each in reading.of_measure(one)):
        many = len(reading.themes)
        return "the one theme" if many == 1 else f"any of the {wording.in_words(many)} themes"
    many = len({name for measure in measures for name, _ in _compared(reading, measure)})
    return f"the {wording.counted(many, 'theme', 'themes')} that can be compared"


def _together(measures: Sequence[str], *, named: bool) -> str:
    """'progress and maturity both'; 'each' where they need not have moved on the same themes."""
    several = (" both" if named else " each") if len(measures) > 1 else ""
    return f"{wording.enumerated(measures)}{several}"


def _rest(changes: Sequence[Change | None], movers: int) -> str:
    if movers == len(changes):
        return ""
    if None in changes:
        return "; no other change that can be shown was reliable"
    return "; no other change was reliable"


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


def _unmoved(themes: str, changes: Sequence[Change | None], told: tuple[str, str]) -> str:
    where, since = told
    on = f"{where} on {themes} {since}"
    if all(each is not None and each.verdict == SAME for each in changes):
        return f"No reliable change{on}."
    return f"No reliable change can be shown{on}; {' and '.join(_reasons(changes))}."


def _reasons(changes: Sequence[Change | None]) -> Iterator[str]:
    few = sum(each is not None and each.verdict != SAME for each in changes)
    unseen = sum(each is None for each in changes)
    if few:
        yield f"in {few} of {len(changes)} comparisons too few people changed their score"
    if unseen:
        hidden = "is" if unseen == 1 else "are"
        yield f"{unseen} of {len(changes)} comparisons {hidden} hidden to protect individuals"
