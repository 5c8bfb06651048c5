from pathlib import Path

import pytest

from analysis.errors import AnswersError
from analysis.files import text
from analysis.files.contracts import ROSTER
from analysis.files.text import read_csv


def written(folder: Path, content: str) -> Path:
    file = folder / "roster.csv"
    file.write_bytes(content.encode())
    return file


def test_rows_keep_the_numbers_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = '\ufeff\nperson,group,note,round\r\nb,x,"1\n2",2018-07\r\n\n,,,\n a ,z,1,2018-08\n'
    frame = read_csv(written(tmp_path, content), ROSTER)
    assert frame.to_dict("list") == {
        "round": ["2018-07", "2018-08"],
        "person": ["b", "a"],
        "group": ["x", "z"],
        "row": [3, 6],
    }


def test_a_file_larger_than_memory_should_hold_is_not_read(tmp_path: Path) -> None:
    file = written(tmp_path, "round,person,group\n")
    with file.open("r+b") as handle:
        handle.truncate(text.MOST_BYTES + 1)
    with pytest.raises(AnswersError, match=r"^roster.csv: it is larger than 512 MB; save it as"):
        read_csv(file, ROSTER)


def test_a_quote_that_never_ends_is_found(tmp_path: Path) -> None:
    file = written(tmp_path, 'round,person,group\n2018-07,a,"b\n' + "c\n" * 80_000)
    with pytest.raises(AnswersError, match=r"^roster.csv, row 2: it cannot be read \(field larger"):
        read_csv(file, ROSTER)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("round\n2018-07\n", "row 1: there is one column, 'round', and it needs round, person, gr"),
        ("round,person\n", "row 1: there is no column 'group'; it needs round, person, group. Nam"),
        ("round,person,group,group\n", "row 1: the column 'group' stands twice; take one of them"),
        ("round,person,group\na,b\n", "row 2: it has 2 cells and the header 3; check for a comma"),
        (f"round,person,group\na,b,{'c' * 201}", "row 2: the column 'group' holds 201 characters"),
        ("round,person,group\na,b,\x07", "row 2: the column 'group' holds the control character U"),
        (f"round,person,group\n{'c' * 70_000}", "row 2: the line is longer than any row of a tab"),
        ("PAR1", "row 1: this is no CSV, whatever it is called; save it so."),
    ],
)
def test_what_is_no_such_table_is_named(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(AnswersError) as refused:
        read_csv(written(tmp_path, content), ROSTER)
    assert str(refused.value).startswith(f"roster.csv, {words}")


def test_another_encoding_is_named_by_its_row(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes("round,person,group\n2018-07,José,a".encode("latin-1"))
    with pytest.raises(AnswersError, match=r"^roster.csv, row 2: it is not UTF-8; save the"):
        read_csv(file, ROSTER)
