"""How often the verdict is wrong, and what turnover does to it: `python -m benchmarks.error_rates`.

Every panel is simulated with known truth and judged by `analysis.change` as a real one would be,
quarter against quarter. The same seed prints the same tables, which stand in docs/statistics.md.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from statistics import fmean, stdev

from analysis.change import Verdict, decompose, strength, verdict
from analysis.periods import parse_period
from analysis.significance import holm, sign_flip
from analysis.simulate import Design, Question, SimulatedPanel, Spread, panel_of
from analysis.simulated_moves import moves_of
from benchmarks.line import Line

ROOM = "error_rates"
SIMULATIONS, SEED = 2000, 1
SIZES = (20, 40, 80)
SHIFTS = (0.25, 0.5, 1.0)
EARLIER, LATER = parse_period("2018-19-q1"), parse_period("2018-19-q2")
PROGRESS = Question("1", "progress")
LIMIT = 5.0  # per cent of false 'improved' when nothing changed

# A panel as they are: some away, some without a view; nobody's opinion changes but by mood.
USUAL = Design(
    size=40,
    months=EARLIER.months + LATER.months,
    items=(PROGRESS.item,),
    measures=(PROGRESS.measure,),
    shifted_from=LATER.months[0],
    away=0.08,
    missed=0.04,
    too_early=0.03,
    not_close=0.08,
)
CHANGEABLE = Spread(mood=0.7)
# Nothing has changed, whatever else goes on.
UNCHANGED: Mapping[str, Design] = {
    "everybody answers every month": replace(
        USUAL, away=0.0, missed=0.0, too_early=0.0, not_close=0.0
    ),
    "the usual panel": USUAL,
    "opinions twice as changeable": replace(USUAL, spread=CHANGEABLE),
    "most at the top of the scale": replace(USUAL, levels={PROGRESS.item: 4.5}),
    "a scale of 11 points": replace(USUAL, scale=replace(USUAL.scale, first=0, last=10)),
    "1 seat in 20 changes hands every month": replace(USUAL, turnover=0.05),
    "the same, newcomers a point kinder": replace(USUAL, turnover=0.05, newcomers=1.0),
}
# Nothing that was asked about has changed, and yet the answers have, all in one direction.
SWAYED: Mapping[str, Design] = {
    **{
        f"a mood that everybody shares, of {shared} points": replace(
            USUAL, spread=Spread(shared=shared)
        )
        for shared in (0.1, 0.2, 0.4)
    },
    "half of the discontented fall silent": replace(USUAL, silenced=0.5),
    "all of the discontented fall silent": replace(USUAL, silenced=1.0),
}
FOURTEEN = replace(
    USUAL, size=43, items=("1", "2", "3", "4", "5", "6", "7"), measures=("progress", "maturity")
)
LOPSIDED = replace(USUAL, turnover=0.05, newcomers=1.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Means over simulations, in points; `exact` counts those whose parts add up to the change."""

    true: float
    raw: float
    matched: float
    margin: float
    exact: int


def panels(design: Design, simulations: int, seed: int) -> Iterator[SimulatedPanel]:
    """As many panels, no two of them and none of another seed's the same."""
    for number in range(simulations):
        yield panel_of(design, seed * 1_000_000 + number)


def verdicts(design: Design, simulations: int = SIMULATIONS, seed: int = SEED) -> Counter[Verdict]:
    """How often each verdict falls, one panel a simulation."""
    said: Counter[Verdict] = Counter()
    for panel in panels(design, simulations, seed):
        moves, eligible = moves_of(panel, PROGRESS, EARLIER, LATER)
        said[verdict(moves.differences(), eligible)] += 1
    return said


def any_of_fourteen(simulations: int = SIMULATIONS, seed: int = SEED) -> tuple[int, int]:
    """In how many panels any of 14 questions is given a direction, and a firm one."""
    called = firm = 0
    for panel in panels(FOURTEEN, simulations, seed):
        pairs = [moves_of(panel, each, EARLIER, LATER) for each in FOURTEEN.questions]
        said = [verdict(moves.differences(), eligible) for moves, eligible in pairs]
        adjusted = holm([sign_flip(moves.differences()).p for moves, _ in pairs])
        found = {strength(each, p) for each, p in zip(said, adjusted, strict=True)} - {None}
        called, firm = called + bool(found), firm + ("firm" in found)
    return called, firm


