"""Templates that stakeholders meet say nothing but what a translator can say otherwise."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from html5lib import HTMLParser
from jinja2 import Environment

SURVEY = Path(__file__).parents[2] / "survey"
SHARED = ("answer.html", "base.html", "contact.html", "govuk.html", "two_thirds.html")
TEMPLATES = [
    *(SURVEY / "templates" / name for name in SHARED),
    *(SURVEY / "templates" / "errors").glob("*.html"),
    *(SURVEY / "respond" / "templates" / "respond").glob("*.html"),
    *(SURVEY / "mail" / "templates").glob("*.html"),
]
# The rooms of the staff speak English.
SCRIPTS = sorted(set((SURVEY / "static").glob("*.js")) - {SURVEY / "static" / "sending.js"})
STRING = re.compile(r"""(?<![\w*/])(['"`])((?:(?!\1)[^\\\n]|\\.)*)\1""")
environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
SAID = ("alt", "aria-label", "placeholder", "title")
# Attributes of scripts that name what is done, and no words.
NAMES = frozenset(
    {"data-module", "data-prevent-double-click", "data-take-other", "data-permission"}
)
# Words in quotes that a sentence would be: a capital, and then a blank or nothing but letters.
SENTENCE = re.compile(r"[A-Z][a-z]+( .*|[.:?]?)$", re.DOTALL)
WORD = re.compile(r"['(]?[^\W\d_]+[.,:;!?)']*")


def tokens(path: Path) -> list[tuple[int, str, str]]:
    return list(environment.lex(path.read_text("utf-8")))


def plain_html(path: Path) -> str:
    """The template without what it computes and without what `trans` marks."""
    found, inside, kind = [], False, ""
    for _, token, text in tokens(path):
        if token == "block_begin":
            kind = ""
        elif token == "name" and not kind:
            kind = text
            inside = (inside or text == "trans") and text != "endtrans"
        elif token == "data" and not inside:
            found.append(text)
    return "".join(found)


def shown(html: str) -> Iterator[str]:
    """All that a reader would see or hear of `html`."""
    for element in HTMLParser(namespaceHTMLElements=False).parse(html).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in {"script", "style"}:
            yield element.text or ""
        yield element.tail or ""
        for name, value in element.items():
            if name in SAID or (name.startswith("data-") and name not in NAMES):
                yield value


def quoted(path: Path) -> Iterator[str]:
    """Sentences in quotes within expressions, other than those that are marked."""
    before: list[str] = []
    for _, token, text in tokens(path):
        if token == "whitespace":
            continue
        called = before[-2:] in (["_", "("], ["gettext", "("])
        if token == "string" and not called and SENTENCE.match(text[1:-1]):
            yield text[1:-1]
        before.append(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_stands_unmarked_in_a_template(path: Path) -> None:
    pieces = [piece for text in shown(plain_html(path)) for piece in text.split()]
    assert [piece for piece in pieces if WORD.fullmatch(piece)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_stands_unmarked_in_an_expression(path: Path) -> None:
    assert list(quoted(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_say_only_what_their_page_has_given_them(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
    strings = [found[2] for found in STRING.finditer(code)]
    assert [text for text in strings if " " in text and SENTENCE.match(text)] == []
