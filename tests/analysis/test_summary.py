import json
from dataclasses import fields
from typing import Any, cast, get_type_hints

import pytest

from analysis.disclosure.rules import protect
from analysis.disclosure.safe import SafeCube
from analysis.figures import Ends
from analysis.summary import (
    Bands,
    BlockResponse,
    Change,
    Figures,
    NoViewShare,
    Response,
    Shown,
    Summary,
    summarise,
)
from tests.analysis.panels import Q1, Q2, Row, cube_of, scored

BEFORE = scored({"cabinet": [0, 0, 14, 0, 0], "audit": [0, 0, 7, 0, 0]}, "2018-05")
AFTER = scored({"cabinet": [0, 1, 3, 10, 0], "audit": [1, 2, 1, 2, 1]})
SILENT: list[Row] = [
    ("2018-08", f"s{place}", "cabinet", "1", "progress", None, reason)
    for place, reason in enumerate(["not-close"] * 9 + ["too-early"])
]
SUMMARY = summarise(protect(cube_of([*BEFORE, *AFTER, *SILENT], compared=True)))


def figures_of(**given: Any) -> Figures:
    return Figures(
        **{**dict.fromkeys(field.name for field in fields(Figures)), "hidden": False, **given}
    )


def test_a_summary_is_made_of_a_safe_cube_and_nothing_else() -> None:
    assert get_type_hints(summarise) == {"safe": SafeCube, "return": Summary}
    with pytest.raises(TypeError, match=r"pass the cube through protect\(\) first"):
        summarise(cast("Any", cube_of(AFTER)))


def test_the_whole_panel_and_its_blocks() -> None:
    item = SUMMARY.items[0]
    assert (SUMMARY.period, SUMMARY.against) == (Q2, Q1)
    assert (item.item, item.measure) == ("1", "progress")
    assert item.overall == Figures(
        eligible=31,
        n=21,
        hidden=False,
        bands=Bands(19, 19, 62),
        median=Shown(4),
        mean=Shown(3.4),
        net=43,
        agreement="some agreement",
        no_view=NoViewShare(total=32, too_early=3, not_close=29, flagged=False),
        mean_bounds=Ends(2.6, 4.0),
        favourable_bounds=Ends(41, 75),
    )
    executive, independent = item.blocks
    assert (executive.block, executive.name, executive.figures.n) == ("executive", "Executive", 14)
    assert executive.figures.no_view == NoViewShare(42, 4, 38, flagged=True)
    assert independent.figures == figures_of(eligible=7, n=7, median=Shown(3), mean=Shown(3))
    assert item.change == Change(21, 0.4, "no reliable change")


def test_the_response_counts_everybody_who_answered_anything() -> None:
    assert SUMMARY.response == Response(
        eligible=31,
        answered=31,
        rate=1.0,
        blocks=(
            BlockResponse("executive", "Executive", 24, 24, 1.0),
            BlockResponse("independent", "Independent", 7, 7, 1.0),
        ),
    )


def test_hidden_figures_are_null_and_say_so() -> None:
    small = summarise(protect(cube_of(scored({"audit": [0, 0, 3, 0, 0]}))))
    assert small.items[0].overall == figures_of(eligible=3, hidden=True)
    document = small.to_dict()["items"][0]
    shown = {name for name, value in document.items() if value not in (None, [])}
    assert shown == {"item", "measure", "eligible", "hidden", "groups"}
    assert document["hidden"] is True
    assert document["groups"][0]["n"] is None


def test_the_document_holds_shares_from_nought_to_one_and_nothing_internal() -> None:
    item = SUMMARY.to_dict()["items"][0]
    assert item["bands"] == {"low": 0.19, "middle": 0.19, "high": 0.62}
    assert (item["no_view"], item["no_view_reasons"]) == (
        0.32,
        {"too-early": 0.03, "not-close": 0.29},
    )
    assert (item["net"], item["mean"], item["median"], item["agreement_word"]) == (
        43,
        3.4,
        4.0,
        "some agreement",
    )
    assert all(item[name] is None for name in ("counts", "agreement", "consensus"))
    told = {name: value for name, value in item["change"].items() if value is not None}
    assert told == {"matched_n": 21, "matched": 0.4, "verdict": "no reliable change"}


@pytest.mark.parametrize("compared", [True, False])
def test_a_summary_survives_its_document(*, compared: bool) -> None:
    rows = [*BEFORE, *AFTER, *SILENT]
    summary = summarise(protect(cube_of(rows, compared=compared)))
    assert Summary.from_dict(json.loads(json.dumps(summary.to_dict()))) == summary


def test_every_whole_per_cent_survives_the_document() -> None:
    for per_cent in range(101):
        bands = Bands(per_cent, 100 - per_cent, 0)
        share = NoViewShare(per_cent, per_cent, 0, flagged=False)
        mean = Shown(2, "or-lower")
        figures = figures_of(n=9, bands=bands, mean=mean, net=per_cent, no_view=share)
        assert Figures.from_dict(json.loads(json.dumps(figures.to_dict()))) == figures


def test_a_period_in_which_nobody_was_asked() -> None:
    summary = summarise(protect(cube_of([])))
    assert summary.response == Response(0, 0, 0.0, ())
    assert summary.items == ()
    assert Summary.from_dict(summary.to_dict()) == summary


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (Shown(3.5), "3.5"),
        (Shown(4), "4"),
        (Shown(2, "or-lower"), "2 or lower"),
        (Shown(4, "or-higher"), "4 or higher"),
    ],
)
def test_a_shown_figure_in_words(shown: Shown, words: str) -> None:
    assert str(shown) == words
