import pytest
from sqlmodel import Session

from survey.queries.groups import standings
from tests.survey.frames import answers, roster
from tests.survey.quarter import open_month

pytestmark = pytest.mark.holds("a closed quarter")
MONTHS = ("2018-07", "2018-08", "2018-09")


def test_answers_and_roster_hold_the_closed_rounds_alone(session: Session) -> None:
    open_month(session, "2018-09")
    found = answers(session, MONTHS).frame
    assert found["round"].value_counts().to_dict() == {"2018-07": 24, "2018-08": 2}
    assert set(found["measure"]) == {"progress", "maturity"}
    july = found[(found["round"] == "2018-07") & (found["measure"] == "progress")]
    assert sorted(july["score"]) == [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5]
    asked = roster(session, MONTHS).frame
    assert asked["round"].value_counts().to_dict() == {"2018-07": 12, "2018-08": 12}


def test_a_group_has_its_block_as_text(session: Session) -> None:
    sides = [each.segment.side for each in standings(session).standings]
    assert sides == ["executive", "assurance"]
    assert all(type(side) is str for side in sides)


@pytest.mark.holds("no council")
def test_no_rows_are_frames_without_rows(session: Session) -> None:
    assert answers(session, MONTHS).frame.empty
    assert roster(session, MONTHS).frame.empty
