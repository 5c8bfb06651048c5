"""The forms in which a summary of files comes: kinds of tables in, text, JSON and a page out."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from jsonschema import Draft202012Validator

from analysis.document import NOTICE, schema
from analysis.pictures import SVG
from analysis.summary import RULE
from tests.survey.cli.summarising.panels import (
    ANSWERS,
    GROUPS,
    Q1,
    Q2,
    Row,
    answers,
    counted,
    document,
    summary,
    table,
)
from tests.survey.client import parsed

CABINET = {"cabinet": (0, 1, 2, 5, 2), "statutory-officers": (0, 0, 2, 3, 1)}
OTHERS = {"committee-chairs": (1, 2, 3, 0, 0), "audit": (1, 1, 0, 0, 0)}
EXTERNAL = {"partnership-chairs": (0, 3, 2, 0, 0)}
NOW: list[Row] = counted({**CABINET, **OTHERS, **EXTERNAL})
BEFORE: list[Row] = [("2018-05", *row[1:5], max(1, row[5] - 1)) for row in NOW]
LOPSIDED = "how lopsided the changes are, were up and down equally likely; not sampling error"
LINEAGE = "from_round", "kind", "old", "new"


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    """A year's two quarters with groups, ratings and a lineage."""
    steps = [("2018-07", "split", "9", "Culture")]
    ratings = [("2018-06", "1", f"1.{aim}", "green") for aim in (1, 2)]
    maturity = [(*row[:4], "maturity", row[5]) for row in (*BEFORE, *NOW)]
    further = [(*row[:3], "Culture", *row[4:]) for row in (*BEFORE, *NOW)]
    return (
        "--answers", answers(tmp_path, [*BEFORE, *NOW, *maturity, *further]),
        "--groups", GROUPS,
        "--rag", table(tmp_path / "rag.csv", ("round", "item", "aim", "rag"), ratings),
        "--lineage", table(tmp_path / "lineage.csv", LINEAGE, steps),
        "--period", Q2,
        "--against", Q1,
    )  # fmt: skip


def test_the_safe_document_is_rounded_and_hides_what_few_said(words: tuple[str, ...]) -> None:
    found = document(*words)
    assert not list(Draft202012Validator(schema()).iter_errors(found))
    assert (found["internal"], found["notice"]) == (False, None)
    assert found["scale"] == {"first": 1, "last": 5, "outer": 2}
    assert (found["period"], found["against"], found["rule"]) == (Q2, Q1, RULE)
    culture, one = found["items"][0], found["items"][2]
    assert (one["item"], one["n"], one["eligible"], one["counts"]) == ("1", 29, 29, None)
    assert sum(one["bands"].values()) == pytest.approx(1)
    assert one["mean"] == round(one["mean"], 1)
    assert (one["agreement"], one["consensus"], one["pairs"]) == (None, None, [])
    assert one["change"]["verdict"] == "improved"
    hidden = ("total", "joined", "returned", "left", "lapsed", "up", "down", "sign_flip_p")
    assert [one["change"][name] for name in hidden] == [None] * len(hidden)
    assert [each["group"] for each in one["groups"]] == ["executive", "independent"]
    assert (culture["item"], culture["change"]) == ("Culture", None)


def test_a_block_of_few_is_hidden(tmp_path: Path) -> None:
    rows = counted({"cabinet": (0, 2, 3, 4, 3), "audit": (1, 1, 1, 0, 0)})
    words = "--answers", answers(tmp_path, rows), "--groups", GROUPS, "--period", Q2
    (item,) = document(*words)["items"]
    assert [each["hidden"] for each in item["groups"]] == [True, True]
    assert {each["mean"] for each in item["groups"]} == {None}
    audit = document(*words, "--internal")["items"][0]["groups"][1]
    assert (audit["group"], audit["n"], audit["mean"], audit["hidden"]) == ("audit", 3, 2, False)


def test_the_internal_document_says_so_and_is_as_the_schema_says(words: tuple[str, ...]) -> None:
    found = document(*words, "--internal")
    assert not list(Draft202012Validator(schema()).iter_errors(found))
    assert (found["internal"], found["notice"]) == (True, NOTICE)
    one = next(each for each in found["items"] if each["item"] == "1")
    assert one["rag"]["official"] == "green"
    assert one["rag"]["index"] == pytest.approx(-100 * 18 / 29)
    assert one["gap"]["sides"] == ["executive", "external"]
    assert len(one["pairs"]) == 10
    assert {each["measure"] for each in found["items"]} == {"progress", "maturity"}
    assert next(each for each in found["items"] if each["measure"] == "maturity")["rag"] is None


def test_text_says_which_figures_it_may_show(words: tuple[str, ...]) -> None:
    safe = summary(*words).stdout
    assert safe.startswith("What the panel said, July to September 2018\nChange is against April")
    assert "  Executive    16 of 16  100%" in safe
    assert "Cns" not in safe
    assert NOTICE not in safe
    assert safe.endswith(
        "The series of Culture begins anew after April to June 2018: no change is told.\n"
    )
    inside = summary(*words, "--internal").stdout
    assert NOTICE in " ".join(inside.split())
    assert inside.count(LOPSIDED) == 2
    assert "Cns" in inside
    assert inside.endswith(": no change is told.\n")


def test_months_are_for_the_panel_team_alone(tmp_path: Path) -> None:
    words = "--answers", answers(tmp_path, NOW), "--period", "2018-07"
    assert summary(*words).exit_code == 2
    assert document(*words, "--internal")["period"] == "2018-07"


@pytest.mark.parametrize("period", ["2018-19-h1", "2018-19"])
def test_halves_and_years(tmp_path: Path, period: str) -> None:
    words = "--answers", answers(tmp_path, [*BEFORE, *NOW]), "--period", period
    assert document(*words)["items"][0]["n"] == 29


