from datetime import datetime

import pytest
from sqlmodel import Session, select

from survey.actions.import_rag import import_rag
from survey.actions.importing.source import Source
from survey.errors import ImportFileError
from survey.models import AimRag

pytestmark = pytest.mark.holds("a council")
FILE = "month,aim,rag\n2018-08,1.1,amber\n2018-07,1.1,amber\n2018-07,2.1,red\n"


def source(text: str) -> Source:
    return Source.decode("rag.csv", text.encode())


def bring(session: Session, text: str, now: datetime) -> tuple[str, ...]:
    return import_rag(session, source=source(text), actor="command", now=now).added


def test_a_rating_holds_until_it_changes(session: Session, now: datetime) -> None:
    assert bring(session, FILE, now) == (
        "rating of aim 1.1 from 2018-07",
        "rating of aim 2.1 from 2018-07",
    )
    assert not bring(session, FILE, now)
    assert bring(session, FILE.replace("2018-08,1.1,amber", "2018-08,1.1,green"), now) == (
        "rating of aim 1.1 from 2018-08",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (FILE.replace("red", "blue"), r"row 4, column 'rag': 'blue' is not known"),
        (FILE.replace("2.1", "7.7"), r"row 4, column 'aim': the plan has no aim '7.7'"),
        (FILE + "2018-07,2.1,red\n", r"row 5, column 'aim': the same entry stands in row 4"),
        (FILE.replace("2018-08", "August"), r"row 2, column 'month'"),
    ],
)
def test_one_bad_row_and_nothing_is_rated(
    session: Session, now: datetime, text: str, sentence: str
) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        bring(session, text, now)
    assert not session.exec(select(AimRag)).all()
