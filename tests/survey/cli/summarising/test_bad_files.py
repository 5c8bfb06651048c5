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
    summary,
    table,
)

GOOD: tuple[Row, ...] = (
    ("2018-07", "a", "cabinet", "1", "progress", 3),
    ("2018-07", "b", "audit", "1", "progress", 4),
)
ASKED = [("2018-07", "a", "cabinet"), ("2018-07", "b", "audit")]


def refused(*words: str) -> str:
    """The one sentence or two on standard error; nothing is shown beside it."""
    done = summary(*words)
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr.rstrip("\n")


def of_rows(folder: Path, *rows: Sequence[Any], header: Sequence[str] = ANSWERS) -> str:
    file = table(folder / "answers.csv", header, [*GOOD, *rows])
    return refused("--answers", file, "--period", Q2)


@pytest.mark.parametrize("score", ["6", "0", "2.5", "five", "-1", "nan", "1e400"])
def test_a_score_off_the_scale(tmp_path: Path, score: str) -> None:
    said = of_rows(tmp_path, ("2018-07", "c", "audit", "1", "progress", score))
    assert said.startswith(f"answers.csv, row 4: the score '{score}' is not on the scale of whole")
    assert "from 1 to 5; correct it" in said


def test_a_person_twice_in_one_month_for_one_item(tmp_path: Path) -> None:
    said = of_rows(tmp_path, GOOD[0])
    assert said.startswith("answers.csv, row 4: this person has answered this item and measure in")


@pytest.mark.parametrize("month", ["2018-7", "2018-13", "July 2018", "2018-07-01"])
def test_a_month_that_is_none(tmp_path: Path, month: str) -> None:
    said = of_rows(tmp_path, (month, "c", "audit", "1", "progress", 3))
    assert said.startswith(f"answers.csv, row 4: column 'round': '{month}' is not a month: write")


@pytest.mark.parametrize("column", ["round", "person", "group", "item", "measure"])
def test_an_empty_cell(tmp_path: Path, column: str) -> None:
    row = dict(zip(ANSWERS, ("2018-07", "c", "audit", "1", "progress", 3), strict=True))
    said = of_rows(tmp_path, list({**row, column: ""}.values()))
    assert said == f"answers.csv, row 4: the column '{column}' is empty; fill it in."


def test_an_unknown_group_in_either_table(tmp_path: Path) -> None:
    file = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    odd = table(tmp_path / "odd.csv", ANSWERS, [*GOOD, ("2018-07", "c", "press", *GOOD[0][3:])])
    asked = table(tmp_path / "roster.csv", ROSTER, [*ASKED, ("2018-07", "c", "press")])
    words = ("--groups", GROUPS, "--period", Q2)
    known = "there are cabinet, statutory-officers, committee-chairs, audit, partnership-chairs, "
    known += "opposition, key-partners. Correct it, or add the group to groups-2018.csv."
    said = refused("--answers", odd, *words)
    assert said == f"odd.csv, row 4: no group 'press'; {known}"
    said = refused("--answers", file, "--roster", asked, *words)
    assert said == f"roster.csv, row 4: no group 'press'; {known}"


def test_a_group_that_has_no_block_yet(tmp_path: Path) -> None:
    file = table(tmp_path / "answers.csv", ANSWERS, [("2018-07", "c", "opposition", *GOOD[0][3:])])
    said = refused("--answers", file, "--groups", GROUPS, "--period", Q2)
    assert said == (
        "groups-2018.csv: 'opposition' has no block in July 2018, where the period starts; give it "
        "a row from 2018-07 or earlier."
    )


def test_a_roster_that_lacks_someone_who_answered(tmp_path: Path) -> None:
    file = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    asked = table(tmp_path / "roster.csv", ROSTER, ASKED[:1])
    said = refused("--answers", file, "--roster", asked, "--period", Q2)
    assert said.startswith("answers.csv, row 3: 'b' answered in 2018-07 but is not on the roster")
    assert "add them to the roster or take the answer out" in said


def test_a_period_with_no_answers(tmp_path: Path) -> None:
    file = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    said = refused("--answers", file, "--period", "2018-19-q3")
    assert said == (
        "answers.csv: there is no answer in October to December 2018; choose a period from "
        "2018-07 to 2018-07, whose answers it holds."
    )
    said = refused("--answers", file, "--period", Q2, "--against", Q1)
    assert said.startswith("answers.csv: there is no answer in April to June 2018; choose")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "row 1: the file is empty; export it again with its header."),
        (b"\n , \n", "row 1: the file is empty; export it again with its header."),
        (",".join(ANSWERS).encode(), "row 2: nothing stands below the header; add rows."),
        (b"round\n2018-07\n", "row 1: there is one column, 'round', and it needs round, person,"),
        (b"round;person\n", "row 1: there is one column, 'round;person', and it needs round,"),
        (b"round,person,group\n", "row 1: there is no column 'item', 'measure', 'score'; it needs"),
        (b"\xffround\n", "row 1: it is not UTF-8; save the file as 'CSV UTF-8'."),
        ("round,person\nJos\u00e9,".encode("latin-1"), "row 1: there is no column 'group', "),
        (b"PK\x03\x04....", "row 1: this is no CSV, whatever it is called; save it so."),
    ],
)
def test_a_file_that_is_no_such_table(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(content)
    said = refused("--answers", str(file), "--period", Q2)
    assert said.startswith(f"answers.csv, {words}")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"2018-07,c,audit,1,progress\n", "it has 5 cells and the header 6; check for a comma"),
        (b"2018-07,c,audit,1,progress,3,4\n", "it has 7 cells and the header 6; check for a"),
        (b"2018-07,Jos\xe9,audit,1,progress,3\n", "it is not UTF-8; save the file as"),
        (b'2018-07,"c"d,audit,1,progress,3\n', "it cannot be read (',' expected after"),
        (b"2018-07,c\x1b[2J,audit,1,progress,3\n", "the column 'person' holds the control char"),
        (b"2018-07,c,audit,1,progress," + b"3" * 300, "the column 'score' holds 300 characters"),
        (b"2018-07,c,audit,1,progress," + b"3" * 70_000, "the line is longer than any row"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: bytes, words: str) -> None:
    file = tmp_path / "answers.csv"
    table(file, ANSWERS, GOOD)
    file.write_bytes(file.read_bytes() + b"\r\n" + line)
    said = refused("--answers", str(file), "--period", Q2)
    assert said.startswith(f"answers.csv, row 5: {words}")


