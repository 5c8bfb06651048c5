"""`temperature-take summary`: what a quarter says, before or after it is published."""

import json
from collections.abc import Iterator
from dataclasses import replace

import click
from sqlmodel import Session

from analysis import sentences, wording
from analysis.periods import Period, parse_period
from analysis.reading import Reading
from analysis.summary import ItemSummary, Summary
from survey.actions.draft_edition import asked, last_questionnaire
from survey.cli.installation import installation
from survey.errors import ConfigError
from survey.models import ThemeKind
from survey.queries.organisation import organisation
from survey.queries.plan import themes
from survey.queries.scored import PLAN
from survey.queries.summaries import summary_of

HEADERS = ("Theme", "Scored", "Median", "Mean", "1-2", "3", "4-5", "Change")


@click.command
@click.argument("period")
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Words for people, or the whole summary for programs.",
)
def summary(period: str, output: str) -> None:
    """Show the safe figures of PERIOD, such as 2018-19-q2, from its closed rounds."""
    wanted = parse_period(period)
    with installation() as here:
        found = summary_of(here.session, wanted, inside=True)
        read = reading(here.session, wanted, found)
        detail = replace(read, themes=detail_names(here.session, wanted))
    if output == "json":
        document = {**found.to_dict(), "simulated": read.simulated}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(read, detail)))


def reading(session: Session, period: Period, found: Summary) -> Reading:
    """`found` with the plan's names of themes and the questionnaire's names of measures."""
    standing = organisation(session)
    if standing is None:
        raise ConfigError("The database has no organisation: run 'temperature-take init' first.")
    questions = asked(last_questionnaire(session, period), found)
    return Reading(
        found,
        {theme.ref: theme.name for theme in themes(session, ThemeKind.GOVERNANCE)},
        {each["measure"]: each["name"] for each in questions["measures"]},
        simulated=standing.demonstration,
    )


def detail_names(session: Session, period: Period) -> dict[str, str]:
    """What else was scored than themes, by ref: the aims, and the plan as a whole."""
    asked = last_questionnaire(session, period)
    aims = {field.item: f"{field.item} {field.aim}" for field in asked.fields if field.aim}
    return {**{ref: name for ref, name in aims.items() if ref}, PLAN: "The plan as a whole"}


def lines(read: Reading, detail: Reading) -> Iterator[str]:
    """The summary as lines of text; '[c]' marks what is hidden to protect individuals.

    `detail` reads what is not published: aims, and the plan as a whole.
    """
    yield read.summary.period.label
    if read.simulated:
        yield "Demonstration: these answers are simulated."
    yield ""
    if not read.measures:
        yield sentences.who(read)
        return
    yield from sentences.headline(read)
    for block in read.summary.response.blocks:
        yield f"  {block.name}: {block.answered} of {block.eligible} answered ({block.rate:.0%})"
    for measure, name in read.measures.items():
        yield ""
        yield name
        yield from aligned([HEADERS, *(row(*each) for each in read.of_measure(measure))])
        unpublished = [row(*each) for each in detail.of_measure(measure)]
        if unpublished:
            yield f"{name}, for the panel team alone"
            yield from aligned([("Aim", *HEADERS[1:]), *unpublished])
    yield ""
    yield read.summary.rule
    yield f"{wording.HIDDEN_IN_WORDS}."


def row(name: str, each: ItemSummary) -> tuple[str, ...]:
    shown = each.overall
    bands = shown.bands
    spread = (bands.low, bands.middle, bands.high) if bands else None
    return (
        name,
        wording.base(shown),
        wording.median(shown.median),
        wording.mean(shown.mean),
        *((f"{share}%" for share in spread) if spread else (wording.HIDDEN,) * 3),
        each.change.verdict if each.change else "",
    )


def aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for cells in rows:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        yield f"  {'  '.join(padded)}".rstrip()
