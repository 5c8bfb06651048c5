"""The environment in which every template is rendered, within a request or outside any."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment

from survey.clock import (
    day_words,
    london_date,
    london_moment,
    london_time,
    month_words,
    now,
    plain_day,
    quarter_words,
)
from survey.language import direction, gettext, language, ngettext, npgettext, pgettext, thousands
from survey.shell.sayings import sayings


class Templates(Environment):
    """Flask's environment, whose templates share one plain dictionary of globals.

    Jinja would chain an empty one of its own before it for each template, and every page and
    every import of a macro would walk through the chain: a tenth of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def init_templating(app: Flask) -> None:
    environment = app.jinja_env
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.globals.update(language=language, direction=direction, this_moment=now)
    # The extension brings the methods that its stubs do not know.
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    environment.globals["gettext"] = environment.globals["_"] = sayings()
    environment.filters.update(
        day_words=day_words,
        london_date=london_date,
        london_time=london_time,
        london_moment=london_moment,
        month_label=month_words,
        plain_day=plain_day,
        quarter_words=quarter_words,
        thousands=thousands,
    )
    # A global, not a context processor: error pages and frozen pages carry name and banner too.
    environment.globals["organisation"] = app.extensions.get("organisation")
