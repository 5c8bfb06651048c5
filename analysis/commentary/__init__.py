"""Plain sentences about a theme, made by rule from its figures, for an analyst to edit.

sentence    a sentence: the rule that made it, and who may read it
published   what follows from the figures that are published
inside      what follows from exact figures, for the panel team alone

Each sentence has one pattern, so that it can be read back into the figures that it came from.
"""

from collections.abc import Iterator

from analysis.commentary import inside, published
from analysis.commentary.sentence import Sentence, Told
from analysis.cube import Cube
from analysis.internal import Internal, InternalItem
from analysis.reading import Reading

__all__ = ["Sentence", "commentary", "inside", "published"]


def commentary(reading: Reading, theme: str, cube: Cube, exact: Internal) -> tuple[Sentence, ...]:
    """What can be said of `theme`: for each measure, then of its measures together.

    `reading` holds what is published of the period; `cube` and `exact` are its counts and figures
    as the panel team sees them. A theme that was not scored has no sentence.
    """
    said: list[Sentence] = []
    for told in _told(reading, theme, cube, exact):
        said += [each for rule in published.RULES if (each := rule(told)) is not None]
        said += [each for rule in inside.RULES if (each := rule(told)) is not None]
    together = (rule(reading, theme, cube) for rule in published.TOGETHER)
    return (*said, *(each for each in together if each is not None))


def _told(reading: Reading, theme: str, cube: Cube, exact: Internal) -> Iterator[Told]:
    """Each measure on which the theme has figures."""
    places = {(item.ref, item.measure): place for place, item in enumerate(cube.items)}
    found: InternalItem | None
    for measure in reading.measures:
        shown, found = reading.item(theme, measure), exact.item(theme, measure)
        if shown is not None and found is not None:
            yield Told(
                measure=reading.spoken(measure),
                shown=shown,
                exact=found,
                moves=cube.moves(places[theme, measure]),
                against=reading.summary.against,
            )
