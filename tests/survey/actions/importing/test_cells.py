from collections.abc import Callable

import pytest

from survey.actions.importing import cells
from survey.actions.importing.cells import CellError
from survey.models import Rag


@pytest.mark.parametrize(
    ("read", "given", "value"),
    [
        (cells.prose, "one\r\ntwo", "one\ntwo"),
        (cells.line, "", ""),
        (cells.words, "Leader", "Leader"),
        (cells.ref, "1.10", "1.10"),
        (cells.refs, "S4; 1", "S4;1"),
        (cells.refs, "", ""),
        (cells.month, "2018-07", "2018-07"),
        (cells.period, "2016", "2016"),
        (cells.period, "2018-19-q2", "2018-19-q2"),
        (cells.number, "-63.1", "-63.1"),
        (cells.number, "", ""),
        (cells.email, "Leader@Council.example", "leader@council.example"),
        (cells.flag, "yes", True),
        (cells.flag, "no", False),
        (cells.one_of(Rag), "red", Rag.RED),
        (cells.perhaps(cells.month), "", ""),
        (cells.names_of(("due", "lead")), "due  lead", "due lead"),
    ],
)
def test_a_good_cell_gives_its_value(
    read: Callable[[str], object], given: str, value: object
) -> None:
    assert read(given) == value


@pytest.mark.parametrize(
    ("read", "given", "sentence"),
    [
        (cells.line, "one\ntwo", "line break"),
        (cells.words, "", "it is empty"),
        (cells.ref, "1/4", "'1/4' cannot be a reference"),
        (cells.refs, "1;;2", "it is empty"),
        (cells.month, "2018-13", "'2018-13' is not a month"),
        (cells.month, "Jul 18", "is not a month"),
        (cells.period, "autumn", "calendar year as in '2016'"),
        (cells.number, "£63m", "'£63m' is not a number"),
        (cells.number, "1,200", "is not a number"),
        (cells.number, "²", "is not a number"),
        (cells.flag, "Yes", "neither 'yes' nor 'no'"),
        (cells.one_of(Rag), "blue", "'blue' is not known; use green or amber or red"),
        (cells.names_of(("due", "lead")), "due led", "'led' is not known"),
    ],
)
def test_a_bad_cell_gives_a_sentence(
    read: Callable[[str], object], given: str, sentence: str
) -> None:
    with pytest.raises(CellError, match=sentence):
        read(given)


@pytest.mark.parametrize(
    "address",
    [
        "", "leader", "leader@", "@council.example", "a@council.example,b@council.example",
        "a@council.example;b@council.example", "leader@council.example\r\nBcc: x@y.example",
        "leader@council.example\nx", "Leader <leader@council.example>", "a b@council.example",
        "leader@localhost", "leader@council..example",
        "\N{CYRILLIC SMALL LETTER A}@council.example",
    ],
)  # fmt: skip
def test_what_is_no_single_plain_address_is_refused(address: str) -> None:
    with pytest.raises(CellError):
        cells.email(address)
