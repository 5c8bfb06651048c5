"""What is shown, in words; and what can be chosen instead, each as a link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis import wording
from analysis.groups import SIDES
from survey.analyse.figures.counted import Counted
from survey.analyse.figures.look import Look
from survey.models import Mode

SIDE_NAMES = {"executive": "Executive", "assurance": "Assurance", "external": "External"}
MODE_NAMES = {
    Mode.FORM.value: "form",
    Mode.INTERVIEW.value: "interview",
    Mode.PAPER.value: "paper",
    Mode.TELEPHONE.value: "telephone",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that adds something to what is looked at, or takes it away again."""

    name: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What can be chosen of one kind; `everything` is the link that takes all of it."""

    name: str
    title: str
    everything: Choice
    choices: tuple[Choice, ...]


def shown(found: Counted) -> str:
    """'Cabinet and Statutory officers, form only: 11 of 16 answered.'"""
    figures, what = found.figures, looked_at(found)
    if figures.eligible:
        return f"{what}: {figures.answered} of {figures.eligible} answered."
    period = found.look.period.label
    return f"{what}: nobody who was asked in {period} fits. Choose other groups or sides."


def looked_at(found: Counted) -> str:
    """'Cabinet and Statutory officers, form only'."""
    return ", ".join(_parts(found))


def _parts(found: Counted) -> Iterator[str]:
    look = found.look
    groups = {each.ref: each.name for each in found.segments}
    sides = wording.enumerated([SIDE_NAMES.get(each, each) for each in look.sides])
    word = "side" if len(look.sides) == 1 else "sides"
    if look.groups:
        yield wording.enumerated([groups.get(ref, ref) for ref in look.groups])
        if sides:
            yield f"on the {sides} {word}"
    else:
        yield f"{sides} {word}" if sides else "Everybody"
    if look.modes:
        yield f"{wording.enumerated([MODE_NAMES.get(each, each) for each in look.modes])} only"
    if look.themes and not look.theme:
        yield f"on {wording.listed([found.names.of(ref) for ref in look.themes])}"


def filters(found: Counted) -> list[Filter]:
    """Themes, sides, groups and ways of being heard, as they can be chosen from here."""
    look = found.look
    themes = [(ref, found.names.of(ref)) for ref in found.names.themes(found.refs)]
    groups = [(each.ref, each.name) for each in found.segments]
    modes = [(ref, name.capitalize()) for ref, name in MODE_NAMES.items()]
    sides = [(ref, SIDE_NAMES[ref]) for ref in SIDES]
    return [
        *([] if look.theme else [_filter(look, "theme", "Theme", "All themes", themes)]),
        _filter(look, "side", "Side", "Every side", sides),
        _filter(look, "group", "Group", "Every group", groups),
        _filter(look, "mode", "Heard by", "Any way", modes),
    ]


def _filter(
    look: Look, name: str, title: str, everything: str, offered: Iterable[tuple[str, str]]
) -> Filter:
    chosen = look.chosen(name)
    return Filter(
        name,
        title,
        Choice(everything, look.without(name).href, not chosen),
        tuple(Choice(label, look.toggled(name, ref).href, ref in chosen) for ref, label in offered),
    )
