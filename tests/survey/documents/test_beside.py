"""What stands beside a theme's chart: bounds, the two sides, the index, a new beginning."""

import csv
import io
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from flask import Flask

from analysis.figures import Begun, Change
from analysis.summary import Summary
from survey.documents.data_csv import data_csv
from survey.documents.index import index_html
from survey.documents.summary_json import summary_json
from tests.analysis.published import item, many, quarter, summary, without_bounds
from tests.survey.documents.payloads import payload, theme

OPEN = "the direction of the whole panel is not established"


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    """The usual page, drawn once."""
    return {}


def read(app: Flask, given: dict[str, Any]) -> str:
    with app.app_context():
        page = index_html(given, sha256="0" * 64, published_at=None)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def usual(app: Flask, said: dict[str, str]) -> str:
    if not said:
        said["page"] = read(app, payload())
    return said["page"]


def rows(given: dict[str, Any]) -> dict[tuple[str, str, str, str], dict[str, str]]:
    """The quarter's rows by item, measure, block and statistic."""
    return {
        (row["item"], row["measure"], row["block"], row["statistic"]): row
        for row in csv.DictReader(io.StringIO(data_csv(given)))
        if row["period"] == given["period"]
    }


def early(shown: Summary) -> dict[str, Any]:
    """The document of a summary as it was before any of this was written."""
    document = shown.to_dict()
    del document["scale"]
    for each in document["items"]:
        for figures in (each, *each["groups"]):
            for name in ("mean_bounds", "favourable_bounds", "begun", "gap", "pairs", "rag"):
                figures.pop(name, None)
    return document


def test_every_theme_says_what_is_open_and_how_far_sides_are_apart(
    app: Flask, said: dict[str, str]
) -> None:
    page = usual(app, said)
    assert page.count("Between executive and external voices there is") == 7
    assert page.count("Had everybody asked given a score, the mean of progress") == 7


def test_the_index_stands_beside_the_rating_and_nowhere_twice(
    app: Flask, said: dict[str, str]
) -> None:
    page = usual(app, said)
    told = re.findall(r"Our own rating is [a-z]+; [^.]*?median for progress[^.]*\.?[^.]*\.", page)
    assert len(told) == 6, "the sixth theme's ratings are mixed"
    assert page.count("(index ") == 6


def test_readers_are_told_what_the_words_mean(app: Flask, said: dict[str, str]) -> None:
    page = usual(app, said)
    for words in (
        "Had all scored :",
        "0.474 apart (Cliff",
        "Index : the per cent who scored progress",
    ):
        assert words in page


def test_a_direction_that_is_not_established_is_said_beside_the_change(app: Flask) -> None:
    moved = item("1", "progress", many(20, 50, 30), change=Change(24, 0.4, "improved"))
    before = summary(item("1", "progress", many(30, 50, 20)), period="2018-19-q1", against=None)
    themes = [theme("1", "Political leadership")]
    page = read(app, payload(summary(moved), (before,), themes=themes))
    assert page.count(OPEN) == 1
    change = page.index("Mean change +0.4 since April to June 2018")
    assert change < page.index(OPEN) < change + 250
    assert OPEN not in read(app, payload(summary(moved), (), themes=themes))


def test_a_theme_that_was_split_says_so_everywhere(app: Flask) -> None:
    anew = replace(item("1", "progress", many(20, 50, 30)), begun=Begun("2018-08", "split"))
    given = payload(summary(anew), themes=[theme("1", "Political leadership")])
    page = read(app, given)
    assert "Progress Asked anew" in page[page.index("at a glance") :]
    assert "Asked anew since August 2018, because the theme was split" in page
    row = rows(given)["1", "progress", "", "verdict since 2018-19-q1"]
    assert (row["value"], row["status"]) == ("", "asked anew")


def test_an_early_edition_is_drawn_as_it_was(app: Flask) -> None:
    before = early(quarter(period="2018-19-q1", against=None))
    given = {**payload(), "summary": early(quarter()), "earlier": [before]}
    page = read(app, given)
    assert "Had everybody asked" not in page
    assert "Between executive and external voices" not in page
    assert not any("had all scored" in statistic for *_, statistic in rows(given))


def test_the_data_hold_bounds_sides_and_the_index() -> None:
    found = rows(payload())
    least = found["1", "progress", "", "least mean had all scored"]
    most = found["1", "progress", "", "most per cent scored 4 or 5 had all scored"]
    assert (least["value"], least["base_n"], least["eligible"]) == ("3.2", "26", "29")
    assert (most["value"], most["status"]) == ("49", "shown")
    executive = found["1", "progress", "Executive", "least mean had all scored"]
    assert executive["eligible"] == "16"
    assert ("1", "progress", "Independent", "least mean had all scored") not in found
    sides = found["1", "progress", "", "executive against external voices"]
    assert (sides["value"], sides["base_n"]) == ("a large difference", "")
    index = found["1", "progress", "", "index against the official rating of amber"]
    assert (index["value"], index["base_n"]) == ("32", "26")
    assert ("1", "maturity", "", "band of the median") not in found


def test_bounds_of_an_early_figure_are_not_called_hidden() -> None:
    shown = summary(item("1", "progress", without_bounds(many(20, 50, 30))))
    assert not any("had all scored" in statistic for *_, statistic in rows(payload(shown, ())))


def test_the_frozen_document_carries_them() -> None:
    document = summary_json(payload())
    for words in ('"mean_bounds"', '"favourable_bounds"', '"no large difference"', '"panel_band"'):
        assert words in document
