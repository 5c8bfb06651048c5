"""Catalogues as translators write them."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given
from hypothesis import strategies as st

from survey.language.catalogues import CatalogueError, read_catalogue

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def catalogue(folder: Path, text: str) -> Path:
    path = folder / "cy.po"
    path.write_text(text, "utf-8")
    return path


def test_words_plurals_and_contexts_are_told_apart(tmp_path: Path) -> None:
    text = (
        HEAD
        + 'msgid "Save"\nmsgstr "Cadw"\n\n'
        + 'msgctxt "a match"\nmsgid "Save"\nmsgstr "Arbediad"\n\n'
        + 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
        + 'msgstr[0] "%(n)s dydd"\nmsgstr[1] "%(n)s o ddyddiau"\n'
    )
    words = read_catalogue(catalogue(tmp_path, text))
    assert words.gettext("Save") == "Cadw"
    assert words.pgettext("a match", "Save") == "Arbediad"
    assert words.pgettext("money", "Save") == "Save"
    assert words.ngettext("%(n)s day", "%(n)s days", 1) == "%(n)s dydd"
    assert words.ngettext("%(n)s day", "%(n)s days", 4) == "%(n)s o ddyddiau"


def test_strings_go_on_over_lines_and_hold_marks(tmp_path: Path) -> None:
    text = 'msgid ""\n"One "\n"line"\nmsgstr ""\n"A \\"line\\"\\n"\n"with \\\\ and \\t"\n'
    assert (
        read_catalogue(catalogue(tmp_path, text)).gettext("One line") == 'A "line"\nwith \\ and \t'
    )


@pytest.mark.parametrize(
    "text",
    [
        'msgid "Save"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Save"\nmsgstr "Cadw"\n',
        '#~ msgid "Save"\n#~ msgstr "Cadw"\n',
        'msgid "Save"\nmsgid_plural "Saves"\nmsgstr[0] "Cadw"\nmsgstr[1] ""\n',
        "",
    ],
    ids=["empty", "fuzzy", "obsolete", "a form missing", "no file to speak of"],
)
def test_what_is_not_translated_stays_english(tmp_path: Path, text: str) -> None:
    assert read_catalogue(catalogue(tmp_path, text)).gettext("Save") == "Save"


def test_the_head_counts_even_where_a_tool_marked_it_fuzzy(tmp_path: Path) -> None:
    text = (
        "#, fuzzy\n"
        + HEAD.replace("(n != 1)", "0")
        + ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n')
    )
    assert read_catalogue(catalogue(tmp_path, text)).ngettext("a", "b", 7) == "c"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('msgid "Save"\nmsgstr Cadw\n', "line 2: this is neither"),
        ('"Save"\n', "line 1: this is neither"),
        ('msgid "Save"\nmsgstr "Cadw\n', "line 2: this is neither"),
        ('\nmsgid "Until %(day)s"\nmsgstr "Tan %(dydd)s"\n', r"are: %\(day\)s"),
        ('msgid "All"\nmsgstr "100%"\n', "are: none"),
        ('msgid "%(n)s a"\nmsgstr "%(n)d a"\n', "as it stands there"),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=os.system;\\n"\n', "Plural-Forms"),
    ],
)
def test_what_cannot_be_shown_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(CatalogueError, match=says) as refused:
        read_catalogue(catalogue(tmp_path, text))
    assert str(refused.value).startswith("cy.po")


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cy.po"
    path.write_bytes('msgid "Save"\nmsgstr "Cadŵ"\n'.encode("utf-16"))
    with pytest.raises(CatalogueError, match="save it again in UTF-8"):
        read_catalogue(path)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="%"), min_size=1)


@given(st.dictionaries(st.tuples(st.none() | WORDS, WORDS), WORDS, max_size=5))
def test_what_translators_tools_write_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, words: dict[tuple[str | None, str], str]
) -> None:
    catalog = Catalog(locale="cy", fuzzy=False)
    for (context, english), said in words.items():
        catalog.add(english, said, context=context)
    path = tmp_path_factory.mktemp("words") / "cy.po"
    with path.open("wb") as file:
        write_po(file, catalog)
    read = read_catalogue(path)
    for (context, english), said in words.items():
        found = read.pgettext(context, english) if context is not None else read.gettext(english)
        assert found == said
