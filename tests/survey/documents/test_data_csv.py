import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from analysis.figures import Change, Shown
from survey.documents.data_csv import COLUMNS, data_csv, safe
from tests.analysis.published import few, hidden, item, many, quarter, summary
from tests.survey.documents.payloads import indicator, payload, theme


def rows(given: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data_csv(given))))


def one(given: dict[str, Any], **wanted: str) -> dict[str, str]:
    found = [
        row for row in rows(given) if all(row[name] == value for name, value in wanted.items())
    ]
    assert len(found) == 1, found
    return found[0]


def test_every_row_has_every_column() -> None:
    table = list(csv.reader(io.StringIO(data_csv(payload()))))
    assert tuple(table[0]) == COLUMNS
    assert {len(row) for row in table} == {len(COLUMNS)}


def test_no_figure_stands_twice() -> None:
    keys = [tuple(row[name] for name in COLUMNS[:7]) for row in rows(payload())]
    assert len(keys) == len(set(keys))


def test_a_figure_has_its_base() -> None:
    given = payload(summary(item("1", "progress", many(20, 50, 30, mean=3))))
    row = one(given, item="1", period="2018-19-q2", statistic="per cent scored 1 or 2")
    assert row == {
        "period": "2018-19-q2",
        "item": "1",
        "item_name": "Political leadership",
        "measure": "progress",
        "group_level": "overall",
        "block": "",
        "statistic": "per cent scored 1 or 2",
        "value": "20",
        "base_n": "26",
        "eligible": "29",
        "status": "shown",
        "simulated": "yes",
    }


def test_what_is_hidden_has_no_value_and_says_so() -> None:
    given = payload(summary(item("1", "progress", hidden(29), few(7, 16), hidden(13))), ())
    for row in rows(given):
        if row["item"] == "1" and row["measure"] == "progress" and row["block"] != "Executive":
            assert (row["value"], row["base_n"], row["status"]) == ("", "", "[c]")
    seen = [
        row["statistic"] for row in rows(given) if row["block"] == "Executive" and row["item"]
        and row["status"] == "shown"
    ]  # fmt: skip
    assert seen == ["median", "mean"]


def test_a_coded_median_says_so_in_its_status() -> None:
    coded = replace(few(7, 13), median=Shown(2, "or-lower"), mean=Shown(4, "or-higher"))
    given = payload(summary(item("1", "progress", coded)), ())
    median, mean = (
        one(given, item="1", measure="progress", statistic=name) for name in ("median", "mean")
    )
    assert (median["value"], median["status"]) == ("2", "or lower")
    assert (mean["value"], mean["status"]) == ("4", "or higher")


def test_change_is_overall_with_its_matched_base() -> None:
    change = Change(24, -0.3, "declined")
    given = payload(summary(item("1", "progress", many(20, 50, 30), change=change)), ())
    verdict = one(given, item="1", statistic="verdict since 2018-19-q1")
    mean = one(given, item="1", statistic="matched mean change since 2018-19-q1")
    assert (verdict["value"], verdict["base_n"], verdict["group_level"]) == (
        "declined", "24", "overall",
    )  # fmt: skip
    assert (mean["value"], mean["status"]) == ("-0.3", "shown")


def test_the_first_quarter_has_no_rows_of_change() -> None:
    given = payload(quarter(against=None), ())
    assert not any("since" in row["statistic"] for row in rows(given))


def test_the_response_is_there_by_block() -> None:
    found = [row for row in rows(payload()) if row["measure"] == "response"]
    assert [(row["block"], row["value"], row["base_n"], row["eligible"]) for row in found] == [
        ("", "0.9", "26", "29"),
        ("Executive", "0.94", "15", "16"),
        ("Independent", "0.85", "11", "13"),
    ]


def test_earlier_quarters_give_the_means_that_the_page_shows() -> None:
    earlier = summary(item("1", "progress", many(20, 50, 30, mean=2.9)), period="2018-19-q1")
    found = [row for row in rows(payload(earlier=(earlier,))) if row["period"] == "2018-19-q1"]
    assert [(row["statistic"], row["value"]) for row in found] == [("mean", "2.9")]


def test_ratings_are_counted_and_are_not_simulated() -> None:
    row = one(payload(), item="4", statistic="aims rated red")
    assert (row["value"], row["measure"], row["simulated"]) == ("1", "official rating", "no")


def test_each_indicator_says_whether_it_is_simulated_and_what_is_missing() -> None:
    figures = [
        indicator("a", "Reserves used", value="-5", target="3"),
        indicator("b", "Homelessness", value="", unit="", simulated=False),
    ]
    given = payload(themes=[{**theme("1", "Leadership"), "indicators": figures}], indicators=[])
    value = one(given, statistic="Reserves used, value (£m)")
    assert (value["value"], value["simulated"], value["period"]) == ("-5", "yes", "2017-18")
    assert one(given, statistic="Reserves used, target (£m)")["value"] == "3"
    missing = one(given, statistic="Homelessness, value")
    assert (missing["value"], missing["status"], missing["simulated"]) == (
        "", "not supplied", "no",
    )  # fmt: skip


def test_real_answers_are_not_called_simulated() -> None:
    given = payload(demonstration=False, indicators=[], themes=[])
    assert {row["simulated"] for row in rows(given)} == {"no"}


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx", "-", "+44 20"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"
    given = payload(themes=[theme("1", text)], indicators=[])
    assert {row["item_name"] for row in rows(given)} == {"", f"'{text}"}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        ("-5", "-5"),
        ("+0.4", "+0.4"),
        (0, "0"),
        (None, ""),
        ("a-b", "a-b"),
        (0.9, "0.9"),
    ],
)
def test_numbers_and_plain_words_stay_as_they_are(value: object, cell: str) -> None:
    assert safe(value) == cell
