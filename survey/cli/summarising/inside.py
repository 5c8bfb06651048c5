"""Every figure of a cube, for the panel team alone: as text, JSON or a page."""

import json
from collections.abc import Sequence

from analysis.cube import Cube
from analysis.document import NOTICE, internal_document
from analysis.internal import Internal, internal
from analysis.internal_text import internal_text
from analysis.scale import Scale
from analysis.summary import RULE
from survey.cli.summarising.notes import called, notes


def shown(cube: Cube, output: str) -> str:
    """The figures of `cube`, without thresholds, in the form of `output`."""
    found = internal(cube)
    if output == "json":
        document = internal_document(found, cube.scale)
        return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    if output == "html":
        return page(found, cube.scale, notes(cube))
    return "\n".join([internal_text(found, cube.scale).rstrip(), *notes(cube)])


def page(found: Internal, scale: Scale, notes: Sequence[str]) -> str:
    """The page of every figure, with charts of how scores are spread."""
    from analysis import internal_tables as tables
    from analysis.charts import inside
    from survey.cli.summarising.page import Figure, Page, Section

    sections = [Section("Who answered", [Figure(tables.response(found))])]
    for measure in tables.measures(found):
        spread = tables.spread(found, measure, scale), inside.spread(found, measure, scale)
        figures = [
            Figure(*spread),
            Figure(tables.bounds(found, measure)),
            Figure(tables.parts(found, measure)),
            Figure(tables.verdicts(found, measure), note=tables.MOVED),
            Figure(tables.gaps(found, measure), note=tables.DEALT),
            Figure(tables.official(found, measure)),
        ]
        sections.append(Section(measure.capitalize(), figures))
    for item in found.items:
        figure = Figure(tables.by_group(item, scale), inside.by_group(item, scale))
        sections.append(Section(f"{called(item.item)}, {item.measure}, by group", [figure]))
    return Page(found.period, found.against, [NOTICE], sections, [*notes, RULE]).html
