import sys
from pathlib import Path

import duckdb
import pytest

from analysis.errors import AnswersError
from analysis.files import parquet
from analysis.files.contracts import ANSWERS, ROSTER
from analysis.files.parquet import connected, in_sentences, open_parquet, read_parquet

GOOD = (
    "'2018-07' AS round, 7 AS person, 'a'::ENUM('a', 'b') AS \"group\", '1' AS item, "
    "'progress' AS measure, 3.0 AS score, NULL AS no_view"
)


def written(folder: Path, query: str, name: str = "answers.parquet") -> Path:
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{folder / name}' (FORMAT parquet)")
    return folder / name


def said(file: Path) -> str:
    with pytest.raises(AnswersError) as refused:
        read_parquet(file, ANSWERS)
    return str(refused.value)


def test_a_table_comes_as_text_with_scores_as_they_are_and_row_numbers(tmp_path: Path) -> None:
    file = written(tmp_path, f"SELECT {GOOD}, 'x' AS further UNION ALL SELECT {GOOD}, 'y'")
    frame = read_parquet(file, ANSWERS)
    columns = ["round", "person", "group", "item", "measure", "score", "no_view", "row"]
    assert list(frame.columns) == columns
    assert frame["person"].tolist() == ["7", "7"]
    assert frame["group"].tolist() == ["a", "a"]
    assert frame["score"].tolist() == [3, 3]
    assert frame["no_view"].isna().all()
    assert frame["row"].tolist() == [2, 3]
    assert open_parquet(file, ANSWERS, connected(file)).columns == columns


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("round", "DATE '2018-07-01'", "is of the type DATE; write it as text, such as 2018-07."),
        ("person", "[1]", "is of the type INTEGER[]; write it as text."),
        ("item", "1.1", "is of the type DECIMAL(2,1); write it as text."),
        ("score", "true", "is of the type BOOLEAN; write it as whole numbers."),
        ("item", "'x' || chr(27)", "holds a control character; take it out."),
    ],
)
def test_other_types_are_refused(tmp_path: Path, column: str, value: str, words: str) -> None:
    query = "SELECT * REPLACE ({} AS {}) FROM (SELECT {})"
    file = written(tmp_path, query.format(value, column, GOOD))
    assert said(file) == f"answers.parquet, row 2: the column '{column}' {words}"


def test_a_table_of_numbers_alone_is_taken_for_what_it_says(tmp_path: Path) -> None:
    file = written(tmp_path, 'SELECT 201807 AS round, 7 AS person, 1 AS "group"')
    assert read_parquet(file, ROSTER)["round"].tolist() == ["201807"]


def test_a_file_that_is_no_such_table(tmp_path: Path) -> None:
    assert said(written(tmp_path, "SELECT '2018-07' AS round")).startswith(
        "answers.parquet, row 1: there is one column, 'round', and it needs round, person,"
    )
    assert said(written(tmp_path, f"SELECT {GOOD} WHERE false")) == (
        "answers.parquet, row 2: nothing stands in the table; write it with rows."
    )
    file = tmp_path / "answers.parquet"
    file.write_text("round,person")
    assert said(file).startswith("answers.parquet: it cannot be read as Parquet (Invalid Input")
    assert "\n" not in said(file)


def test_a_file_that_is_damaged_within(tmp_path: Path) -> None:
    query = "SELECT {}, md5(i::VARCHAR) AS mode FROM range(20000) AS t(i)"
    file = written(tmp_path, query.format(GOOD))
    content = bytearray(file.read_bytes())
    content[len(content) // 4 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 4)
    file.write_bytes(content)
    assert said(file).startswith("answers.parquet: it cannot be read as Parquet (")


def test_more_rows_than_there_may_be_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MOST_ROWS", 1)
    query = "SELECT {} FROM range(2)"
    file = written(tmp_path, query.format(GOOD))
    assert said(file) == "answers.parquet, row 3: a table may have 1 rows; split it."


def test_more_than_memory_may_hold_is_said(tmp_path: Path) -> None:
    words = "more than can be counted in 1500MB of memory; split"
    file = tmp_path / "answers.parquet"
    with pytest.raises(AnswersError, match=words), in_sentences(file):
        raise duckdb.OutOfMemoryException("could not allocate")


def test_a_name_is_one_file_and_no_pattern(tmp_path: Path) -> None:
    query = "SELECT '2018-07' AS round, '{}' AS person, 'x' AS \"group\""
    file = written(tmp_path, query.format("asked"), "a[b]*.parquet")
    written(tmp_path, query.format("other"), "ab.parquet")
    written(tmp_path, query.format("third"), "a[b]c.parquet")
    assert read_parquet(file, ROSTER)["person"].tolist() == ["asked"]


def test_without_duckdb_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert said(tmp_path / "answers.parquet") == (
        "answers.parquet: Parquet is read by DuckDB, which is not installed; install the extra "
        "with 'pip install temperature-take[scale]', or save the table as CSV."
    )
