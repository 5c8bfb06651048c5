"""Rule 14 of the statistics: what raises a warning.

A month is compared with the month before, the same people where the rule speaks of the matched.
What is said of a part of the panel, its sides and blocks, rests on the quarter, in which more of
them have spoken. `docs/early-warnings.md` has the table.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from analysis import gaps, measures, ratings
from analysis.change import Moves
from analysis.cube import Cube
from analysis.disclosure.thresholds import LOWEST_BLOCK
from analysis.scale import FIVE_POINTS
from analysis.warnings.figures import (
    KINDS,
    Agreement,
    Apart,
    BlockLow,
    Downwards,
    Figures,
    Kind,
    LowShare,
    NotClose,
    Raised,
    Response,
)

LOW_SHARE_UP, LOW_PEOPLE_UP = Fraction(15, 100), 2
AGREEMENT_DOWN = Fraction(3, 10)
LOWEST_RESPONSE = Fraction(60, 100)


def warnings(cube: Cube, *, before: Cube | None = None, settled: bool = True) -> tuple[Raised, ...]:
    """The warnings that the figures of a month or a quarter raise, the gravest kinds first.

    `cube` is compared with the period before it where there is one; `before` is the month before
    with its own comparison. A month that is not `settled`, because people are still answering it,
    raises only what rests on people who have answered.
    """
    if cube.period.kind != "month":
        found = chain(apart(cube), block_low(cube))
    else:
        whole = chain(response(cube), agreement_lost(cube)) if settled else split(cube)
        found = chain(whole, low_share(cube), downwards(cube, before), not_close(cube))
    order = list(KINDS)
    return tuple(sorted(found, key=lambda each: order.index(each.kind)))


def low_share(cube: Cube) -> Iterator[Raised]:
    """The matched people's share of low scores is up by 15 points, and by two people."""
    for place in range(len(cube.items)):
        moves = cube.moves(place)
        if moves is None or moves.matched < LOWEST_BLOCK:
            continue
        was, now = low_before_and_after(cube, moves)
        up = now - was
        if up >= LOW_PEOPLE_UP and Fraction(up, moves.matched) >= LOW_SHARE_UP:
            figures = LowShare(moves.matched, was, now, cube.scale.first, cube.scale.low)
            yield about(cube, place, "low-share", figures)


def agreement_lost(cube: Cube) -> Iterator[Raised]:
    """A is below 0, or down by .3 on the period before; both over everybody who scored."""
    for place in range(len(cube.items)):
        figures = agreement_of(cube, place)
        if figures is None:
            continue
        lost = figures.before is not None and figures.before - figures.now >= AGREEMENT_DOWN
        if lost or figures.now < 0:
            yield about(cube, place, "agreement", figures)


def split(cube: Cube) -> Iterator[Raised]:
    """A is below 0 among those who have scored so far.

    A comparison with the month before would be one with other people while some have yet to answer.
    """
    for place in range(len(cube.items)):
        figures = agreement_of(cube, place)
        if figures is not None and figures.now < 0:
            yield about(cube, place, "agreement", Agreement(figures.n, figures.now, 0, None))


def downwards(cube: Cube, before: Cube | None) -> Iterator[Raised]:
    """More people moved down than up, into this month and into the one before it."""
    if before is None or cube.earlier is None or cube.earlier.period != before.period:
        return
    places = {item: place for place, item in enumerate(before.items)}
    for place, item in enumerate(cube.items):
        later = cube.moves(place)
        sooner = before.moves(places[item]) if item in places else None
        if later is None or sooner is None:
            continue
        moved, down = moved_and_down(later)
        before_moved, before_down = moved_and_down(sooner)
        enough = min(moved, before_moved) >= LOWEST_BLOCK
        if enough and 2 * down > moved and 2 * before_down > before_moved:
            figures = Downwards(moved, down, before_moved, before_down)
            yield about(cube, place, "downwards", figures)


