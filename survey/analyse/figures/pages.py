"""The sections of the page of a period, and of one theme in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from flask import current_app

from survey.analyse.figures.blocks import Makes
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.lines import Line, by_group, line, measures
from survey.analyse.figures.sections import KINDS, Section, section

EVERYBODY, ALL_OF_THESE = "Everybody", "All of these"
# What compares groups and the official rating needs everybody on one line.
WHOLE = ("between", "pairs", "rag")


def is_simulated() -> bool:
    return bool(current_app.extensions["organisation"].demonstration)


def sections(found: Counted) -> list[Section]:
    """What is shown beneath each other; nothing where nobody is left to look at."""
    if not found.figures.eligible:
        return []
    made = _of_theme(found) if found.look.theme else _of_period(found)
    return [each for each in made if each.blocks]


def _of_period(found: Counted) -> Iterator[Section]:
    """Every theme, on each measure."""
    by_measure = _each(found, found.themes, linked=True)
    yield from _sections(_makes(found, by_measure, "Theme"), without=("pairs",))


def _of_theme(found: Counted) -> Iterator[Section]:
    """One theme, everybody and by group; then its aims."""
    whole = _each(found, [found.look.theme])
    groups = [
        (measure, by_group(each.item)) for measure, lines in whole for each in lines if each.item
    ]
    split = any(len(lines) > 1 for _, lines in groups)
    if split:
        label = ALL_OF_THESE if found.look.narrowed else EVERYBODY
        groups = [
            (measure, [replace(each, label=label, item=None), *lines])
            for (measure, lines), (_, (each,)) in zip(groups, whole, strict=True)
        ]
    yield from _sections(_makes(found, groups, "Who", split=split), without=WHOLE)
    yield from _sections(_makes(found, whole, "Theme"), only=WHOLE)
    aims = _each(found, found.names.aims(found.look.theme, found.refs))
    yield from _sections(
        _makes(found, aims, "Aim"), without=("pairs",), prefix="aims-", before="Its aims: "
    )


def _each(
    found: Counted, refs: Iterable[str], *, linked: bool = False
) -> list[tuple[str, list[Line]]]:
    """By measure a line of each of `refs` that was scored on it."""
    wanted = list(refs)
    every = [
        (measure, list(_lines(found, wanted, measure, linked=linked)))
        for measure in measures(found.figures)
    ]
    return [(measure, lines) for measure, lines in every if lines]


def _lines(found: Counted, refs: list[str], measure: str, *, linked: bool) -> Iterator[Line]:
    for ref in refs:
        item = found.item(ref, measure)
        if item is not None:
            href = found.look.on(ref).without("theme").href if linked else ""
            yield line(item, found.names.of(ref), href)


def _makes(
    found: Counted, by_measure: list[tuple[str, list[Line]]], heading: str, *, split: bool = False
) -> list[Makes]:
    beside = tuple(line for _, lines in by_measure for line in lines)
    return [
        Makes(found, measure, heading, tuple(lines), beside, is_simulated(), split)
        for measure, lines in by_measure
    ]


def _sections(
    makes: list[Makes],
    *,
    only: Iterable[str] = tuple(KINDS),
    without: Iterable[str] = (),
    prefix: str = "",
    before: str = "",
) -> Iterator[Section]:
    for kind in only:
        if kind not in without:
            yield section(kind, makes, prefix, before)
