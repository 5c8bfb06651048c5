"""Nobody, one, two, everybody without a view, nobody matched: results that are defined."""

import re
from pathlib import Path

import pytest

from tests.survey.cli.summarising.panels import (
    GROUPS,
    Q1,
    Q2,
    ROSTER,
    Row,
    answers,
    document,
    summary,
    table,
)

PARTS = ("total", "matched", "joined", "returned", "left", "lapsed")


def row(person: str, score: int | str, month: str = "2018-07") -> Row:
    return month, person, "cabinet", "1", "progress", score


@pytest.mark.parametrize(
    "rows",
    [
        [row("a", "")],
        [row("a", ""), row("b", "")],
        [row("a", 1)],
        [row("a", 5), row("b", 1)],
        [row("a", 3), row("b", "")],
    ],
)
@pytest.mark.parametrize("scale", ["1-5", "1-2", "0-10"])
@pytest.mark.parametrize("output", ["text", "html", "json"])
@pytest.mark.parametrize("inside", [("--internal",), ()])
def test_nothing_is_not_a_number(
    tmp_path: Path, rows: list[Row], scale: str, output: str, inside: tuple[str, ...]
) -> None:
    if scale == "1-2":
        rows = [(*each[:5], min(each[5], 2) if each[5] else "") for each in rows]
    words = "--answers", answers(tmp_path, rows), "--groups", GROUPS, "--scale", scale
    done = summary(*words, "--period", Q2, "--format", output, *inside)
    assert done.exit_code == 0, done.output
    assert not re.search(r"\bnan\b", done.stdout, re.IGNORECASE)
    assert "None" not in done.stdout


def test_everybody_without_a_view(tmp_path: Path) -> None:
    file = answers(tmp_path, [row("a", ""), row("b", "")])
    (item,) = document("--answers", file, "--period", Q2, "--internal")["items"]
    assert (item["n"], item["eligible"], item["no_view"]) == (0, 2, 1)
    names = "median", "mean", "net", "agreement", "agreement_word", "consensus", "bands", "rag"
    assert [item[name] for name in names] == [None] * len(names)
    assert item["mean_bounds"] == [1, 5]
    assert item["favourable_bounds"] == [0, 1]


def test_one_and_two(tmp_path: Path) -> None:
    file = answers(tmp_path, [row("a", 4)])
    (item,) = document("--answers", file, "--period", Q2, "--internal")["items"]
    assert (item["median"], item["mean"], item["agreement"], item["consensus"]) == (4, 4, 1, 1)
    file = answers(tmp_path, [row("a", 1), row("b", 5)])
    (item,) = document("--answers", file, "--period", Q2, "--internal")["items"]
    assert (item["median"], item["mean"], item["agreement"], item["consensus"]) == (3, 3, -1, 0)


def test_nobody_matched(tmp_path: Path) -> None:
    rows = [row("a", 2, "2018-05"), row("b", 4), row("c", 4)]
    words = "--answers", answers(tmp_path, rows), "--period", Q2, "--against", Q1
    (item,) = document(*words, "--internal")["items"]
    change = item["change"]
    assert [change[part] for part in PARTS] == [None] * 6
    assert (change["matched_n"], change["sign_flip_p"], change["sign_p"]) == (0, 1, 1)
    assert (change["verdict"], change["strength"]) == ("too few changes to call", None)
    assert document(*words)["items"][0]["change"] is None


def test_an_item_of_one_period_alone(tmp_path: Path) -> None:
    rows = [row("a", 2, "2018-05"), row("a", 4), (*row("a", 3)[:3], "2", "progress", 3)]
    words = "--answers", answers(tmp_path, rows), "--period", Q2, "--against", Q1, "--internal"
    one, two = document(*words)["items"]
    assert one["change"]["total"] == 2
    assert (two["change"]["total"], two["change"]["matched_n"]) == (None, 0)


def test_a_group_that_was_asked_and_said_nothing(tmp_path: Path) -> None:
    asked = [("2018-07", "a", "cabinet"), ("2018-07", "b", "audit")]
    roster = table(tmp_path / "roster.csv", ROSTER, asked)
    words = "--answers", answers(tmp_path, [row("a", 4)]), "--roster", roster, "--period", Q2
    found = document(*words, "--internal")
    groups = {each["group"]: each for each in found["items"][0]["groups"]}
    assert (groups["audit"]["n"], groups["audit"]["mean"]) == (0, None)
    assert found["items"][0]["pairs"] == []
    assert "nobody gave a score" in summary(*words, "--internal", "--format", "html").stdout
