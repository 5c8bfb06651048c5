"""What a facilitator reads of the conversations that a manager booked with them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.cancel_interview import cancel_interview
from survey.models import Booking, Invitation, RoleName, User
from tests.survey.accounts import browser
from tests.survey.client import CheckingClient, texts
from tests.survey.house import OPENS, House

pytestmark = pytest.mark.holds("a council's july")
ADDRESS = "sam@staff.example"
LINE = (
    "Tuesday 3 July 2018 at 09:00, 45 minutes, Room <3>"
    "Move or cancel: Leader of the Council · Calendar entry: Leader of the Council"
)


@pytest.fixture
def facilitator(app: Flask) -> CheckingClient:
    return browser(app, RoleName.FACILITATOR, email=ADDRESS)


@pytest.fixture
def booked(facilitator: CheckingClient, house: House) -> CheckingClient:
    """Sam's browser, after a conversation with the Leader was booked with Sam."""
    with house.session() as session:
        sam = session.exec(select(User).where(User.email == ADDRESS)).one()
        book_interview(
            session,
            invitation=session.get_one(Invitation, 1),
            appointment=Appointment(sam, OPENS + timedelta(days=1), 45, "Room <3>"),
            actor="mira",
            now=OPENS,
        )
    return facilitator


def lines(client: CheckingClient) -> list[str]:
    return [line for line in texts(client.get("/facilitate/"), "td") if "minutes" in line]


def test_what_is_booked_is_read_with_when_and_where(booked: CheckingClient) -> None:
    assert lines(booked) == [LINE]


def test_of_what_was_held_nothing_is_left_to_arrange(booked: CheckingClient, house: House) -> None:
    house.hear(1)
    assert lines(booked) == [LINE.partition("Move")[0]]


def test_a_cancelled_one_is_not_there(booked: CheckingClient, house: House) -> None:
    with house.session() as session:
        cancel_interview(
            session, booking=session.exec(select(Booking)).one(), actor="mira", now=OPENS
        )
    assert lines(booked) == []


def test_nobody_reads_what_is_booked_with_somebody_else(app: Flask, booked: CheckingClient) -> None:
    assert lines(booked)
    assert lines(browser(app, RoleName.FACILITATOR)) == []
