"""The worked examples of the design's statistics, from a file to the JSON document."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.survey.cli.summarising.panels import (
    ANSWERS,
    GROUPS,
    Q1,
    Q2,
    ROSTER,
    Row,
    answers,
    counted,
    document,
    table,
)

# The sample's groups have both sides: cabinet is executive, partnership chairs are external.
EXECUTIVE, EXTERNAL = "cabinet", "partnership-chairs"


def exactly(value: float) -> Any:
    return pytest.approx(value, abs=1e-12)


def item_of(folder: Path, rows: Sequence[Row], *words: str) -> dict[str, Any]:
    """The only item of these answers, internally."""
    found = document("--answers", answers(folder, rows), "--period", Q2, "--internal", *words)
    (item,) = found["items"]
    checked: dict[str, Any] = item
    return checked


def test_summary_and_agreement(tmp_path: Path) -> None:
    item = item_of(tmp_path, counted({EXECUTIVE: (1, 2, 3, 4, 2)}))
    assert item["counts"] == {"1": 1, "2": 2, "3": 3, "4": 4, "5": 2}
    assert (item["item"], item["measure"], item["n"], item["eligible"]) == ("1", "progress", 12, 12)
    assert item["median"] == 3.5
    assert item["mean"] == exactly(10 / 3)
    assert item["net"] == exactly(25)
    assert item["agreement"] == pytest.approx(0.291667, abs=5e-7)
    assert item["consensus"] == pytest.approx(0.548591, abs=5e-7)
    assert item["agreement_word"] == "mixed"
    assert item["bands"] == {"low": 0.25, "middle": 0.25, "high": 0.5}


@pytest.mark.parametrize(
    ("scale", "counts", "agreement", "consensus"),
    [
        ("1-5", (6, 0, 0, 0, 6), -1, 0),
        ("1-5", (2, 2, 2, 2, 2), 0, 0.434),
        ("1-5", (0, 3, 0, 9, 0), 7 / 12, 0.686),
        ("1-5", (0, 0, 12, 0, 0), 1, 1),
        ("1-7", (3, 4, 21, 13, 53, 5, 1), 0.6113333, 0.7256876),
    ],
)
def test_agreement(
    tmp_path: Path, scale: str, counts: Sequence[int], agreement: float, consensus: float
) -> None:
    item = item_of(tmp_path, counted({EXECUTIVE: counts}), "--scale", scale)
    assert item["agreement"] == pytest.approx(agreement, abs=5e-7)
    assert item["consensus"] == pytest.approx(consensus, abs=5e-4)
    assert list(item["counts"]) == [str(point) for point in range(1, len(counts) + 1)]


def test_bounds(tmp_path: Path) -> None:
    """20 scores of 25, with a sum of 71 and 11 of them at 4 or 5."""
    rows = counted({EXECUTIVE: (0, 4, 5, 7, 4)})
    asked = [(month, person, group) for month, person, group, *_ in rows]
    asked += [("2018-07", f"silent-{place}", EXECUTIVE) for place in range(5)]
    roster = table(tmp_path / "roster.csv", ROSTER, asked)
    item = item_of(tmp_path, rows, "--roster", roster)
    assert (item["n"], item["eligible"], item["mean"], item["median"]) == (20, 25, 3.55, 4)
    assert item["mean_bounds"] == [exactly(76 / 25), exactly(96 / 25)]
    assert item["favourable_bounds"] == [exactly(11 / 25), exactly(16 / 25)]
    assert item["bands"]["high"] == exactly(11 / 20)


def test_decomposition(tmp_path: Path) -> None:
    before = dict(zip("abcdefgh", (3, 2, 3, 4, 2, 3, 5, 1), strict=True))
    after = dict(zip("abcdefijk", (4, 3, 3, 4, 3, 3, 5, 2, 4), strict=True))
    rows: list[Row] = [
        (month, person, EXECUTIVE, "1", "progress", score)
        for month, scores in (("2018-05", before), ("2018-08", after))
        for person, score in scores.items()
    ]
    asked = [("2018-05", person, EXECUTIVE) for person in "abcdefghk"]
    asked += [("2018-08", person, EXECUTIVE) for person in "abcdefhijk"]
    roster = table(tmp_path / "roster.csv", ROSTER, asked)
    change = item_of(tmp_path, rows, "--roster", roster, "--against", Q1)["change"]
    assert change["total"] == exactly(41 / 72)
    assert change["matched"] == exactly(1 / 2)
    assert change["joined"] == exactly(1 / 27)
    assert change["returned"] == exactly(2 / 27)
    assert change["left"] == exactly(-13 / 48)
    assert change["lapsed"] == exactly(11 / 48)
    assert (change["matched_n"], change["up"], change["down"], change["same"]) == (6, 3, 0, 3)
    assert (change["verdict"], change["strength"]) == ("too few changes to call", None)


@pytest.mark.parametrize(
    ("moves", "flip", "sign"),
    [
        ((1, 1, 1, 1, 1, 0, 0), 0.0625, 0.0625),
        ((1, 1, 1, 1, 1, 1), 0.03125, 0.03125),
        ((2, 1, 1, 1, 1, 1, 1, -1, 0, 0), 0.0625, 0.0703125),
    ],
)
def test_sign_flip_and_sign_test(
    tmp_path: Path, moves: Sequence[int], flip: float, sign: float
) -> None:
    rows: list[Row] = []
    for place, move in enumerate(moves):
        rows.append(("2018-06", f"p{place}", EXECUTIVE, "1", "progress", 3))
        rows.append(("2018-07", f"p{place}", EXECUTIVE, "1", "progress", 3 + move))
    change = item_of(tmp_path, rows, "--against", Q1)["change"]
    assert (change["sign_flip_p"], change["sign_p"]) == (exactly(flip), exactly(sign))
    assert change["sign_flip_exact"] is True


@pytest.mark.parametrize(
    ("one", "other", "delta", "p"),
    [
        ((0, 0, 2, 6, 2), (2, 3, 1, 0, 0), 29 / 30, None),
        ((0, 0, 2, 4, 0), (2, 3, 1, 0, 0), 34 / 36, 6 / 924),
    ],
)
def test_gap(
    tmp_path: Path, one: Sequence[int], other: Sequence[int], delta: float, p: float | None
) -> None:
    rows = counted({EXECUTIVE: one, EXTERNAL: other})
    item = item_of(tmp_path, rows, "--groups", GROUPS)
    assert item["gap"]["sides"] == ["executive", "external"]
    assert item["gap"]["delta"] == exactly(delta)
    if p is not None:
        assert item["gap"]["p"] == exactly(p)
    (pair,) = item["pairs"]
    assert pair == {**item["gap"], "sides": [EXECUTIVE, EXTERNAL]}


def test_without_groups_there_is_no_gap_between_sides_but_between_pairs(tmp_path: Path) -> None:
    rows = counted({"x": (0, 0, 2, 6, 2), "y": (2, 3, 1, 0, 0), "z": (1, 0, 0, 0, 0)})
    item = item_of(tmp_path, rows)
    assert item["gap"] is None
    assert [each["sides"] for each in item["pairs"]] == [["x", "y"], ["x", "z"], ["y", "z"]]
    assert item["pairs"][0]["delta"] == exactly(29 / 30)


def test_weights(tmp_path: Path) -> None:
    counts = {"cabinet": (0, 0, 2, 6, 2), "audit": (2, 3, 1, 0, 0), EXTERNAL: (0, 3, 8, 4, 0)}
    item = item_of(tmp_path, counted(counts))
    assert item["mean"] == exactly(97 / 31)
    assert item["equal_groups"]["mean"] == exactly((4 + 11 / 6 + 46 / 15) / 3)
    assert item["equal_groups"]["differs"] is False


@pytest.mark.parametrize(
    ("official", "index", "strength"),
    [("green", -50, None), ("amber", 25, None)],
)
def test_rag_index(tmp_path: Path, official: str, index: float, strength: str | None) -> None:
    """Of '1.1' the rating counts that was in force as the quarter ended."""
    ratings = [
        ("2018-06", "1", "1.1", "red"),
        ("2018-09", "1", "1.1", official),
        ("2018-10", "1", "1.1", "red"),
        ("2018-05", "1", "1.2", official),
        ("2018-08", "1", "1.3", "red"),
        ("2018-08", "2", "2.1", "red"),
    ]
    file = table(tmp_path / "rag.csv", ("round", "item", "aim", "rag"), ratings)
    rows = counted({EXECUTIVE: (1, 2, 3, 4, 2)})
    rag = item_of(tmp_path, rows, "--rag", file)["rag"]
    assert (rag["official"], rag["panel_band"]) == (official, "amber")
    assert (rag["index"], rag["strength"]) == (exactly(index), strength)


def test_items_without_a_rating_and_other_measures_have_none(tmp_path: Path) -> None:
    ratings = [("2018-06", "2", "2.1", "red")]
    file = table(tmp_path / "rag.csv", ("round", "item", "aim", "rag"), ratings)
    rows = counted({EXECUTIVE: (1, 2, 3, 4, 2)})
    assert item_of(tmp_path, rows, "--rag", file)["rag"] is None
    rows = [(*row[:3], "2", "maturity", row[5]) for row in rows]
    assert item_of(tmp_path, rows, "--rag", file)["rag"] is None


def test_a_series_that_begins_anew_is_not_compared(tmp_path: Path) -> None:
    rows: list[Row] = [
        (month, person, EXECUTIVE, item, "progress", 3)
        for month in ("2018-06", "2018-07")
        for person in "abcdef"
        for item in ("1", "2")
    ]
    header = ("from_round", "kind", "old", "new")
    file = table(tmp_path / "lineage.csv", header, [("2018-07", "split", "9", "2")])
    words = "--answers", answers(tmp_path, rows), "--period", Q2, "--internal", "--lineage", file
    one, two = document(*words, "--against", Q1)["items"]
    assert one["change"]["matched_n"] == 6
    assert two["change"] is None
    assert [each["change"] for each in document(*words)["items"]] == [None, None]


def test_without_a_roster_everybody_who_ever_answered_is_eligible_throughout(
    tmp_path: Path,
) -> None:
    rows: list[Row] = [
        ("2018-02", "gone", "audit", "1", "progress", 3),
        ("2018-07", "here", "cabinet", "1", "progress", 3),
        ("2018-12", "later", "audit", "1", "progress", 3),
    ]
    found = document("--answers", answers(tmp_path, rows), "--period", Q2, "--internal")
    response = found["response"]
    assert (response["eligible"], response["answered"]) == (3, 1)
    assert response["rate"] == exactly(1 / 3)
    assert response["groups"] == [
        {"group": "audit", "name": "audit", "eligible": 2, "answered": 0, "rate": 0},
        {"group": "cabinet", "name": "cabinet", "eligible": 1, "answered": 1, "rate": 1},
    ]


def test_no_view_by_its_reasons(tmp_path: Path) -> None:
    header = (*ANSWERS, "no_view", "mode")
    said = (("", "too-early"), ("", "not-close"), ("", "not-close"), ("", ""), (3, ""))
    rows = [
        ("2018-07", f"p{place}", "cabinet", "1", "progress", score, reason, "form")
        for place, (score, reason) in enumerate(said)
    ]
    file = table(tmp_path / "answers.csv", header, rows)
    (item,) = document("--answers", file, "--period", Q2, "--internal")["items"]
    assert item["no_view"] == exactly(4 / 5)
    assert item["no_view_reasons"] == {"too-early": 0.2, "not-close": 0.4}
    assert item["no_view_flagged"] is True
