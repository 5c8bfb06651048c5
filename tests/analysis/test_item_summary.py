import json
from dataclasses import replace
from typing import Any

import pytest

from analysis.disclosure.rules import protect
from analysis.figures import Begun, Ends, ShownGap
from analysis.item_summary import ItemSummary
from analysis.ratings import ShownPerception
from analysis.scale import FIVE_POINTS, Scale
from analysis.summary import Summary, summarise
from tests.analysis.panels import cube_of, scored
from tests.analysis.published import item, many, quarter, without_bounds

NEW = ("mean_bounds", "favourable_bounds", "begun", "gap", "pairs", "rag")


def read_again(summary: Summary) -> Summary:
    return Summary.from_dict(json.loads(json.dumps(summary.to_dict())))


def rated(*counts: int, rag: dict[str, int]) -> ItemSummary:
    cube = replace(cube_of(scored({"audit": counts})), official={"1": rag})
    return summarise(protect(cube)).items[0]


def test_the_document_says_no_more_than_words_of_the_sides_and_the_rating() -> None:
    shown = replace(
        item("1", "progress", many(20, 50, 30)),
        gap=ShownGap("a large difference"),
        rag=ShownPerception("green", "amber", -70, "firm", "lower"),
        begun=Begun("2018-08", "merged"),
    )
    document = shown.to_dict()
    assert {name: document[name] for name in NEW} == {
        "mean_bounds": [2.8, 3.4],
        "favourable_bounds": [0.26, 0.37],
        "begun": {"since": "2018-08", "kind": "merged"},
        "gap": {
            "sides": ["executive", "external"],
            "words": "a large difference",
            "delta": None,
            "p": None,
        },
        "pairs": [],
        "rag": {
            "official": "green",
            "panel_band": "amber",
            "index": -70,
            "strength": "firm",
            "words": "lower",
        },
    }
    assert ItemSummary.from_dict(json.loads(json.dumps(document))) == shown


def test_the_index_comes_from_the_bands_as_shown() -> None:
    found = rated(1, 2, 3, 4, 2, rag={"amber": 2, "red": 1})
    assert found.rag == ShownPerception("amber", "amber", 25, None, "the same")
    assert rated(1, 2, 3, 4, 2, rag={"green": 1}).rag == ShownPerception(
        "green", "amber", -50, None, "lower"
    )
    assert rated(1, 2, 3, 3, 0, rag={"green": 1}).rag is None, "of nine scores no bands are shown"


def test_a_whole_quarter_survives_its_document() -> None:
    shown = quarter()
    assert read_again(shown) == shown
    other = replace(shown, scale=Scale(0, 10, outer=3))
    assert read_again(other) == other


@pytest.mark.parametrize("name", NEW)
def test_documents_from_before_a_key_was_written_are_read_without_it(name: str) -> None:
    document: dict[str, Any] = quarter().to_dict()
    for each in document["items"]:
        each.pop(name)
        for block in each["groups"]:
            block.pop(name, None)
    read = Summary.from_dict(document)
    assert [each.item for each in read.items] == [each.item for each in quarter().items]


def test_an_early_document_is_on_five_points_and_has_nothing_beside_its_items() -> None:
    document: dict[str, Any] = quarter().to_dict()
    del document["scale"]
    for each in document["items"]:
        for name in NEW:
            for figures in (each, *each["groups"]):
                figures.pop(name, None)
    read = Summary.from_dict(document)
    assert read.scale == FIVE_POINTS
    first = read.items[0]
    assert (first.begun, first.gap, first.rag) == (None, None, None)
    assert first.overall == without_bounds(quarter().items[0].overall)


def test_bounds_are_written_as_shares_and_points() -> None:
    figures = summarise(protect(cube_of(scored({"audit": [2, 3, 4, 4, 7]})))).items[0].overall
    assert (figures.mean_bounds, figures.favourable_bounds) == (Ends(3.6, 3.6), Ends(55, 55))
    assert figures.to_dict()["favourable_bounds"] == [0.55, 0.55]
