"""What a page of trends is made of, and how it is answered: as a page, or one table as a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from analysis.tables import Table
from analysis.vega.frame import Spec
from survey.analyse.looking import FIGURES_READ, record_looking
from survey.analyse.trends.look import Choice, Look
from survey.documents.sheets import sheet
from survey.errors import NotFound

FIGURES = "figures"
PAGES = (
    ("trends.overview", "All themes"),
    ("trends.corners", "Progress against maturity"),
    ("trends.official", "Beside the official rating"),
    ("trends.profiles", "Groups"),
    ("trends.modes", "Form and interview"),
    ("trends.culture", "Culture by year"),
)


@dataclass(frozen=True, slots=True)
class Chart:
    """A finding, its picture (None where only a table can show it) and its table.

    `label` says in words what the picture is of.
    """

    id: str
    sentence: str
    spec: Spec | None
    label: str
    table: Table
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; without a heading it is the page's own beginning."""

    heading: str
    sentences: tuple[str, ...]
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole page; `choices` are named sets of links to the same page looked at otherwise."""

    title: str
    caption: str
    lead: tuple[str, ...]
    choices: tuple[tuple[str, tuple[Choice, ...]], ...]
    sections: tuple[Section, ...]
    simulated: bool


def answered(paper: Paper, look: Look) -> ResponseReturnValue:
    """`paper` as a page; with `?csv=` and a table's id, that table as a file."""
    wanted = request.args.get("csv")
    made: ResponseReturnValue
    if wanted is None:
        made = render_template("trends/paper.html", paper=paper, look=look, pages=PAGES)
    else:
        made = file(chart_called(wanted, paper), look, simulated=paper.simulated)
    record_looking(FIGURES, FIGURES_READ)
    return made


def chart_called(wanted: str, paper: Paper) -> Chart:
    """The chart of this id; NotFound where `paper` has none."""
    for chart in (chart for section in paper.sections for chart in section.charts):
        if chart.id == wanted:
            return chart
    raise NotFound("This page has no such table: take one of those on the page.")


def file(chart: Chart, look: Look, *, simulated: bool) -> Response:
    rows = [chart.table.headers, *chart.table.rows]
    plain = [[text(cell) for cell in row] for row in rows]
    if simulated:
        plain = [[*row, "yes" if place else "simulated"] for place, row in enumerate(plain)]
    made = sheet(plain, "csv")
    response = Response(made.content, content_type=made.media_type)
    name = "-".join(["trends", look.kind, *filter(None, look.more.values()), chart.id])
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return response


def text(cell: str) -> str:
    """What a cell says without its link; a minus that every program reads as one."""
    said = cell.striptags() if isinstance(cell, Markup) else cell
    return said.replace("\N{MINUS SIGN}", "-")


def linked(href: str, words: str, hidden: str = "") -> Markup:
    """`words` as a link; `hidden` is read aloud with them."""
    more = Markup('<span class="govuk-visually-hidden">{}</span>').format(hidden) if hidden else ""
    return Markup('<a class="govuk-link" href="{}">{}{}</a>').format(href, words, more)


def table(caption: str, headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    return Table(caption, tuple(headers), tuple(tuple(row) for row in rows))
