"""The words of the shell: all gathered, and every translation fit to be shown."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from survey.language import LOCALES
from survey.language.catalogues import read_catalogue

ROOT = Path(__file__).parents[2]
FOLDER = str(ROOT / ".ci")
TRANSLATIONS = sorted(LOCALES.glob("*.po"))
Key = tuple[str | None, tuple[str, ...]]


@pytest.fixture(scope="module")
def words() -> Iterator[ModuleType]:
    """The tool that gathers, which stands beside the packages, in none of them."""
    sys.path.append(FOLDER)
    try:
        yield import_module("words")
    finally:
        sys.path.remove(FOLDER)


def keys(catalog: Catalog) -> set[Key]:
    return {key(message) for message in catalog if message.id}


def key(message: Message) -> Key:
    forms = message.id if isinstance(message.id, tuple) else (message.id,)
    return message.context, tuple(str(form) for form in forms)


def template() -> Catalog:
    with (LOCALES / "shell.pot").open("rb") as file:
        return read_po(file)


def test_the_catalogue_holds_every_marked_word_and_no_other(words: ModuleType) -> None:
    marked, gathered = keys(words.gathered()), keys(template())
    assert not marked - gathered, "Run 'make words': words were added."
    assert not gathered - marked, "Run 'make words': words were taken away."


def test_no_value_is_glued_or_numbered() -> None:
    """A translator can only move what has a name."""
    for message in template():
        for form in key(message)[1]:
            assert "%s" not in form.replace("%%", "")
            assert "%d" not in form.replace("%%", "")
            assert "{" not in form.replace("{{ ", "")
            assert form.strip() == form


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_a_translation_can_be_read_and_lags_behind_in_nothing(path: Path) -> None:
    read_catalogue(path)
    with path.open("rb") as file:
        assert keys(read_po(file)) == keys(template())


def test_a_language_is_begun_without_a_word_and_keeps_what_is_translated(
    words: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    monkeypatch.setattr(words, "TEMPLATE", tmp_path / "shell.pot")
    words.main(["cy"])
    begun = tmp_path / "cy.po"
    assert "nplurals=5" in begun.read_text("utf-8")
    assert read_catalogue(begun).gettext("Continue") == "Continue"
    with_one = begun.read_text("utf-8").replace(
        '"Continue"\nmsgstr ""', '"Continue"\nmsgstr "Parhau"'
    )
    begun.write_text(with_one + '\nmsgid "Gone since"\nmsgstr "Wedi mynd"\n', "utf-8")
    words.main([])
    assert read_catalogue(begun).gettext("Continue") == "Parhau"
    assert read_catalogue(begun).gettext("Gone since") == "Gone since"
    assert '#~ msgstr "Wedi mynd"' in begun.read_text("utf-8")


@pytest.mark.parametrize("tag", ["xx", "not a tag", ".."])
def test_what_is_no_language_is_not_begun(words: ModuleType, tag: str) -> None:
    with pytest.raises(SystemExit, match="not the tag of a language"):
        words.begin(tag)
