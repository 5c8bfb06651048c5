"""The words of the house in the reader's language.

Words stand where they are used, in English, and are marked: `_('…')` and `{% trans %}` in
templates, `gettext` in code. `survey/locale/shell.pot` gathers them all in one place; a second
language is that file translated, kept beside it as `cy.po`. What is asked is not among them: a
questionnaire brings its own words, and its language is the one in which the pages around it speak.

catalogues   the files of words, read and checked
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from pathlib import Path

from survey.language.catalogues import read_catalogue

LOCALES = Path(__file__).parents[1] / "locale"
ENGLISH = "en-GB"
# Languages that are written from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})

spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def speak(language: str) -> None:
    """Let everything that this context says from now on be said in `language`, a BCP 47 tag."""
    spoken.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` for a while, and then again what was spoken before."""
    before = spoken.set(language)
    try:
        yield
    finally:
        spoken.reset(before)


def language() -> str:
    """The language that is spoken, as a BCP 47 tag."""
    return spoken.get()


def direction() -> str:
    """'rtl' where the language that is spoken is written from right to left, else 'ltr'."""
    return "rtl" if spoken.get().partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def gettext(words: str) -> str:
    """`words` in the language that is spoken; as they are where nobody has translated them."""
    return catalogue(spoken.get()).gettext(words) if words else words


def ngettext(one: str, several: str, number: int) -> str:
    """The form of the words that goes with `number`."""
    return catalogue(spoken.get()).ngettext(one, several, number)


def pgettext(context: str, words: str) -> str:
    """As `gettext`, for words that other languages say differently where `context` differs."""
    return catalogue(spoken.get()).pgettext(context, words)


def npgettext(context: str, one: str, several: str, number: int) -> str:
    """As `ngettext`, for words that other languages say differently where `context` differs."""
    return catalogue(spoken.get()).npgettext(context, one, several, number)


def thousands(number: int) -> str:
    """'12,000', parted as the language that is spoken does it."""
    # Translators: what stands between thousands and hundreds in a number such as 12,000.
    return f"{number:,}".replace(",", pgettext("between thousands and hundreds", ","))


def marked(words: str) -> str:
    """`words` as they are, marked for translation: for texts that are made when code is loaded.

    Whoever shows them passes them through `gettext`.
    """
    return words


def marked_in(_context: str, words: str) -> str:
    """As `marked`, for whoever shows them by `pgettext` with the same context."""
    return words


@cache
def catalogue(language: str) -> NullTranslations:
    """The words in `language`, or in what its tag is a variety of: 'cy-GB' finds 'cy.po' too."""
    known = catalogues()
    tag = language.lower()
    while tag and tag not in known:
        tag = tag.rpartition("-")[0]
    return known.get(tag) or NullTranslations()


@cache
def catalogues() -> dict[str, NullTranslations]:
    """Every language that the house has words in, by its tag in small letters.

    Raises CatalogueError where one cannot be read or could not be shown.
    """
    return {path.stem.lower(): read_catalogue(path) for path in sorted(LOCALES.glob("*.po"))}