def not_close(cube: Cube) -> Iterator[Raised]:
    """At least 30% of those who answered are not close enough to judge."""
    for place in range(len(cube.items)):
        cell = cube.overall(place)
        shares = measures.no_view(cell.n, *cell.no_views)
        answered = cell.n + sum(cell.no_views)
        if shares is not None and answered >= LOWEST_BLOCK and shares.flagged:
            figures = NotClose(answered, int(shares.not_close * answered))
            yield about(cube, place, "not-close", figures)


def response(cube: Cube) -> Iterator[Raised]:
    """Fewer than 60% of those who were asked have answered anything."""
    asked, answered = sum(cube.asked), sum(cube.answered)
    if asked >= LOWEST_BLOCK and Fraction(answered, asked) < LOWEST_RESPONSE:
        yield Raised("response", cube.period.ref, Response(asked, answered))


def apart(cube: Cube) -> Iterator[Raised]:
    """Executive and external voices, five or more each, are apart: |delta| of at least .474."""
    for place in range(len(cube.items)):
        gap = gaps.headline(cube, place)
        if gap is not None and gap.large:
            executive, external = (people_on(cube, place, side) for side in gaps.SIDES)
            yield about(cube, place, "apart", Apart(executive, external, gap.delta))


def block_low(cube: Cube) -> Iterator[Raised]:
    """A block's median of progress is red, on five points, where the official rating is not."""
    if cube.scale != FIVE_POINTS:
        return
    blocks = cube.by_block()
    for place, item in enumerate(blocks.items):
        official = ratings.official(cube.official.get(item.ref, {}))
        if item.measure != "progress" or official not in {"amber", "green"}:
            continue
        for block, cell in zip(blocks.segments, blocks.cells[place], strict=True):
            middle = measures.median(cell.scores)
            if middle is None or cell.n < LOWEST_BLOCK or ratings.band(middle) != "red":
                continue
            figures = BlockLow(cell.n, middle, official, block.name)
            yield about(cube, place, "block-low", figures, block.ref)


def about(cube: Cube, place: int, kind: Kind, figures: Figures, block: str = "") -> Raised:
    """The warning about the item at this place."""
    item = cube.items[place]
    compares = isinstance(figures, LowShare | Downwards) or (
        isinstance(figures, Agreement) and figures.before is not None
    )
    against = cube.earlier.period.ref if compares and cube.earlier is not None else ""
    return Raised(kind, cube.period.ref, figures, item.ref, item.measure, block, against)


def low_before_and_after(cube: Cube, moves: Moves) -> tuple[int, int]:
    """How many of the matched gave a low score in the earlier period, and in the later."""
    before = tuple(map(sum, moves.joint))
    after = tuple(map(sum, zip(*moves.joint, strict=True)))
    return cube.scale.bands(before)[0], cube.scale.bands(after)[0]


def agreement_of(cube: Cube, place: int) -> Agreement | None:
    """A now and, where the same question was scored by enough people, before; None of too few."""
    cell, earlier = cube.overall(place), cube.earlier
    now = measures.agreement(cell.scores)
    if now is None or cell.n < LOWEST_BLOCK:
        return None
    if earlier is not None and cube.items[place].ref not in cube.broken:
        old = earlier.overall(place)
        if old.n >= LOWEST_BLOCK:
            return Agreement(cell.n, now, old.n, measures.agreement(old.scores))
    return Agreement(cell.n, now, 0, None)


def moved_and_down(moves: Moves) -> tuple[int, int]:
    """How many scored otherwise than before, and how many of them lower."""
    differences = moves.differences()
    down = sum(people for points, people in differences.items() if points < 0)
    return moves.matched - differences.get(0, 0), down


def people_on(cube: Cube, place: int, side: str) -> int:
    """How many of one side scored the item."""
    return sum(
        cell.n
        for segment, cell in zip(cube.segments, cube.cells[place], strict=True)
        if segment.side == side
    )
