import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from analysis.counting import count
from analysis.cube import Cube
from analysis.disclosure.rules import protect
from analysis.document import NOTICE, internal_document, safe_document, schema
from analysis.internal import internal
from analysis.lineage import Step
from analysis.scale import FIVE_POINTS
from analysis.summary import Summary, summarise
from tests.analysis.panels import (
    GROUPS,
    Q1,
    Q2,
    Row,
    answers_of,
    cube_of,
    panels,
    roster_of,
    scored,
)

CHECK = Draft202012Validator(schema())
SPREAD: list[Row] = scored({"cabinet": (1, 2, 3, 4, 2), "audit": (2, 3, 1, 4, 0)})


# What is known of an item whose figures are hidden.
TOLD = {"eligible", "hidden", "item", "measure", "groups", "group", "name", "pairs", "begun"}


def faults(document: dict[str, Any]) -> list[str]:
    """What the schema says against it, as text; NaN is refused before."""
    written = json.loads(json.dumps(document, allow_nan=False))
    return [f"{each.json_path}: {each.message}" for each in CHECK.iter_errors(written)]


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """Panels of two quarters, compared or not, with ratings and broken series."""
    rows, roster = draw(panels())
    against = draw(st.sampled_from([None, Q1]))
    groups = draw(st.sampled_from([None, GROUPS]))
    counted = count(answers_of(rows), roster_of(roster), groups, Q2, against)
    rated = st.dictionaries(st.sampled_from(["red", "amber", "green"]), st.integers(1, 3))
    official = draw(st.dictionaries(st.sampled_from(["1", "2"]), rated))
    refs = draw(st.frozensets(st.sampled_from(["1", "2"])))
    broken = {ref: Step("2018-07", "renamed", ref, ref) for ref in refs}
    return replace(counted, official=official, broken=broken)


def test_the_schema_is_one() -> None:
    CHECK.check_schema(schema())


@settings(max_examples=25)
@given(cubes())
def test_every_document_is_as_the_schema_says(cube: Cube) -> None:
    assert not faults(internal_document(internal(cube), cube.scale))
    summary = summarise(protect(cube))
    assert not faults(safe_document(summary))
    assert not faults(summary.to_dict())


@settings(max_examples=25)
@given(cubes())
def test_the_safe_document_has_the_members_of_the_internal_one(cube: Cube) -> None:
    inside = internal_document(internal(cube), cube.scale)
    safe = safe_document(summarise(protect(cube)))
    assert {*inside} <= {*safe, "p_says", "scale"}
    for mine, theirs in zip(inside["items"], safe["items"], strict=True):
        assert {*mine} <= {*theirs, "equal_groups"}
        for one, other in zip(mine["groups"][:1], theirs["groups"][:1], strict=True):
            assert {*one} <= {*other}


@settings(max_examples=25)
@given(cubes())
def test_what_is_hidden_is_null(cube: Cube) -> None:
    for figures in every(safe_document(summarise(protect(cube)))):
        assert figures["counts"] is None
        if figures["hidden"]:
            shown = {name for name, value in figures.items() if value is not None}
            assert shown <= TOLD


def every(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["items"]:
        yield item
        yield from item["groups"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("items", 0, "no_view"), 40),
        (("items", 0, "mean_bounds"), [1]),
        (("items", 0, "counts"), None),
        (("items", 0, "hidden"), True),
        (("items", 0, "agreement_word"), "fine"),
        (("response", "rate"), 100),
        (("period",), "2018-7"),
        (("notice",), None),
    ],
)
def test_the_schema_refuses_what_is_not_so(path: tuple[Any, ...], value: Any) -> None:
    document = internal_document(internal(cube_of(SPREAD)), FIVE_POINTS)
    assert not faults(document)
    *way, last = path
    place: Any = document
    for step in way:
        place = place[step]
    place[last] = value
    assert faults(document)


def test_a_safe_document_with_counts_is_refused() -> None:
    document = safe_document(summarise(protect(cube_of(SPREAD))))
    document["items"][0]["counts"] = {"1": 1, "2": 2}
    assert faults(document)


def test_an_internal_document_says_what_it_is() -> None:
    document = internal_document(internal(cube_of(SPREAD)), FIVE_POINTS)
    assert (document["internal"], document["notice"]) == (True, NOTICE)
    assert document["scale"] == {"first": 1, "last": 5, "outer": 2}
    assert document["p_says"].endswith("not sampling error")
    summary: Summary = summarise(protect(cube_of(SPREAD)))
    assert safe_document(summary)["internal"] is False
    assert safe_document(summary)["notice"] is None


def test_figures_are_unrounded() -> None:
    (item,) = internal_document(internal(cube_of(SPREAD)), FIVE_POINTS)["items"]
    assert item["mean"] == float(Fraction(67, 22))
    assert item["net"] == float(Fraction(200, 22))
    assert item["counts"] == {"1": 3, "2": 5, "3": 4, "4": 8, "5": 2}
    audit = next(each for each in item["groups"] if each["group"] == "audit")
    assert audit["bands"] == {"low": 0.5, "middle": 0.1, "high": 0.4}
    assert audit["change"] is None
