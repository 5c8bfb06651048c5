"""A table of a definition file, read key by key: a wrong entry is refused in one sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WHOLE = "the questionnaire"
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class DefinitionError(ValueError):
    """A definition that cannot be used; the sentence names the file, the place and the mend."""


@dataclass(frozen=True, slots=True)
class Table:
    """The `entries` of one TOML table, with the `file` and the `place` that errors name.

    Every method that takes a key raises DefinitionError where the entry is missing or wrong.
    """

    file: str
    place: str
    entries: Mapping[str, Any]

    def error(self, problem: str, mend: str) -> DefinitionError:
        """The error of this place, for the caller to raise."""
        return DefinitionError(f"{self.file}, {self.place}: {problem}; {mend}.")

    def allow(self, *keys: str) -> None:
        """Refuse any key that is not one of `keys`."""
        for key in self.entries:
            if key not in keys:
                raise self.error(
                    f"the key '{key}' is not known here", f"remove it or use {listed(keys)}"
                )

    def text(self, key: str) -> str:
        """Words, not empty."""
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"'{key}' holds no words", f'write it as {key} = "..."')
        return value

    def identifier(self, key: str) -> str:
        """An id that can be part of a field's name."""
        value = self.text(key)
        if not IDENTIFIER.fullmatch(value) or value.endswith("permission"):
            raise self.error(
                f"'{value}' cannot be used as its {key}",
                "use small letters and digits joined by hyphens, begin with a letter, "
                "and do not end it with 'permission'",
            )
        return value

    def choice(self, key: str, options: Sequence[str]) -> str:
        """One of `options`."""
        value = self.text(key)
        if value not in options:
            raise self.error(f"the {key} '{value}' is not known", f"use {listed(options)}")
        return value

    def optional_choice(self, key: str, options: Sequence[str]) -> str | None:
        """One of `options`, or None where the key is absent."""
        return self.choice(key, options) if key in self.entries else None

    def count(self, key: str) -> int:
        """A whole number from 1."""
        value = self._required(key)
        if type(value) is not int or value < 1:
            raise self.error(f"'{key}' is not a whole number from 1", f"write it as {key} = 1")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._required(key)
        if not isinstance(value, bool):
            raise self.error(f"'{key}' is neither true nor false", f"write it as {key} = true")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, at least one, none empty."""
        value = self._required(key)
        if not isinstance(value, list) or not value or not all(map(_is_words, value)):
            raise self.error(f"'{key}' is not a list of words", f'write it as {key} = ["..."]')
        return tuple(value)

    def table(self, key: str) -> "Table":
        """The table [key]."""
        value = self._required(key)
        if not isinstance(value, dict):
            raise self.error(f"'{key}' is not a table", f"begin it with a line [{key}]")
        return Table(self.file, key, value)

    def tables(self, key: str, noun: str) -> list["Table"]:
        """The tables of the list `key`, each placed as `noun` with its id or else its number."""
        value = self._required(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
            raise self.error(f"'{key}' is not a list of tables", f"give it at least one {noun}")
        within = "" if self.place == WHOLE else f" of {self.place}"
        return [
            Table(self.file, f"{noun} {_called(entries, number)}{within}", entries)
            for number, entries in enumerate(value, start=1)
        ]

    def identified(self, key: str, noun: str) -> list["Table"]:
        """Like `tables`, and no two of them may have one id; none at all where `key` is absent."""
        tables = self.tables(key, noun) if key in self.entries else []
        seen = set()
        for table in tables:
            identifier = table.identifier("id")
            if identifier in seen:
                raise table.error(
                    f"the id '{identifier}' stands twice under '{key}'", "give one of them another"
                )
            seen.add(identifier)
        return tables

    def _required(self, key: str) -> Any:
        if key not in self.entries:
            raise self.error(f"the key '{key}' is missing", "add it")
        return self.entries[key]


def listed(words: Sequence[str]) -> str:
    """'a', 'a or b', 'a, b or c'; empty for no words."""
    return " or ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _called(entries: Mapping[str, Any], number: int) -> str:
    identifier = entries.get("id")
    return f"'{identifier}'" if isinstance(identifier, str) and identifier else str(number)
