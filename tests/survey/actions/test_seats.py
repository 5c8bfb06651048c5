"""Seats are added, changed and ended."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from survey.actions.add_seat import add_seat, ref_of
from survey.actions.change_seat import change_seat
from survey.actions.end_seat import end_seat
from survey.errors import Conflict, Refused, SurveyError
from survey.models import Group, Holder, Seat
from tests.survey.council import opened

pytestmark = pytest.mark.holds("a council")


def add(session: Session, now: datetime, **given: Any) -> Seat:
    facts: dict[str, Any] = {
        "role": "Chief Whip",
        "group": session.get_one(Group, 1),
        "organisation": "Sample City Council",
    }
    return add_seat(session, actor="manager", now=now, **(facts | given))


def change(session: Session, now: datetime, **given: Any) -> Seat:
    seat = session.get_one(Seat, 1)
    facts: dict[str, Any] = {
        "role": seat.role,
        "group": session.get_one(Group, seat.group_id),
        "organisation": seat.organisation,
    }
    return change_seat(session, seat=seat, actor="manager", now=now, **(facts | given))


@pytest.mark.parametrize(
    ("role", "ref"),
    [
        ("Chair, Audit Committee", "chair-audit-committee"),
        ("Director of Children's Services", "director-of-childrens-services"),
        ("Maîtresse d'école", "maitresse-decole"),
        ("会長", "seat"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_short_name_is_made_of_the_role(role: str, ref: str) -> None:
    assert ref_of(role) == ref


def test_a_new_seat_stands_at_the_end(session: Session, now: datetime) -> None:
    made = add(session, now)
    assert (made.ref, made.position) == ("chief-whip", 3)


@pytest.mark.parametrize(
    "given", [{"role": " "}, {"role": "a\nb"}, {"organisation": ""}, {"ref": "not a ref"}]
)
def test_a_seat_without_words_is_refused(
    session: Session, now: datetime, given: dict[str, str]
) -> None:
    with pytest.raises(SurveyError):
        add(session, now, **given)


def test_two_seats_with_one_short_name_are_both_named(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match="'seat-0' is that of 'Leader of the Council' already"):
        add(session, now, ref="seat-0")


def test_a_seat_is_renamed(session: Session, now: datetime) -> None:
    assert change(session, now, role=" Elected Mayor ").role == "Elected Mayor"


def test_a_seat_moves_before_it_was_ever_asked(session: Session, now: datetime) -> None:
    assert change(session, now, group=session.get_one(Group, 2)).group_id == 2


def test_a_seat_that_was_asked_stays_in_its_block_for_the_year(
    session: Session, now: datetime
) -> None:
    opened(session, now)
    with pytest.raises(Refused, match="stay the same from April to March"):
        change(session, now, group=session.get_one(Group, 2))


def test_no_change_is_said_to_be_none(session: Session, now: datetime) -> None:
    with pytest.raises(SurveyError, match="Nothing was changed"):
        change(session, now)


def test_a_seat_ends_and_its_holder_with_it(session: Session, now: datetime) -> None:
    seat, last = session.get_one(Seat, 1), date(2018, 8, 31)
    end_seat(session, seat=seat, last_day=last, actor="manager", now=now)
    assert (seat.ended_on, session.get_one(Holder, 1).active_to) == (last, last)
    with pytest.raises(Conflict, match="ended on 31 August 2018 already"):
        end_seat(session, seat=seat, last_day=last, actor="manager", now=now)


def test_a_seat_cannot_end_before_somebody_joins(session: Session, now: datetime) -> None:
    with pytest.raises(Conflict, match=r"leader@council\.example holds it from 1 April 2018 on"):
        end_seat(
            session,
            seat=session.get_one(Seat, 1),
            last_day=date(2018, 3, 1),
            actor="manager",
            now=now,
        )
