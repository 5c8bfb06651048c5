"""The schema by which editors complete a definition says what the loader says.

It cannot know whether an id stands twice or an id that is named exists, nor weigh one part against
another; the loader alone tells such faults (`BEYOND`). 1.0 is a whole number to JSON Schema and
none to the loader, so it is not tried here.
"""

import datetime as dt
import json
import re
import tomllib
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from questionnaires.load import DEFINITIONS, DefinitionError, understood
from questionnaires.model import Questionnaire
from tests.questionnaires.faults import SPOILED
from tests.questionnaires.strategies import questionnaires, steady

FILE = DEFINITIONS.parent / "definition.schema.json"
SCHEMA: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = sorted(DEFINITIONS.glob("*.toml"))
WRITTEN = [*SHIPPED, Path(__file__).with_name("everything.toml")]
BEYOND = re.compile(
    r"stands twice under|the scale '.*' is not known|permissions stand in the order|second score",
    re.DOTALL,
)
# What a hand might leave in place of an entry; TOML has no null.
ODD = st.sampled_from(
    ["", " \n", "x", "aims", "check", "permission", "x-permission", "x\n", "-", 0, 1, 2, -1, True,
     1.5, [], {}, ["x"], ["x", "x"], [""], [1], [{}], {"id": "x"}, dt.date(2018, 7, 2)]
)  # fmt: skip
Path_ = tuple[str | int, ...]


def document_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """The TOML tables that define `questionnaire`."""
    written: dict[str, Any] = without_nothing(asdict(questionnaire))
    return written


def without_nothing(value: Any) -> Any:
    """`value` as TOML reads it: lists for tuples, and no key that holds nothing."""
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each not in (None, ())}
    return [without_nothing(each) for each in value] if isinstance(value, tuple) else value


def places(value: Any, here: Path_ = ()) -> list[Path_]:
    """Every entry within `value`, each as the keys and numbers that lead to it."""
    keys: list[Any] = []
    if isinstance(value, dict | list):
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [place for key in keys for place in [(*here, key), *places(value[key], (*here, key))]]


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A definition in which up to three entries were left out, replaced, doubled or added."""
    document = document_of(draw(questionnaires()))
    for _ in range(draw(st.integers(0, 3))):
        *above, last = draw(st.sampled_from(places(document)))
        table: Any = document
        for key in above:
            table = table[key]
        draw(st.sampled_from([replace, drop, double, add]))(table, last, draw(ODD))
    return document


def replace(table: Any, last: Any, odd: object) -> None:
    table[last] = odd


def drop(table: Any, last: Any, _: object) -> None:
    if len(table) > 1:
        del table[last]


def double(table: Any, last: Any, _: object) -> None:
    if isinstance(table, list):
        table.insert(0, deepcopy(table[last]))


def add(table: Any, _: Any, odd: object) -> None:
    if isinstance(table, dict):
        table.setdefault("repeat", odd)
        table.setdefault("audience", odd)


def fault(document: dict[str, Any]) -> str:
    """What the loader says against it; empty where it loads."""
    try:
        understood("tried.toml", document)
    except DefinitionError as error:
        return str(error)
    return ""


def agree(document: dict[str, Any]) -> None:
    said = fault(document)
    accepted = VALIDATOR.is_valid(document)
    if not said or not accepted or not BEYOND.search(said):
        assert accepted == (not said), said or next(VALIDATOR.iter_errors(document)).message


def test_the_schema_is_itself_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_is_shipped_is_accepted(path: Path) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(path.read_text("utf-8")))) == []


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_an_editor_finds_the_schema_by_the_first_line(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == FILE.resolve()


@pytest.mark.parametrize("name", SPOILED)
def test_each_known_fault_is_refused_by_both_or_is_beyond_the_schema(name: str) -> None:
    text, sentence = SPOILED[name]
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert fault(document)
    assert not VALIDATOR.is_valid(document) or BEYOND.search(sentence)


@settings(steady, max_examples=200)
@given(documents())
def test_both_give_one_verdict_on_a_definition_that_was_tampered_with(
    document: dict[str, Any],
) -> None:
    agree(document)


@steady
@given(questionnaires())
def test_both_accept_what_has_no_fault_but_those_beyond(questionnaire: Questionnaire) -> None:
    document = document_of(questionnaire)
    assert VALIDATOR.is_valid(document)
    said = fault(document)
    if said:
        assert BEYOND.search(said), said
    else:
        assert understood("tried.toml", document) == questionnaire


def test_every_key_is_described_for_whoever_writes_one() -> None:
    tables = [SCHEMA, SCHEMA["properties"]["opening"]]
    tables += [each for each in SCHEMA["$defs"].values() if "properties" in each]
    keys = [key for table in tables for key in table["properties"].values()]
    assert len(keys) > 30
    assert all(key.get("description", "").endswith((".", ":", "'Progress'.")) for key in keys)
