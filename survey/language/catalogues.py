"""Catalogues of words as translators keep them: gettext's `.po`, read without being compiled.

A line is a keyword and a string, or a string that goes on; an empty line ends an entry. Fuzzy and
obsolete entries are left out, as gettext's own tools do. What would break a page when it is shown,
such as a `%(name)s` that the English does not have, stops the reading instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from struct import pack

LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+)?"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
PLACE = re.compile(r"%\((\w+)\)")
MAGIC = 0x950412DE
HEAD = 28


class CatalogueError(ValueError):
    """A catalogue that cannot be used; its text is the sentence for whoever translated it."""


@dataclass(slots=True)
class Entry:
    """One message: its parts by keyword, its translations by the number of their form."""

    line: int
    fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What gettext looks it up by."""
        key = self.parts.get("msgid", "")
        if "msgid_plural" in self.parts:
            key += "\0" + self.parts["msgid_plural"]
        return f"{self.parts['msgctxt']}\4{key}" if "msgctxt" in self.parts else key

    @property
    def text(self) -> str:
        return "\0".join(self.forms[number] for number in sorted(self.forms))

    @property
    def is_usable(self) -> bool:
        # The head counts even where a tool has marked it: it holds the rule of plurals.
        return bool(self.forms) and all(self.forms.values()) and not (self.fuzzy and self.key)


def read_catalogue(path: Path) -> GNUTranslations:
    """The words of the file `path`; raises CatalogueError, which names the line."""
    found = {}
    for entry in entries(path):
        if entry.is_usable:
            refuse_unshowable(path, entry)
            found[entry.key] = entry.text
    if "charset=" not in found.get("", ""):
        found[""] = "Content-Type: text/plain; charset=UTF-8\n" + found.get("", "")
    try:
        return GNUTranslations(BytesIO(compiled(found)))
    except ValueError as error:
        raise CatalogueError(
            f"{path.name}: the line 'Plural-Forms' cannot be read ({error}); copy the one that "
            "other translations into this language have."
        ) from error


def entries(path: Path) -> Iterator[Entry]:
    """Every entry of the file, the head included, which is the one whose msgid is empty."""
    entry, last = Entry(1), ""
    for number, line in enumerate(lines(path), 1):
        text = line.strip()
        if not text or (text.startswith("#") and entry.forms):
            if entry.parts:
                yield entry
            entry, last = Entry(number), ""
        if text.startswith("#,"):
            entry.fuzzy = entry.fuzzy or "fuzzy" in text
        if not text or text.startswith("#"):
            continue
        last = take(path, entry, last, number, text)
    if entry.parts:
        yield entry


def take(path: Path, entry: Entry, last: str, number: int, text: str) -> str:
    """Add one line of the file to `entry`; gives the keyword to which the next may add."""
    found = LINE.fullmatch(text)
    keyword = f"{found[1]}[{found[2] or 0}]" if found and found[1] else last
    if found is None or not keyword:
        raise CatalogueError(
            f"{path.name}, line {number}: this is neither a comment nor a keyword with a text in "
            "quotation marks; mend the line."
        )
    name, form = keyword[:-1].split("[")
    said = ESCAPE.sub(lambda escape: ESCAPES.get(escape[1], escape[1]), found[3])
    if name == "msgstr":
        entry.forms[int(form)] = entry.forms.get(int(form), "") + said
    else:
        entry.parts[name] = entry.parts.get(name, "") + said
    return keyword


def lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name} is not in UTF-8; save it again in UTF-8.") from error


def refuse_unshowable(path: Path, entry: Entry) -> None:
    """A translation takes the values that the English takes, written alike, and no other."""
    english = entry.parts.get("msgid", "") + entry.parts.get("msgid_plural", "")
    if not english:
        return
    values = dict.fromkeys(PLACE.findall(english), "1")
    for said in entry.forms.values():
        try:
            said % values
        except (KeyError, TypeError, ValueError) as error:
            known = ", ".join(f"%({name})s" for name in values) or "none"
            raise CatalogueError(
                f"{path.name}, line {entry.line}: '{said}' cannot be filled in; the values that "
                f"stand in the English are: {known}. Write each as it stands there."
            ) from error


def compiled(words: dict[str, str]) -> bytes:
    """The same in the form that the standard library reads: tables of lengths and places."""
    pairs = [(key.encode(), words[key].encode()) for key in sorted(words)]
    tables, texts = [b"", b""], b""
    start = HEAD + 16 * len(pairs)
    for column in (0, 1):
        for pair in pairs:
            tables[column] += pack("<2I", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    head = pack("<7I", MAGIC, 0, len(pairs), HEAD, HEAD + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + texts
