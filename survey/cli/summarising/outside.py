"""What may leave of a cube: safe figures as text, JSON or a page."""

import json
from collections.abc import Sequence

from analysis.cube import Cube
from analysis.disclosure.rules import protect
from analysis.document import safe_document
from analysis.reading import Reading
from analysis.summary import Summary, summarise
from analysis.text import text
from survey.cli.summarising.notes import called, notes


def shown(cube: Cube, output: str) -> str:
    """The safe summary of `cube` in the form of `output`; raises PeriodError for a month."""
    summary = summarise(protect(cube))
    if output == "json":
        document = safe_document(summary)
        return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    if output == "html":
        return page(reading(summary), notes(cube))
    return "\n".join([text(summary, {}, cube.scale).rstrip(), *notes(cube)])


def reading(summary: Summary) -> Reading:
    """`summary` under the names that files have: each item is called by its ref."""
    return Reading(
        summary,
        {each.item: called(each.item) for each in summary.items},
        {each.measure: each.measure.capitalize() for each in summary.items},
        simulated=False,
    )


def page(read: Reading, notes: Sequence[str] = ()) -> str:
    """The page of what may be published, with its charts; `notes` say what figures are missing."""
    from analysis import charts, tables, wording
    from survey.cli.summarising.page import Figure, Page, Section

    sections = [Section("Who answered", [Figure(tables.response(read))])]
    for measure, name in read.measures.items():
        figures = [Figure(tables.distribution(read, measure), charts.distribution(read, measure))]
        if read.summary.against is not None:
            moved = tables.movement(read, measure), charts.movement(read, measure)
            figures.append(Figure(*moved))
        sections.append(Section(name, figures))
    sections += [
        Section(name, [Figure(tables.of_theme(read, ref), charts.of_theme(read, ref))])
        for ref, name in read.themes.items()
    ]
    return Page(
        read.summary.period,
        read.summary.against,
        ["Demonstration: these answers are simulated."] if read.simulated else [],
        sections,
        [*notes, read.summary.rule, f"{wording.HIDDEN_IN_WORDS}."],
    ).html
