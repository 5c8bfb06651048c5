import pytest

from survey.actions.importing.grid import Grid, letters, place
from survey.errors import ImportFileError


@pytest.mark.parametrize(("name", "number"), [("A", 1), ("Z", 26), ("AB", 28), ("XFD", 16384)])
def test_columns_are_called_as_spreadsheets_call_them(name: str, number: int) -> None:
    assert (letters(number), place(name)) == (name, number)


@pytest.mark.parametrize("name", ["", "a", "A1", "Ä"])
def test_what_is_no_columns_name_has_no_place(name: str) -> None:
    assert place(name) == 0


def test_rows_are_made_as_long_as_the_header() -> None:
    grid = Grid("a.xlsx")
    grid.add(1, ["a ", "b", "", ""])
    grid.add(2, ["", " "])
    grid.add(3, ["x"])
    grid.add(4, ["x", "y", " "])
    assert grid.level() == ((1, ("a", "b")), (3, ("x", "")), (4, ("x", "y")))


def test_ten_thousand_rows_are_the_most() -> None:
    grid = Grid("a.xlsx")
    grid.add(9_999, ["x"], times=2)
    grid.add(10_001, [""], times=1_000_000)
    with pytest.raises(ImportFileError, match="row 10001: a file may have 10000 rows"):
        grid.add(10_001, ["x"])