def test_a_blank_row_is_counted_though_it_is_passed_over(tmp_path: Path) -> None:
    said = of_rows(tmp_path, (), ("", " "), ("2018-07", "c", "audit", "1", "progress", 9))
    assert said.startswith("answers.csv, row 6: the score '9' is not on the scale of whole")


def test_a_column_that_stands_twice(tmp_path: Path) -> None:
    file = table(tmp_path / "answers.csv", [*ANSWERS, "score"], [(*GOOD[0], 4)])
    said = refused("--answers", file, "--period", Q2)
    assert said == "answers.csv, row 1: the column 'score' stands twice; take one of them out."


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.csv")
    said = refused("--answers", missing, "--period", Q2)
    assert said.startswith(f"Invalid value for '--answers': File '{missing}' does not exist; see")
    said = refused("--answers", str(tmp_path), "--period", Q2)
    assert said.startswith(f"Invalid value for '--answers': File '{tmp_path}' is a directory; see")
    odd = table(tmp_path / "answers.txt", ANSWERS, GOOD)
    said = refused("--answers", odd, "--period", Q2)
    assert said == (
        "answers.txt: what it holds is not known; save it as CSV (.csv), Parquet (.parquet), ODS "
        "(.ods) or XLSX (.xlsx)."
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "2018-19-q5"), "'2018-19-q5' is not a period: write a quarter as in"),
        (("--period", Q2, "--against", "x"), "'x' is not a period: write a quarter as in"),
        (("--period", Q2, "--against", Q2), "July to September 2018 does not end before July to"),
        (("--period", Q2, "--against", "2018-19"), "April 2018 to March 2019 does not end before"),
        (("--period", Q2, "--scale", "5-1"), "'5-1' is not a scale. A scale from 5 to 1 has -3"),
        (("--period", Q2, "--scale", "1-12"), "'1-12' is not a scale. A scale from 1 to 12 has 12"),
        (("--period", Q2, "--scale", "five"), "'five' is not a scale. Write its first and last"),
        (("--period", "2018-07"), "Figures of July 2018 alone stay inside; ask for '2018-19-q2'"),
        (("--period", Q2, "--format", "pdf"), "Invalid value for '--format': 'pdf' is not one of"),
        (("--period", Q2, "--year-starts", "13"), "Invalid value for '--year-starts': 13 is not"),
        ((), "--answers needs --period, such as --period 2018-19-q2; see"),
        ((Q2,), "'2018-19-q2' is looked for in the database and --answers in a file; give one of"),
    ],
)
def test_words_that_ask_for_what_is_not_there(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    file = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    assert refused("--answers", file, *words).startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Name a PERIOD of the database, or give --answers with --period; see 'main summary"),
        ((Q2, "--internal"), "--internal is about files; give --answers with it; see"),
        ((Q2, "--period", Q2), "--period is about files; give --answers with it; see"),
        ((Q2, "--year-starts", "4"), "--year-starts is about files; give --answers with it; see"),
        (("--groups", GROUPS), "--groups is about files; give --answers with it; see"),
    ],
)
def test_words_about_files_without_answers(words: tuple[str, ...], said: str) -> None:
    assert refused(*words).startswith(said)


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("round,item,aim,rag", "2018-07,1,1.1,blue", "'blue' is not a rating; write one of red,"),
        ("round,item,aim,rag", "2018-7,1,1.1,red", "column 'round': '2018-7' is not a month"),
        ("round,item,aim,rag", "2018-07,,1.1,red", "the column 'item' is empty; fill it in."),
        ("round,item,aim,rag", "2018-06,1,1.1,red", "the aim '1.1' of '1' has a rating of 2018-06"),
        ("from_round,kind,old,new", "2018-07,moved,1,2", "'moved' is no kind of step; write one"),
        ("from_round,kind,old,new", "2018,renamed,1,2", "column 'from_round': '2018' is not a mo"),
    ],
)
def test_ratings_and_lineages_that_are_none(
    tmp_path: Path, header: str, row: str, words: str
) -> None:
    good = "2018-06,1,1.1,green" if "rag" in header else "2018-06,renamed,3,4"
    name = "rag" if "rag" in header else "lineage"
    file = tmp_path / f"{name}.csv"
    file.write_text(f"{header}\n{good}\n\n{row}\n")
    answers = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    said = refused("--answers", answers, f"--{name}", str(file), "--period", Q2)
    assert said.startswith(f"{name}.csv, row 4: {words}")


def test_groups_that_are_none(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("group,name,from,block,block_name,side\na,A,2018-04,a,A,inside\n")
    answers = table(tmp_path / "answers.csv", ANSWERS, GOOD)
    said = refused("--answers", answers, "--groups", str(file), "--period", Q2)
    assert said == "groups.csv, row 2: a side is one of executive, assurance, external."
