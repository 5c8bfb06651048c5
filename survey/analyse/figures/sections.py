"""What a page of figures holds, one kind of figure beneath the other, each for every measure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from survey.analyse.figures.blocks import Block, Makes


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure: what its section is called, how to read it, and how a block is made."""

    title: str
    note: str
    made: Callable[[Makes, str], Block | None]


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one kind, beside each other by measure; `id` names the section in links."""

    id: str
    title: str
    note: str
    blocks: tuple[Block, ...]


DELTA = (
    "Delta is Cliff's, from \N{MINUS SIGN}1 to +1, above 0 where the first scores higher; groups "
    "are far apart from .474 on. Its p is exact, by permutation."
)
KINDS = {
    "spread": Kind(
        "How scores are spread",
        "Net is the share of favourable scores less that of unfavourable ones. Agreement is van "
        "der Eijk's A, from \N{MINUS SIGN}1 (split) to 1 (unanimous); Cns is Tastle and Wierman's.",
        Makes.spread,
    ),
    "change": Kind(
        "What changed",
        "A mark is those who scored in both periods, the broken line the mean of everybody. p says "
        "how lopsided the changes are, were up and down equally likely; not sampling error. "
        "Holm's is adjusted for all that is compared.",
        Makes.change,
    ),
    "parts": Kind(
        "What the change is made of",
        "The parts add up to the change of the mean: those who scored in both periods moved; "
        "others joined the panel or returned to answering, left it or lapsed into silence.",
        Makes.parts,
    ),
    "silence": Kind(
        "What silence leaves open",
        "The dot is the mean of those who scored, the bar what it could be had everybody answered "
        "who could: nothing is assumed of those who gave no score.",
        Makes.silence,
    ),
    "between": Kind(
        "Between groups",
        DELTA,
        Makes.between,
    ),
    "pairs": Kind("Between every two groups", DELTA, Makes.pairs),
    "rag": Kind(
        "Beside our own rating",
        "The index is 100 times the share of scores above our own rating less the share below.",
        Makes.rag,
    ),
}


def section(kind: str, makes: Sequence[Makes], prefix: str = "", before: str = "") -> Section:
    """The section of this kind; `prefix` and `before` tell it from others of its kind on a page."""
    what = KINDS[kind]
    made = (what.made(each, f"{prefix}{kind}") for each in makes)
    title = f"{before}{what.title[0].lower()}{what.title[1:]}" if before else what.title
    blocks = tuple(block for block in made if block is not None)
    return Section(f"{prefix}{kind}", title, what.note, blocks)
