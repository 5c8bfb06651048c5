"""A Tally sorted into what a Cube holds: cells by item and group, and moves."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.cell import REASONS, UNSAID, Cell, MisalignedError
from analysis.change import Moves
from analysis.scale import Scale
from analysis.tally import Item, Move, MoveTally, Said, Tally

# A score before, or the name of those without one, and the score after, or the only one.
_Flow = tuple[int | str, int]


def cells(
    tally: Tally, items: Sequence[Item], refs: Sequence[str], scale: Scale
) -> tuple[tuple[Cell, ...], ...]:
    """Everybody is eligible under their latest group, until an answer says another."""
    points = range(scale.first, scale.last + 1)
    eligible = Counter({(item, ref): tally.latest.get(ref, 0) for item in items for ref in refs})
    said: Counter[tuple[Item, str, int | str]] = Counter()
    for each, people in tally.said.items():
        eligible[each.item, each.group] += people
        eligible[each.item, each.latest] -= people
        said[each.item, each.group, _answer(each, points)] += people
    return tuple(
        tuple(
            Cell(
                eligible[item, ref],
                tuple(said[item, ref, point] for point in points),
                tuple(said[item, ref, reason] for reason in REASONS),
            )
            for ref in refs
        )
        for item in items
    )


def _answer(said: Said, points: range) -> int | str:
    """The score, or why there is none; raises MisalignedError for what no cell could count."""
    answer = (said.no_view or UNSAID) if said.score is None else said.score
    if answer not in points and answer not in REASONS:
        raise MisalignedError(f"'{answer}' is neither a score nor a reason for 'no view'")
    return answer


def flows(moved: MoveTally, items: Sequence[Item], scale: Scale) -> tuple[Mapping[str, Moves], ...]:
    """The moves by item and group: pairs, and the others by who was eligible when."""
    counts: dict[tuple[Item, str], Counter[_Flow]] = {}
    for move, people in moved.moves.items():
        counts.setdefault((move.item, move.group), Counter())[_flow(move)] += people
    found: list[dict[str, Moves]] = [{} for _ in items]
    for (item, group), counted in counts.items():
        if item in items:
            found[items.index(item)][group] = _moves(counted, scale)
    return tuple(found)


def _flow(move: Move) -> _Flow:
    """The score before and after, or which of `Moves.ONE_PERIOD` and the one score there is."""
    if move.before is not None:
        if move.after is not None:
            return move.before, move.after
        return ("lapsed" if move.stays else "left"), move.before
    if move.after is None:
        raise MisalignedError("a move without any score")
    return ("returned" if move.was else "joined"), move.after


def _moves(counted: Mapping[_Flow, int], scale: Scale) -> Moves:
    points = range(scale.first, scale.last + 1)
    return Moves(
        tuple(tuple(counted.get((old, new), 0) for new in points) for old in points),
        **{
            name: tuple(counted.get((name, point), 0) for point in points)
            for name in Moves.ONE_PERIOD
        },
    )
