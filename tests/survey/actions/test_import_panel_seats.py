"""What a panel's file says of the seats themselves: vacancies, ends, groups and places."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from survey.actions.import_panel import import_panel
from survey.actions.importing.changes import Changes, FieldChange, RowChange
from survey.actions.importing.source import Source
from survey.errors import ImportFileError
from survey.models import Holder, Seat
from tests.survey.council import add_aim, add_theme, opened
from tests.survey.sample import NOW, bring_groups, bring_panel

HEADER = "seat,role,group,organisation,email,contact,active_from,active_to,primary"
ENDING = f"{HEADER},ended_on"
VACANT = "deputy,Deputy Leader,cabinet,Council,,,,,"
LEADER = "leader,Leader,cabinet,Council,leader@x.example,form,2018-06,,yes"
JULY = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("grouped")


@pytest.fixture
def grouped(session: Session) -> None:
    bring_groups(session)


def bring(session: Session, *lines: str, now: datetime = NOW) -> Changes:
    source = Source.decode("panel.csv", "\n".join(lines).encode())
    return import_panel(session, source=source, actor="command", now=now)


def seat(session: Session, ref: str) -> Seat:
    return session.exec(select(Seat).where(Seat.ref == ref)).one()


def test_a_row_without_a_holder_is_a_vacant_seat(session: Session) -> None:
    changes = bring(session, HEADER, LEADER, VACANT)
    assert changes.added == ("seat leader", "seat deputy", "holder leader@x.example of seat leader")
    assert len(session.exec(select(Holder)).all()) == 1
    assert not bring(session, HEADER, LEADER, VACANT)


@pytest.mark.parametrize(
    ("holder", "sentence"),
    [
        (",form,2018-06,,yes", "row 2, column 'email': it is empty; fill it in, or empty all"),
        (",,,2018-06,", "row 2, column 'email': it is empty"),
        ("a@x.example,,2018-06,,yes", "row 2, column 'contact': it is empty"),
        ("a@x.example,form,,,yes", "row 2, column 'active_from': it is empty"),
        ("a@x.example,form,2018-06,,", "row 2, column 'primary': it is empty"),
    ],
)
def test_half_a_holder_is_refused(session: Session, holder: str, sentence: str) -> None:
    with pytest.raises(ImportFileError, match=sentence):
        bring(session, HEADER, f"leader,Leader,cabinet,Council,{holder}")
    assert session.exec(select(Seat)).all() == []


def test_a_seat_ends_on_a_day_and_a_file_without_the_column_leaves_that(session: Session) -> None:
    bring(session, HEADER, LEADER)
    leaving = LEADER.replace(",,yes", ",2018-09-12,yes")
    changes = bring(session, ENDING, f"{leaving},2018-09")
    assert changes.changed[0] == RowChange(
        "seat leader", (FieldChange("ended_on", "", "2018-09-30"),)
    )
    assert not bring(session, HEADER, leaving)
    assert seat(session, "leader").ended_on == date(2018, 9, 30)
    assert bring(session, ENDING, f"{leaving},")
    assert seat(session, "leader").ended_on is None


def test_nobody_holds_a_seat_that_has_ended(session: Session) -> None:
    with pytest.raises(
        ImportFileError, match=r"row 2, column 'active_to': the seat 'leader' .* 2018-09-30"
    ):
        bring(session, ENDING, f"{LEADER},2018-09")
    bring(session, HEADER, LEADER)
    with pytest.raises(
        ImportFileError, match=r"leader@x.example \(in the panel, not in this file\)"
    ):
        bring(session, ENDING, "leader,Leader,cabinet,Council,,,,,,2018-09")


def test_a_seat_of_which_two_rows_say_different_ends_is_refused(session: Session) -> None:
    former = LEADER.replace("2018-06,,", "2018-04,2018-05,")
    with pytest.raises(ImportFileError, match="row 3, column 'ended_on'"):
        bring(session, ENDING, f"{former},2019-03", f"{LEADER.replace('leader@', 'new@')},")


def test_a_seat_moves_to_another_block_before_anybody_was_asked_and_not_after(
    session: Session,
) -> None:
    moved = LEADER.replace("cabinet", "audit")
    bring(session, HEADER, LEADER)
    assert bring(session, HEADER, moved)
    assert bring(session, HEADER, LEADER)
    add_aim(session, add_theme(session, 1, "Culture"), 1, "A dashboard")
    opened(session, JULY, invite=False)
    with pytest.raises(ImportFileError, match=r"row 2, column 'group': The seat 'leader' has been"):
        bring(session, HEADER, moved, now=JULY)
    assert bring(session, HEADER, LEADER.replace("cabinet", "statutory-officers"), now=JULY)


def test_seats_keep_their_places_while_their_order_stays(session: Session) -> None:
    bring(session, HEADER, LEADER, VACANT)
    seat(session, "leader").position, seat(session, "deputy").position = 3, 8
    assert not bring(session, HEADER, VACANT)
    bring(session, HEADER, VACANT, VACANT.replace("deputy", "third"))
    assert seat(session, "third").position == 9
    assert bring(session, HEADER, VACANT, LEADER)
    assert (seat(session, "deputy").position, seat(session, "leader").position) == (1, 2)


def test_the_sample_needs_no_column_for_an_end(session: Session) -> None:
    assert bring_panel(session)
    assert all(found.ended_on is None for found in session.exec(select(Seat)))
