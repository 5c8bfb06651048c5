"""A made-up language, by which one sees whose every word on a page is.

What the shell says stands in ⟦…⟧, what the questionnaire, the organisation, the plan or a person
says stands in «…»: whatever is outside both was never marked for translation.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from sqlmodel import select

from questionnaires.frozen import sha256
from survey import language
from survey.models import Aim, FrozenQuestionnaire, Group, Organisation, Round, Seat, Theme
from tests.survey.client import CheckingClient, parsed
from tests.survey.house import House

TONGUE = "qps"
# Values that are filled in and marks of HTML stand outside, so that what fills them is seen too.
APART = re.compile(r"(%\(\w+\)s|%%|\{\{ \w+ \}\}|<[^>]+>)")
OWN = {"title", "label", "meaning", "stem", "aim"}
OWN_LINES = {"paragraphs", "promises", "prompts"}
SAID = ("aria-label", "alt", "placeholder", "title")
NO_WORDS = {"data-module", "data-prevent-double-click", "data-permission"}
# Addresses, references and a script's own places are the same in every language.
EVERYWHERE = re.compile(r"[\w.+-]+@[\w.-]+|\bTT-[\w-]+|\{\w+\}|https?://\S+")
# What a data attribute holds for scripts is an id or a keyword unless it reads like words.
KEYWORD = re.compile(r"[\w.:-]*")


@contextmanager
def spoken_from(folder: Path) -> Iterator[None]:
    """Let the house know the made-up language, and no other, from a catalogue in `folder`."""
    write_tongue(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "LOCALES", folder)
        forget()
        yield
    forget()


def forget() -> None:
    language.catalogues.cache_clear()
    language.catalogue.cache_clear()


def write_tongue(folder: Path) -> None:
    """Every word of the shell in the made-up language, as a catalogue in `folder`."""
    with (language.LOCALES / "shell.pot").open("rb") as file:
        words = read_po(file)
    catalog = Catalog(fuzzy=False)
    for message in words:
        if not message.id:
            continue
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        said = tuple(translated(str(form)) for form in forms)
        catalog.add(message.id, said if len(said) > 1 else said[0], context=message.context)
    with (folder / f"{TONGUE}.po").open("wb") as file:
        write_po(file, catalog)


def translated(words: str) -> str:
    pieces = APART.split(words)
    return "".join(p if APART.fullmatch(p) or not p.strip() else f"⟦{p}⟧" for p in pieces)


def own(words: str) -> str:
    return f"«{words}»" if words and not words.startswith("«") else words


def speak_it(house: House, layout: str = "") -> None:
    """Let all that was asked be in the made-up language, and all names be seen for what they are.

    `layout` may change that of the questionnaires.
    """
    with house.session() as session:
        for round_ in session.exec(select(Round)):
            frozen = session.get_one(FrozenQuestionnaire, round_.questionnaire_sha256)
            text = asked_in_it(frozen.document, layout)
            if session.get(FrozenQuestionnaire, sha256(text)) is None:
                values = frozen.model_dump() | {"sha256": sha256(text), "document": text}
                session.add(FrozenQuestionnaire(**values))
                session.flush()
            round_.questionnaire_sha256 = sha256(text)
        for table, column in ((Seat, "role"), (Theme, "name"), (Aim, "aim"), (Group, "name")):
            for row in session.exec(select(table)):
                setattr(row, column, own(getattr(row, column)))
        session.exec(select(Organisation)).one().name = "«The council»"
    standing = house.app.extensions["organisation"]
    standing.name, standing.demonstration = "«The council»", True


def asked_in_it(document: str, layout: str) -> str:
    found = marked_own(json.loads(document)) | {"language": TONGUE}
    if layout:
        found["layout"] = layout
    return json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def marked_own(value: Any, key: str = "") -> Any:
    """A stored questionnaire with its own words in «…»."""
    if isinstance(value, dict):
        words = OWN | ({"name"} if "stem" in value else set())
        return {
            name: marked_own(each, name if name in words | OWN_LINES else "")
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [marked_own(each, key) for each in value]
    return own(value) if key and isinstance(value, str) else value


def unmarked(page: Element) -> list[str]:
    """Pieces of a page that are neither the shell's in the made-up language nor anybody's own."""
    return [found for text in shown(page) for found in left_over(text)]


def shown(page: Element) -> Iterator[str]:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in {"script", "style"}:
            yield element.text or ""
        yield element.tail or ""
        for name, value in element.items():
            of_script = name.startswith("data-") and name not in NO_WORDS
            if name in SAID or (of_script and not KEYWORD.fullmatch(value)):
                yield value


def left_over(text: str) -> Iterator[str]:
    """The stretches of `text` outside all brackets that have a letter in them."""
    depth, outside = 0, ""
    for character in text:
        depth -= character in "⟧»"
        outside += character if not depth else ""
        depth += character in "⟦«"
        assert depth >= 0, f"'{text}' closes what it has not opened."
    for piece in re.split("[⟦⟧«»]", EVERYWHERE.sub("", outside)):
        if any(map(str.isalpha, piece)):
            yield " ".join(piece.split())


class Listener(CheckingClient):
    """Fails the test at the first page or reply in which a word is not in the made-up language."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        response = super().open(*args, **kwargs)
        found: list[str] = []
        if response.mimetype == "application/json":
            said = [response.json.get(name, "") for name in ("title", "sentence")]
            said += list(response.json.get("errors", {}).values())
            found = [each for text in said for each in left_over(text)]
        elif response.mimetype == "text/html" and response.data and not response.location:
            page = parsed(response.get_data(as_text=True))
            assert page.get("lang") == TONGUE, f"{args} is said to be in {page.get('lang')}."
            found = unmarked(page)
        assert not found, f"{args} says in English: {found}"
        return response
