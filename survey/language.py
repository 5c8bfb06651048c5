"""The words of the house in the reader's language.

Words stand where they are used, in English, and are marked: `_('…')` and `{% trans %}` in
templates, `gettext` in code. `survey/locale/shell.pot` gathers them all in one place; a second
language is that file translated. What is asked is not among them: a questionnaire brings its own
words, and its language is the one in which the pages around it speak.
"""

import gettext as catalogues
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"
DOMAIN = "shell"
ENGLISH = "en-GB"

spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def speak(language: str) -> None:
    """Let everything that this context says from now on be said in `language`, a BCP 47 tag."""
    spoken.set(language)


def language() -> str:
    """The language that is spoken, as a BCP 47 tag."""
    return spoken.get()


def gettext(words: str) -> str:
    """`words` in the language that is spoken; as they are where nobody has translated them."""
    return catalogue(spoken.get()).gettext(words)


def ngettext(one: str, several: str, number: int) -> str:
    """The form of the words that goes with `number`."""
    return catalogue(spoken.get()).ngettext(one, several, number)


def marked(words: str) -> str:
    """`words` as they are, marked for translation: for texts that are made when code is loaded.

    Whoever shows them passes them through `gettext`.
    """
    return words


@cache
def catalogue(language: str) -> catalogues.NullTranslations:
    return catalogues.translation(DOMAIN, LOCALES, [language.replace("-", "_")], fallback=True)
