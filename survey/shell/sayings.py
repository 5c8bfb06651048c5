"""How templates say the house's words: Jinja's newer gettext, but what holds no values is kept.

A page says twenty such things, and Jinja's own way to one of them is as dear as a small macro.
"""

from collections.abc import Callable
from functools import lru_cache

from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from survey.language import gettext, language

Saying = Callable[..., str]
# Words are those of the templates, in the languages that have a catalogue.
MOST_KEPT = 4096


def sayings() -> Saying:
    """`_` of one environment; `%(name)s` in the words is filled from values, escaped in HTML."""

    @lru_cache(maxsize=MOST_KEPT)
    def plain(_language: str, words: str, escapes: bool) -> str:  # noqa: FBT001 - a key
        return filled(words, {}, escapes=escapes)

    @pass_eval_context
    def say(context: EvalContext, words: str, /, **values: object) -> str:
        if values:
            return filled(words, values, escapes=context.autoescape)
        return plain(language(), words, context.autoescape)

    return say


def filled(words: str, values: dict[str, object], *, escapes: bool) -> str:
    """`words` in the language that is spoken; it is always a format, so '%%' is one per cent."""
    said = gettext(words)
    return Markup(said) % values if escapes else said % values  # noqa: S704 - ours, and escaping
