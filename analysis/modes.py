"""Mode check: do people who are interviewed score otherwise than those who fill in the form?

Looked at before the two are pooled, as they are in every other figure. It speaks of few people, so
it stays with the panel team.
"""

from collections.abc import Collection
from dataclasses import dataclass

from analysis import wording
from analysis.gaps import FEWEST, Gap, between
from analysis.scale import Scale
from analysis.tally import Item, Tally

SIDES = ("form", "interview")
# On paper it is the same form; by telephone somebody asks, as in an interview.
FORM, INTERVIEW = ("form", "paper"), ("interview", "telephone")


@dataclass(frozen=True, slots=True)
class ModeCheck:
    """How many scored an item by either mode, and how far apart they are.

    `gap` is of the form from the interview, None where either has fewer than `FEWEST` scores.
    """

    item: str
    measure: str
    form: int
    interview: int
    gap: Gap | None

    @property
    def sentence(self) -> str:
        """What the check found, in words and with its bases; without the item's name."""
        bases = f"{self.form} by form, {self.interview} by interview"
        if self.gap is None:
            return f"Too few scored either by form or by interview to compare the two ({bases})."
        delta = f"Cliff's delta {wording.signed(float(self.gap.delta), 2)}"
        if not self.gap.large:
            return f"Form and interview show no large difference ({bases}; {delta})."
        way = "lower" if self.gap.delta > 0 else "higher"
        return (
            f"Those interviewed scored {way} than those who filled in the form, by a large "
            f"difference ({bases}; {delta})."
        )


def mode_check(tally: Tally, scale: Scale) -> tuple[ModeCheck, ...]:
    """Form against interview on every item of `tally`, in the order of refs and measures."""
    form, interview = tally.by_mode(FORM), tally.by_mode(INTERVIEW)
    return tuple(
        _checked(item, _counts(form, item, scale), _counts(interview, item, scale))
        for item in sorted(tally.items())
    )


def _checked(item: Item, form: Collection[int], interview: Collection[int]) -> ModeCheck:
    ns = sum(form), sum(interview)
    gap = between(SIDES, tuple(form), tuple(interview)) if min(ns) >= FEWEST else None
    return ModeCheck(item.ref, item.measure, *ns, gap)


def _counts(tally: Tally, item: Item, scale: Scale) -> tuple[int, ...]:
    """Scores of `item` along the scale, whatever group they came from."""
    counts = dict.fromkeys(range(scale.first, scale.last + 1), 0)
    for said, people in tally.said.items():
        if said.item == item and said.score is not None:
            counts[said.score] += people
    return tuple(counts.values())
