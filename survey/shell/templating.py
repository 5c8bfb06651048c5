"""The environment in which every template is rendered, within a request or outside any."""

from flask import Flask
from jinja2 import ChainableUndefined, ChoiceLoader, PackageLoader, PrefixLoader

from survey.clock import london_date, london_moment, london_time

# Its templates are asked for as 'govuk_frontend_jinja/components/…'.
MACROS = "govuk_frontend_jinja"


def init_templating(app: Flask) -> None:
    environment = app.jinja_env
    # GOV.UK's macros read params.a.b.c wherever a caller may have left out a or b.
    environment.undefined = ChainableUndefined
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    own = environment.loader
    macros = PrefixLoader({MACROS: PackageLoader(MACROS)})
    environment.loader = ChoiceLoader([own, macros] if own else [macros])
    environment.filters.update(
        london_date=london_date, london_time=london_time, london_moment=london_moment
    )
    # A global, not a context processor: error pages and frozen pages carry name and banner too.
    environment.globals["organisation"] = app.extensions.get("organisation")