def test_the_year_starts_in_april_unless_it_is_said(tmp_path: Path) -> None:
    words = "--answers", answers(tmp_path, NOW), "--period", Q2
    assert document(*words, "--year-starts", "4") == document(*words)
    calendar = document(*words[:2], "--period", "2018-q3", "--year-starts", "1")
    assert (calendar["period"], calendar["items"]) == ("2018-q3", document(*words)["items"])


def test_other_scales_name_their_own_bands(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("2018-07", f"p{place}", "x", "1", "progress", place % 11) for place in range(22)
    ]
    words = "--answers", answers(tmp_path, rows), "--period", Q2, "--scale", "0-10"
    found = document(*words, "--internal")["items"][0]
    assert list(found["counts"]) == [str(point) for point in range(11)]
    assert found["mean_bounds"] == [5, 5]
    assert "0-1  2 to 8  9-10" in summary(*words).stdout
    page = summary(*words, "--format", "html").stdout
    assert "Scored 2 to 8" in page
    assert "0 or 1, lower" in page


@pytest.mark.parametrize("inside", [(), ("--internal",)])
def test_the_page_stands_alone(words: tuple[str, ...], inside: tuple[str, ...]) -> None:
    html = summary(*words, "--format", "html", *inside).stdout
    page = parsed(html)
    assert len(page.findall(".//h1")) == 1
    assert not page.findall(".//script")
    assert not page.findall(".//link")
    assert page.findall(f".//{{{SVG}}}svg[@role='img']")
    for element in page.iter():
        for name in ("src", "href", "xlink:href", "action"):
            assert element.get(name, "#").startswith("#")
        assert not any(name.startswith("on") for name in element.attrib)
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {link.get("href", "")[1:] for link in page.findall(".//nav//a")} <= set(ids)
    assert (NOTICE in html) == bool(inside)
    assert (LOPSIDED in html) == bool(inside)
    assert "no change is told" in html


def test_names_from_a_file_are_no_html(tmp_path: Path) -> None:
    odd = "<script>alert(1)</script>"
    rows: list[Row] = [(*row[:2], odd, odd, *row[4:]) for row in NOW]
    for inside in ([], ["--internal"]):
        words = "--answers", answers(tmp_path, rows), "--period", Q2, "--format", "html", *inside
        html = summary(*words).stdout
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def kinds(folder: Path, rows: list[Row]) -> Iterator[str]:
    """The same answers as each kind of file."""
    frame = pd.DataFrame(rows, columns=list(ANSWERS))
    yield answers(folder, rows)
    with duckdb.connect() as connection:
        connection.register("given", frame.astype({"score": "int64"}))
        connection.execute(f"COPY given TO '{folder / 'answers.parquet'}' (FORMAT parquet)")
    yield str(folder / "answers.parquet")
    for name in ("answers.ods", "answers.xlsx"):
        frame.to_excel(folder / name, index=False)
        yield str(folder / name)


def test_every_kind_of_file_says_the_same(tmp_path: Path) -> None:
    found = [
        document("--answers", file, "--period", Q2, "--internal") for file in kinds(tmp_path, NOW)
    ]
    assert len(found) == 4
    assert all(each == found[0] for each in found)


def test_answers_and_roster_may_be_files_of_two_kinds(tmp_path: Path) -> None:
    asked = [(row[0], row[1], row[2]) for row in NOW] + [("2018-07", "silent", "audit")]
    roster = table(tmp_path / "roster.csv", ("round", "person", "group"), asked)
    kept = str(tmp_path / "roster.parquet")
    with duckdb.connect() as connection:
        connection.read_csv(roster, all_varchar=True).write_parquet(kept)
    found = [
        document("--answers", file, "--roster", other, "--period", Q2, "--internal")
        for file in kinds(tmp_path, NOW)
        for other in (roster, kept)
    ]
    assert found[0]["response"]["eligible"] == len(NOW) + 1
    assert all(each == found[0] for each in found)


def test_every_kind_of_file_names_the_same_row(tmp_path: Path) -> None:
    rows = [*NOW[:3], (*NOW[3][:5], 9), *NOW[4:]]
    for file in kinds(tmp_path, rows):
        done = summary("--answers", file, "--period", Q2)
        assert done.exit_code == 2
        assert done.stderr.startswith(f"{Path(file).name}, row 5: the score '9")


@pytest.mark.parametrize("name", ["answers.ods", "answers.xlsx"])
def test_a_workbook_that_is_none(tmp_path: Path, name: str) -> None:
    for content, words in (
        (b"PK\x03\x04 and nothing", "the file is damaged or protected by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is of an old kind or has a password"),
        (b"", "the file is empty; export it again with its header."),
    ):
        (tmp_path / name).write_bytes(content)
        done = summary("--answers", str(tmp_path / name), "--period", Q2)
        assert done.exit_code == 2
        assert done.stderr.startswith(f"{name}: {words}")
        assert "imported" not in done.stderr


def test_json_costs_neither_the_application_nor_charts(tmp_path: Path) -> None:
    """Nothing of the environment is asked for either."""
    file = answers(tmp_path, NOW)
    heavy = ("flask", "sqlalchemy", "altair", "vl_convert", "jinja2", "duckdb", "scipy")
    asked = (
        "import sys; from survey.cli import main\n"
        f"main(['summary', '--answers', {file!r}, '--period', {Q2!r}, '--format', 'json'], "
        "standalone_mode=False)\n"
        f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[4])},
    )
    assert done.stderr == "[]\n"
    assert json.loads(done.stdout)["items"]
    assert [each.name for each in tmp_path.iterdir()] == ["answers.csv"]
