import pandas as pd
import pytest

from analysis.errors import AnswersError
from analysis.files.contracts import ROSTER
from analysis.files.ratings import ratings_of
from analysis.files.rows import gathered
from analysis.files.steps import steps_of
from analysis.lineage import Step
from analysis.periods import parse_period

Q2 = parse_period("2018-19-q2")


def ratings(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["round", "item", "aim", "rag"])
    return frame.assign(row=range(2, len(rows) + 2))


def test_the_latest_rating_of_each_aim_counts() -> None:
    frame = ratings(
        ("2018-09", "1", "1.1", "green"),
        ("2018-04", "1", "1.1", "red"),
        ("2018-10", "1", "1.1", "red"),
        ("2017-12", "1", "1.2", "amber"),
        ("2018-10", "1", "1.3", "red"),
        ("2018-07", "2", "1.1", "red"),
    )
    assert ratings_of(frame, Q2) == {"1": {"green": 1, "amber": 1}, "2": {"red": 1}}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("2018-09", "1", "1.1", "Green"), "rag, row 3: 'Green' is not a rating; write one of red"),
        (("2018-04", "1", "1.1", "red"), "rag, row 3: the aim '1.1' of '1' has a rating of 2018"),
        (("2018-09", "1", None, "red"), "rag, row 3: the column 'aim' is empty; fill it in."),
        (("2018-9", "1", "1.1", "red"), "rag, row 3: column 'round': '2018-9' is not a month"),
    ],
)
def test_a_rating_that_is_none_is_named(row: tuple[str | None, ...], words: str) -> None:
    with pytest.raises(AnswersError) as refused:
        ratings_of(ratings(("2018-04", "1", "1.1", "green"), row), Q2)
    assert str(refused.value).startswith(words)


def test_a_lineage_is_its_steps() -> None:
    columns = ["from_round", "kind", "old", "new"]
    frame = pd.DataFrame([("2018-07", "split", "9", "10")], columns=columns).assign(row=2)
    assert steps_of(frame).steps == (Step("2018-07", "split", "9", "10"),)
    with pytest.raises(AnswersError, match=r"x.csv, row 2: 'cut' is no kind of step; write one of"):
        steps_of(frame.assign(kind="cut"), "x.csv")


def test_rows_of_a_spreadsheet_become_a_frame() -> None:
    rows = [(2, ("round", "person", "group")), (4, ("2018-07", "a", "x"))]
    assert gathered("r.ods", rows, ROSTER).to_dict("records") == [
        {"round": "2018-07", "person": "a", "group": "x", "row": 4}
    ]
    with pytest.raises(AnswersError, match=r"r.ods, row 3: nothing stands below the header; add"):
        gathered("r.ods", rows[:1], ROSTER)
    with pytest.raises(AnswersError, match=r"r.ods, row 1: the file is empty; export it again"):
        gathered("r.ods", [], ROSTER)
