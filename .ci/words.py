# noqa: INP001 - run by its path, as everything in this folder is
"""Gather the shell's words into survey/locale/shell.pot, and bring every translation up to it.

    python .ci/words.py           after words were added, changed or taken away
    python .ci/words.py cy        the same, and begin a translation into Welsh

What a translator has written is never lost: words that are gone stay at the end of their file,
as comments, and words that were changed come as new ones.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
SHELL = ROOT / "survey"
LOCALES = SHELL / "locale"
TEMPLATE = LOCALES / "shell.pot"
PAGES = "**/templates/**.html"
METHODS = [(PAGES, "jinja2"), ("**.py", "python")]
OPTIONS = {PAGES: {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = DEFAULT_KEYWORDS | {"marked": None, "marked_in": ((1, "c"), 2)}
COMMENTS = ("Translators:",)
HEAD = """\
# Words of the pages around a questionnaire; see docs/languages.md.
msgid ""
msgstr ""
"Project-Id-Version: temperature-take\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def gathered() -> Catalog:
    """Every message that a template or a module of the shell has marked, in the order of files."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(SHELL, METHODS, OPTIONS, KEYWORDS, COMMENTS, strip_comment_tags=True)
    for file, _line, message, comments, context in sorted(found, key=lambda each: each[:2]):
        catalog.add(message, None, [(f"survey/{file}", 1)], auto_comments=comments, context=context)
    return catalog


def as_template(catalog: Catalog) -> str:
    """`catalog` as a file without dates, names and line numbers, which change without cause."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=100, omit_header=True, include_lineno=False)
    return HEAD + buffer.getvalue().decode("utf-8")


def bring_up_to_date(path: Path, template: Catalog) -> None:
    tag = path.stem
    with path.open("rb") as file:
        catalog = read_po(file, locale=tag.replace("-", "_"))
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    write(path, catalog)


def begin(tag: str) -> None:
    """A file for the language `tag`, with its rule of plurals and without a translated word."""
    path = LOCALES / f"{tag}.po"
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        sys.exit(f"'{tag}' is not the tag of a language: write it as in 'cy' or 'pt-BR'.")
    if path.exists():
        sys.exit(f"{path.relative_to(ROOT)} is there already.")
    head = f"# The words of shell.pot in {locale.english_name}; see docs/languages.md."
    write(path, Catalog(locale=locale, header_comment=head, charset="utf-8", fuzzy=False))


def write(path: Path, catalog: Catalog) -> None:
    catalog.project, catalog.version = "temperature-take", "1"
    with path.open("wb") as file:
        write_po(file, catalog, width=100, include_lineno=False)


def main(tags: list[str]) -> None:
    LOCALES.mkdir(exist_ok=True)
    for tag in tags:
        begin(tag)
    TEMPLATE.write_text(as_template(gathered()), "utf-8")
    with TEMPLATE.open("rb") as file:
        template = read_po(file)
    for path in sorted(LOCALES.glob("*.po")):
        bring_up_to_date(path, template)


if __name__ == "__main__":
    main(sys.argv[1:])
