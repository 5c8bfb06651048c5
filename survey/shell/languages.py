"""The language of each page: English, until a blueprint says that its reader has another."""

from flask import Flask

from survey.errors import ConfigError
from survey.language import ENGLISH, catalogues, speak
from survey.language.catalogues import CatalogueError


def init_languages(app: Flask) -> None:
    """Read every catalogue of words at once, so that none is found out of order by a visitor."""
    try:
        catalogues()
    except CatalogueError as error:
        raise ConfigError(str(error)) from error
    # Before all else that is done before a request, because what refuses it speaks too.
    app.before_request_funcs.setdefault(None, []).insert(0, speak_english)


def speak_english() -> None:
    """Forget what the request before was said in: a thread that answers keeps its context."""
    speak(ENGLISH)
