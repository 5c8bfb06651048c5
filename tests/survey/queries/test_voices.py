"""Whose voice a score is, from the panel's seats to the counts: twelve people, one theme."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from analysis.change import Moves
from analysis.counting import count
from analysis.cube import Cube
from analysis.periods import parse_period
from survey.actions.close_round import close_round
from survey.models import Absence, Holder, Invitation, Person, Seat
from survey.queries.groups import standings
from survey.queries.panel import people_to_ask
from tests.survey.council import answered, invitations, opened
from tests.survey.frames import answers, roster
from tests.survey.quarter import CLOSES, OPENS, add_panel, add_plan

pytestmark = pytest.mark.holds("no council")
QUARTER = timedelta(days=91)
JULY, OCTOBER = "2018-07", "2018-10"


@pytest.fixture
def panel(session: Session) -> Session:
    add_plan(session)
    add_panel(session)
    return session


def person(session: Session, email: str) -> int:
    made = Person(email=email)
    session.add(made)
    session.flush()
    return made.id or 0


def open_quarter(session: Session, month: str) -> list[Invitation]:
    later = QUARTER if month == OCTOBER else timedelta()
    round_ = opened(session, OPENS + later, month, closes_at=CLOSES + later, invite=False)
    return invitations(session, round_)


def hold(session: Session, month: str, invited: list[Invitation], progress: str) -> None:
    for invitation, score in zip(invited, progress, strict=False):
        answered(session, invitation, OPENS, theme_1_progress=score)
    close_round(session, month=month, actor="command", now=CLOSES)


def counted(session: Session) -> Cube:
    months = [JULY, OCTOBER]
    return count(
        answers(session, months),
        roster(session, months),
        standings(session),
        parse_period("2018-19-q3"),
        parse_period("2018-19-q2"),
    )


def progress(cube: Cube) -> Moves:
    found = cube.moves([item.measure for item in cube.items].index("progress"))
    assert found is not None
    return found


def asked_and_answered(cube: Cube) -> tuple[list[int], list[int]]:
    return list(cube.asked), list(cube.answered)


def test_matched_change_follows_the_person_and_the_series_the_seat(panel: Session) -> None:
    hold(panel, JULY, open_quarter(panel, JULY), "2" * 12)
    former = panel.exec(select(Holder)).all()[0]
    former.active_to = date(2018, 8, 31)
    panel.add(
        Holder(
            seat_id=former.seat_id,
            person_id=person(panel, "new@panel.example"),
            contact=former.contact,
            active_from=date(2018, 9, 1),
        )
    )
    hold(panel, OCTOBER, open_quarter(panel, OCTOBER), "5" + "2" * 11)
    cube = counted(panel)
    assert cube.earlier is not None
    assert asked_and_answered(cube) == asked_and_answered(cube.earlier) == ([10, 2], [10, 2])
    moves = progress(cube)
    assert moves.differences() == {0: 11}
    assert (moves.joined, moves.left) == ((0, 0, 0, 0, 1), (0, 1, 0, 0, 0))


def test_a_deputy_is_counted_as_themself_in_the_group_of_the_seat(panel: Session) -> None:
    hold(panel, JULY, open_quarter(panel, JULY), "2" * 12)
    invited = open_quarter(panel, OCTOBER)
    invited[0].deputy_id = person(panel, "deputy@panel.example")
    hold(panel, OCTOBER, invited, "5" + "2" * 11)
    cube = counted(panel)
    assert asked_and_answered(cube) == ([10, 2], [10, 2])
    assert progress(cube).differences() == {0: 11}
    assert progress(cube).joined == (0, 0, 0, 0, 1)


def test_a_deputy_twice_running_is_matched_with_themself(panel: Session) -> None:
    deputy = person(panel, "deputy@panel.example")
    for month, score in ((JULY, "2"), (OCTOBER, "5")):
        invited = open_quarter(panel, month)
        invited[0].deputy_id = deputy
        hold(panel, month, invited, score)
    assert progress(counted(panel)).differences() == {3: 1}


def test_whoever_talks_is_in_no_base(panel: Session) -> None:
    hold(panel, JULY, open_quarter(panel, JULY), "2" * 12)
    invited = open_quarter(panel, OCTOBER)
    invited[11].scores = False
    hold(panel, OCTOBER, invited, "2" * 11)
    cube = counted(panel)
    assert asked_and_answered(cube) == ([10, 1], [10, 1])
    assert [[cell.eligible for cell in row] for row in cube.cells] == [[10, 1]] * 2
    assert progress(cube).left == (0, 1, 0, 0, 0)


def test_one_person_with_two_seats_is_asked_once_and_counted_once(panel: Session) -> None:
    seat = Seat(ref="second", role="Second", group_id=2, organisation="Council", position=0)
    panel.add(seat)
    panel.flush()
    held = panel.exec(select(Holder)).all()[0]
    panel.add(
        Holder(
            seat_id=seat.id or 0,
            person_id=held.person_id,
            contact=held.contact,
            active_from=held.active_from,
            is_primary=False,
        )
    )
    panel.flush()
    invited = open_quarter(panel, JULY)
    assert len(invited) == 12
    assert [i.seat_id for i in invited if i.person_id == held.person_id] == [held.seat_id]
    hold(panel, JULY, invited, "2" * 12)
    hold(panel, OCTOBER, open_quarter(panel, OCTOBER), "2" * 12)
    assert asked_and_answered(counted(panel)) == ([10, 2], [10, 2])


def test_whoever_is_away_is_in_no_base_of_that_month(panel: Session) -> None:
    panel.add(Absence(person_id=1, first_day=date(2018, 7, 1), last_day=date(2018, 7, 31)))
    panel.flush()
    found = people_to_ask(panel, month=JULY, opens_at=OPENS, closes_at=CLOSES)
    assert [holder.person_id for holder in found] == list(range(2, 13))
