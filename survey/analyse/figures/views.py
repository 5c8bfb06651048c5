from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from analysis.periods import month_label, quarter_of
from survey.analyse.blueprint import analyse
from survey.analyse.figures.counted import Counted, counted
from survey.analyse.figures.files import file
from survey.analyse.figures.glance import glance, numeric
from survey.analyse.figures.look import Look
from survey.analyse.figures.pages import sections
from survey.analyse.figures.periods import steps
from survey.analyse.figures.words import filters, shown
from survey.analyse.looking import FIGURES_READ, record_looking
from survey.extensions import db
from survey.queries.editions import held_months

FIGURES = "figures"


@analyse.get("/figures/")
def figures() -> ResponseReturnValue:
    """The latest quarter in which anybody was asked."""
    held = held_months(db.session)
    if not held:
        return redirect(url_for("analyse.months"))
    return redirect(url_for("analyse.period_figures", period=quarter_of(held[-1]).ref))


@analyse.get("/figures/<period>")
def period_figures(period: str) -> ResponseReturnValue:
    return page(counted(Look.of(period, request.args)))


@analyse.get("/figures/<period>.csv")
def period_figures_file(period: str) -> ResponseReturnValue:
    return taken(counted(Look.of(period, request.args)))


@analyse.get("/figures/<period>/<theme>")
def theme_figures(period: str, theme: str) -> ResponseReturnValue:
    return page(counted(Look.of(period, request.args, theme)))


@analyse.get("/figures/<period>/<theme>.csv")
def theme_figures_file(period: str, theme: str) -> ResponseReturnValue:
    return taken(counted(Look.of(period, request.args, theme)))


def page(found: Counted) -> str:
    at_a_glance = None if found.look.theme else glance(found)
    made = render_template(
        "figures/figures.html",
        found=found,
        look=found.look,
        shown=shown(found),
        filters=filters(found),
        steps=steps(found.look, held_months(db.session)),
        sections=sections(found),
        glance=at_a_glance,
        glance_numeric=numeric(at_a_glance),
        month_label=month_label,
    )
    record_looking(FIGURES, FIGURES_READ)
    return made


def taken(found: Counted) -> Response:
    made = file(found, request.args.get("table", ""))
    record_looking(FIGURES, FIGURES_READ)
    return made