def estimated(design: Design, simulations: int = SIMULATIONS, seed: int = SEED) -> Estimate:
    """The change of the mean as it is, as it looks, and of the matched people alone."""
    true, raw, matched, exact = [], [], [], 0
    for panel in panels(design, simulations, seed):
        moves, _ = moves_of(panel, PROGRESS, EARLIER, LATER)
        parts = decompose(moves)
        if parts is None:
            continue
        change = plain_mean(panel, LATER.months) - plain_mean(panel, EARLIER.months)
        exact += parts.total == change
        true.append(panel.expected_change(PROGRESS, len(EARLIER.months) - 1, -1))
        raw.append(float(change))
        matched.append(float(parts.matched))
    margin = 1.96 * stdev(m - t for m, t in zip(matched, true, strict=True)) / len(true) ** 0.5
    return Estimate(fmean(true), fmean(raw), fmean(matched), margin, exact)


def plain_mean(panel: SimulatedPanel, months: tuple[str, ...]) -> Fraction:
    """Mean of the latest scores, gathered one by one."""
    latest: dict[int, int] = {}
    for place, month in enumerate(panel.design.months):
        if month in months:
            said = panel.points[place, :, 0].tolist()
            latest |= {
                who: point
                for who, point in zip(panel.holders[place].tolist(), said, strict=True)
                if point >= 0
            }
    return Fraction(sum(latest.values()), len(latest))


def lines() -> Iterator[Line]:
    """False 'improved' where nothing has changed, for each condition and size."""
    for name, design in UNCHANGED.items():
        for size in SIZES:
            said = verdicts(replace(design, size=size))
            value = 100 * said["improved"] / said.total()
            yield Line(ROOM, f"false 'improved', {size} seats: {name}", value, "%", LIMIT)


def unchanged_table(simulations: int, seed: int) -> Iterator[str]:
    """False verdicts by condition: 'improved' and 'declined' for each size of panel."""
    heads = [f"{size} seats" for size in SIZES]
    yield from head("nothing changed; called 'improved', 'declined'", heads)
    for name, design in {**UNCHANGED, **SWAYED}.items():
        said = [verdicts(replace(design, size=size), simulations, seed) for size in SIZES]
        yield row(name, map(both, said))


def power_table(simulations: int, seed: int) -> Iterator[str]:
    """How often a true rise is called 'improved', or even 'declined', for each size of panel."""
    heads = [f"{size} seats" for size in SIZES]
    yield from head("true rise; called 'improved', 'declined'", heads)
    for who, spread in (("the usual panel", USUAL.spread), ("twice as changeable", CHANGEABLE)):
        for shift in SHIFTS:
            risen = replace(USUAL, spread=spread, shifts={PROGRESS.item: shift})
            said = [verdicts(replace(risen, size=size), simulations, seed) for size in SIZES]
            yield row(f"{points(shift)}, {who}", map(both, said))


def fourteen_table(simulations: int, seed: int) -> Iterator[str]:
    """How often one of many comparisons is given a direction by chance."""
    called, firm = any_of_fourteen(simulations, seed)
    yield from head("nothing changed; 43 seats, 14 questions", ["of all panels"])
    yield row("at least one is called 'improved' or 'declined'", [rate(called, simulations)])
    yield row("at least one is called so and 'firm'", [rate(firm, simulations)])


def estimate_table(simulations: int, seed: int) -> Iterator[str]:
    """The change as it is, as it looks, and of matched people, under lopsided turnover."""
    heads = ["true change", "raw change", "matched change", "parts add up exactly"]
    yield from head("40 seats, newcomers a point kinder", heads)
    for shift in (0.0, 0.5, -0.5):
        found = estimated(replace(LOPSIDED, shifts={PROGRESS.item: shift}), simulations, seed)
        matched = f"{found.matched:+.3f} ± {found.margin:.3f}"
        cells = [f"{found.true:+.3f}", f"{found.raw:+.3f}", matched]
        yield row(f"shift of {points(shift)}", [*cells, f"{found.exact:,} of {simulations:,}"])


def head(first: str, others: Sequence[str]) -> Iterator[str]:
    yield row(first, others)
    yield row("---", ["---:"] * len(others))


def row(first: str, others: Iterable[str]) -> str:
    return f"| {' | '.join([first, *others])} |"


def points(shift: float) -> str:
    return "1 point" if shift == 1 else f"{shift:g} points"


def both(said: Counter[Verdict]) -> str:
    return f"{rate(said['improved'], said.total())}, {rate(said['declined'], said.total())}"


def rate(times: int, of: int) -> str:
    return f"{100 * times / of:.1f}%"


def main(simulations: int = SIMULATIONS) -> None:
    print(f"{simulations:,} simulated panels a cell, seed {SEED}")
    for table in (unchanged_table, fourteen_table, power_table, estimate_table):
        print()
        for line in table(simulations, SEED):
            print(line, flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
