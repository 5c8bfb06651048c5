from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from survey.actions.refuse_block_change import refuse_change_within_year, refuse_seat_move
from survey.errors import Refused
from survey.models import Edition, EditionState, PlannedRound, Seat, Side
from survey.queries.fixed_years import fixed_years, municipal_year
from tests.survey.council import opened
from tests.survey.house import JULY
from tests.survey.sample import load_sample

JULY_2018 = datetime(2018, 7, 20, 9, 0, tzinfo=UTC)
APRIL_2019 = datetime(2019, 4, 1, 9, 0, tzinfo=UTC)


def change(
    session: Session, from_month: str, block: str = "external", side: Side = Side.ASSURANCE,
    group_ref: str = "audit",
) -> None:  # fmt: skip
    refuse_change_within_year(
        session, group_ref=group_ref, from_month=from_month, block=block, side=side
    )


def close_all(session: Session) -> None:
    session.connection().exec_driver_sql("UPDATE round SET state = 'closed'")


def move(session: Session, new_group: str, now: datetime) -> None:
    seat = session.exec(select(Seat).where(Seat.ref == "seat-2")).one()
    refuse_seat_move(session, seat=seat, old_group="audit", new_group=new_group, now=now)


@pytest.mark.parametrize(
    ("month", "year"), [("2018-04", "2018-19"), ("2019-03", "2018-19"), ("2019-04", "2019-20")]
)
def test_a_municipal_year_begins_with_april(month: str, year: str) -> None:
    assert municipal_year(month) == year


@pytest.mark.holds("a council's july")
@pytest.mark.parametrize("from_month", ["2018-04", "2018-09", "2019-03"])
def test_blocks_stay_in_a_year_with_a_round_and_the_reason_is_given(
    session: Session, from_month: str
) -> None:
    with pytest.raises(Refused, match=r"nobody can be found.* from April 2019 \(2019-04\)\."):
        change(session, from_month)


@pytest.mark.holds("a council's july")
def test_a_block_changes_from_an_april_before_any_round_of_its_year(session: Session) -> None:
    change(session, "2019-04")
    with pytest.raises(Refused, match=r"begins with an April\. .* from April 2020"):
        change(session, "2019-05")


@pytest.mark.holds("a council's july")
def test_a_side_is_held_like_a_block(session: Session) -> None:
    with pytest.raises(Refused, match="on the side 'assurance'"):
        change(session, "2018-04", block="independent", side=Side.EXTERNAL)
    change(session, "2018-04", block="independent")


@pytest.mark.holds("a council's july")
def test_a_change_that_reaches_into_the_year_from_before_is_refused(session: Session) -> None:
    change(session, "2017-04")  # before the group had any block
    session.connection().exec_driver_sql("UPDATE group_block SET from_month = '2017-04'")
    with pytest.raises(Refused, match="In 2018-19 rounds have been opened"):
        change(session, "2017-04")


@pytest.mark.holds("a council's july")
def test_a_first_block_is_no_change(session: Session) -> None:
    change(session, "2018-09", group_ref="key-partners")


@pytest.mark.holds("a council")
def test_before_the_first_round_a_block_may_be_corrected(session: Session) -> None:
    change(session, "2018-04")
    with pytest.raises(Refused, match="from April 2019"):
        change(session, "2018-05")


@pytest.mark.holds("a council")
def test_a_published_edition_holds_its_year(session: Session) -> None:
    session.add(
        Edition(
            period="2018-19-q2", number=1, state=EditionState.PUBLISHED, drafted_by="a",
            drafted_at=JULY_2018, published_at=JULY_2018,
        )
    )  # fmt: skip
    session.flush()
    assert fixed_years(session) == ["2018-19"]
    with pytest.raises(Refused, match="or an edition published"):
        change(session, "2018-04")


@pytest.mark.holds("a council's july")
def test_a_seat_stays_in_its_block_until_the_year_is_over(session: Session) -> None:
    with pytest.raises(Refused, match=r"'seat-2' .* Move the seat after March 2019"):
        move(session, "cabinet", JULY_2018)
    with pytest.raises(Refused, match="has been asked in 2018-19"):
        move(session, "cabinet", APRIL_2019)  # the round of July is still open
    close_all(session)
    move(session, "cabinet", APRIL_2019)


@pytest.mark.holds("a council's july")
def test_a_month_that_waits_in_the_calendar_holds_the_seats(session: Session) -> None:
    close_all(session)
    session.add(PlannedRound(month="2019-03", definition="governance-2018", thanks=False))
    session.flush()
    with pytest.raises(Refused, match="after March 2019"):
        move(session, "cabinet", APRIL_2019)


@pytest.mark.holds("a council")
def test_a_seat_may_move_before_anybody_was_asked(session: Session) -> None:
    move(session, "cabinet", JULY_2018)
    opened(session, JULY_2018, JULY, invite=False)
    with pytest.raises(Refused, match="'cabinet' is published in another block"):
        move(session, "cabinet", JULY_2018)


def test_a_seat_may_move_within_its_block(session: Session) -> None:
    load_sample(session)
    opened(session, JULY_2018, JULY, invite=False)
    seat = session.exec(select(Seat).where(Seat.ref == "leader")).one()
    refuse_seat_move(
        session, seat=seat, old_group="cabinet", new_group="statutory-officers", now=JULY_2018
    )
    with pytest.raises(Refused, match="'audit' is published in another block"):
        refuse_seat_move(session, seat=seat, old_group="cabinet", new_group="audit", now=JULY_2018)
