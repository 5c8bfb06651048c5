"""Columns that set something beside something: sides, groups, weights and the official rating."""

from collections.abc import Callable, Mapping

from analysis import wording
from analysis.gaps import Gap
from analysis.internal import InternalItem
from analysis.ratings import Perception
from survey.analyse.figures import shown
from survey.analyse.figures.columns import Column, Value

FARTHEST = 3


def _of_item(
    header: str,
    keys: tuple[str, ...],
    values: Callable[[InternalItem], tuple[Value, ...]],
    words: Callable[[InternalItem], str],
) -> Column:
    return Column(
        header,
        keys,
        lambda line: (None,) * len(keys) if line.item is None else values(line.item),
        lambda line: shown.NONE if line.item is None else words(line.item),
    )


def gap(found: Gap | None) -> str:
    """'+0.52, large (p 0.010)': positive where the first side scores higher."""
    if found is None:
        return shown.NONE
    size = ", large" if found.large else ""
    p = "" if found.p is None else f" (p {shown.chance(found.p)})"
    return f"{shown.signed(found.delta)}{size}{p}"


def between(names: Mapping[str, str]) -> tuple[Column, ...]:
    """Executive against external, the groups that are far apart, and groups weighed alike."""

    def far(item: InternalItem) -> str:
        large = sorted((g for g in item.pairs if g.large), key=lambda g: -abs(g.delta))
        told = [
            f"{names.get(g.sides[0], g.sides[0])} {'above' if g.delta > 0 else 'below'} "
            f"{names.get(g.sides[1], g.sides[1])} ({shown.signed(g.delta)})"
            for g in large[:FARTHEST]
        ]
        more = len(large) - FARTHEST
        return "; ".join([*told, *([f"{more} more"] if more > 0 else [])]) or "None"

    return (
        _of_item(
            "Executive against external (delta)",
            ("gap_delta", "gap_p"),
            lambda item: (item.gap.delta, item.gap.p) if item.gap else (None, None),
            lambda item: gap(item.gap),
        ),
        _of_item(
            "Groups far apart",
            ("large_pairs",),
            lambda item: (sum(each.large for each in item.pairs),),
            far,
        ),
        _of_item(
            "Mean with groups weighed alike",
            ("equal_group_mean", "equal_groups"),
            lambda item: (
                (item.equal_groups.mean, item.equal_groups.groups)
                if item.equal_groups
                else (None, None)
            ),
            equal,
        ),
    )


def _of_pair(
    header: str, key: str, value: Callable[[Gap], Value], words: Callable[[Gap], str]
) -> Column:
    return Column(
        header,
        (key,),
        lambda line: (None if line.gap is None else value(line.gap),),
        lambda line: shown.NONE if line.gap is None else words(line.gap),
    )


PAIR = (
    _of_pair("Delta", "delta", lambda gap: gap.delta, lambda gap: shown.signed(gap.delta)),
    _of_pair(
        "Far apart",
        "large",
        lambda gap: "yes" if gap.large else "no",
        lambda gap: "Yes" if gap.large else "No",
    ),
    _of_pair("p (permutation)", "delta_p", lambda gap: gap.p, lambda gap: shown.chance(gap.p)),
)


def equal(item: InternalItem) -> str:
    """The mean of the groups' means, flagged where it is far from the mean by person."""
    found = item.equal_groups
    if found is None:
        return shown.NONE
    flag = "differs: " if found.differs else ""
    return f"{flag}{shown.decimal(found.mean)} ({found.groups} groups)"


def _of_rag(
    header: str,
    key: str,
    value: Callable[[Perception], Value],
    words: Callable[[Perception], str],
) -> Column:
    return _of_item(
        header,
        (key,),
        lambda item: (None if item.rag is None else value(item.rag),),
        lambda item: shown.NONE if item.rag is None else words(item.rag),
    )


RAG = (
    _of_rag("Our own rating", "official", lambda r: r.official, lambda r: r.official.capitalize()),
    _of_rag(
        "The panel's median falls in",
        "panel_band",
        lambda r: r.panel_band,
        lambda r: r.panel_band.capitalize(),
    ),
    _of_rag("Gap in steps", "rag_gap", lambda r: r.gap, lambda r: steps(r.gap)),
    _of_rag("Index", "rag_index", lambda r: r.index, lambda r: shown.signed(r.index, 0)),
    _of_rag("Strength", "rag_strength", lambda r: r.strength, lambda r: r.strength or shown.NONE),
)


def steps(found: int | None) -> str:
    """'1 step lower' where the panel sees less than the Council does."""
    if found is None:
        return shown.NONE
    if found == 0:
        return "Same"
    way = "higher" if found > 0 else "lower"
    return f"{wording.counted(abs(found), 'step', 'steps').capitalize()} {way}"
