from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.models import (
    Assignment,
    Booking,
    Group,
    Invitation,
    OutboxItem,
    OutboxKind,
    RoleName,
    Seat,
)
from tests.survey.accounts import browser, events, token
from tests.survey.client import CheckingClient, texts
from tests.survey.house import OPENS, House

LIST, PAGE = "/manage/conversations/", "/manage/conversations/1"
JULY = pytest.mark.holds("a council's july")


@pytest.fixture
def manager(app: Flask) -> CheckingClient:
    return browser(app, RoleName.MANAGER)


@pytest.fixture
def typed(app: Flask) -> dict[str, str]:
    """Tea with Sam in a hundred years, so that it is always to come."""
    browser(app, RoleName.FACILITATOR, email="sam@staff.example")
    return {"day": "10 July 2118", "time": "14:00", "minutes": "45", "place": "The Council House"}


def facilitator(manager: CheckingClient) -> str:
    page = manager.get(PAGE).get_data(as_text=True)
    return page.partition('name="facilitator"')[2].partition('value="')[2].partition('"')[0]


def fill(manager: CheckingClient, typed: dict[str, str], address: str = PAGE) -> Any:
    return manager.fill(address, {"facilitator": facilitator(manager)} | typed, to=address)


def interviews(house: House) -> list[OutboxItem]:
    return [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.INTERVIEW]


def test_before_the_first_month_nothing_is_listed(manager: CheckingClient) -> None:
    assert "No month has been opened yet" in manager.get(LIST).get_data(as_text=True)


@JULY
def test_whoever_asked_to_talk_comes_first(manager: CheckingClient, house: House) -> None:
    with house.session() as session:
        session.get_one(Invitation, 3).talk_asked_at = OPENS
    page = manager.get(LIST)
    assert "1 asked and not booked, 0 offered, 2 not offered yet" in page.get_data(as_text=True)
    chair, leader, member = texts(page, "tr")[1:]
    assert chair.startswith("Chair, Audit Committee Audit Asked to talk 2 July 2018 Book")
    assert leader.startswith("Leader of the Council Cabinet Not offered yet Book")
    assert member.endswith("Book a conversation with the Cabinet Member for Finance")


@JULY
def test_a_seat_that_nobody_is_asked_for_is_counted_apart(
    manager: CheckingClient, house: House
) -> None:
    with house.session() as session:
        group = session.exec(select(Group).where(Group.ref == "audit")).one()
        session.add(
            Seat(
                ref="empty",
                role="External Auditor",
                group_id=group.id or 0,
                organisation="X",
                position=9,
            )
        )
    page = manager.get(LIST)
    assert "3 not offered yet; 1 not asked in July 2018." in page.get_data(as_text=True)
    assert "External Auditor Audit None Not asked" in texts(page, "tr")


@JULY
def test_a_conversation_is_booked_moved_and_cancelled(
    manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    assert fill(manager, typed).location == f"{LIST}?done=booked"
    assert "Booked for Sunday 10 July 2118 at 14:00" in manager.get(LIST).get_data(as_text=True)
    page = manager.get(PAGE).get_data(as_text=True)
    assert "It is booked for Sunday 10 July 2118 at 14:00, 45 minutes" in page
    assert 'value="2118-07-10"' in page
    later = fill(manager, typed | {"time": "9.30"})
    assert later.location == f"{LIST}?done=moved"
    cancelled = manager.fill(PAGE, {}, to=f"{PAGE}/cancel")
    assert cancelled.location == f"{LIST}?done=cancelled"
    assert "is cancelled; a mail" in manager.get(cancelled.location).get_data(as_text=True)
    (booking,) = house.rows(Booking)
    assert booking.sequence == 2
    assert booking.starts_at.isoformat() == "2118-07-10T08:30:00+00:00"
    assert len(interviews(house)) == 3
    assert manager.get(f"{PAGE}/cancel").status_code == 405


@JULY
def test_from_this_month_it_leads_back_there(
    manager: CheckingClient, typed: dict[str, str]
) -> None:
    address = f"{PAGE}?back=month"
    assert fill(manager, typed, address).location == "/manage/?done=talk"


@JULY
@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"day": "soon"}, "day", "Enter the day, such as"),
        ({"day": "1 July 2018"}, "day", "in the past"),
        ({"day": "1 August 2118"}, "day", "The round closes on Saturday 16 July 2118"),
        ({"time": "25:00"}, "time", "Enter the time in London"),
        ({"minutes": "an hour"}, "minutes", "Enter how many minutes"),
        ({"minutes": "999"}, "day", "from 5 to 240 minutes"),
        ({"place": " \x00 "}, "place", "Enter where it is held"),
        ({"facilitator": "1' OR 1=1"}, "facilitator", "Choose who holds the conversation"),
    ],
)
def test_what_cannot_be_booked_is_said_and_kept(
    manager: CheckingClient,
    house: House,
    typed: dict[str, str],
    wrong: dict[str, str],
    field: str,
    words: str,
) -> None:
    answer = fill(manager, typed | wrong)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert f'<a href="#{field}">' in page
    assert words in page
    assert not house.rows(Booking)
    assert not interviews(house)


@JULY
def test_a_facilitator_who_holds_a_seat_is_not_offered(app: Flask, manager: CheckingClient) -> None:
    browser(app, RoleName.FACILITATOR, email="finance@council.example")
    assert "There is no facilitator yet who holds no seat" in manager.get(PAGE).get_data(
        as_text=True
    )


@JULY
def test_whoever_has_been_heard_is_not_booked(
    manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    house.hear(1)
    answer = fill(manager, typed)
    assert answer.status_code == 409
    assert "heard in round 2018-07 already" in answer.get_data(as_text=True)


@JULY
def test_whoever_answers_after_booking_is_named_to_the_manager(
    manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    fill(manager, typed)
    house.hear(1)
    assert "Cancel it, unless you both want to talk" in manager.get(PAGE).get_data(as_text=True)
    assert manager.fill(PAGE, {}, to=f"{PAGE}/cancel").location == f"{LIST}?done=cancelled"


@JULY
def test_nobody_else_can_be_booked_by_another_number(manager: CheckingClient) -> None:
    assert manager.get("/manage/conversations/99").status_code == 404
    assert manager.get("/manage/conversations/99999999999999999999").status_code == 404


@JULY
def test_an_interview_is_assigned_and_taken_back(
    app: Flask, manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    assert typed
    who = {"who": facilitator(manager)}
    assigned = manager.fill(PAGE, who, to=f"{PAGE}/assign")
    assert assigned.location == f"{LIST}?done=assigned"
    (made,) = house.rows(Assignment)
    assert made.invitation_id == 1
    page = manager.get(assigned.location)
    assert "The interview is assigned" in page.get_data(as_text=True)
    assert any("Not offered yet With Sam Staff Book" in row for row in texts(page, "tr"))
    assert "It is with Sam Staff." in manager.get(PAGE).get_data(as_text=True)
    last = events(app)[-1]
    assert (last.action, last.subject) == ("interview assigned", "invitation 1")
    back = manager.fill(PAGE, who, to=f"{PAGE}/release")
    assert back.location == f"{LIST}?done=given-back"
    assert not house.rows(Assignment)
    assert events(app)[-1].action == "interview given back"
    again = manager.post(f"{PAGE}/release", data=who | {"csrf_token": token(manager, PAGE)})
    assert again.status_code == 404


@JULY
def test_an_interview_is_assigned_to_facilitators_alone(
    manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    assert typed
    for who in ("", "99", "x"):
        refused = manager.fill(PAGE, {"who": who}, to=f"{PAGE}/assign")
        assert refused.status_code == 400
        assert '<a href="#who">Choose who is to hold' in refused.get_data(as_text=True)
    press = {"csrf_token": token(manager, PAGE), "who": facilitator(manager)}
    assert manager.post("/manage/conversations/99/assign", data=press).status_code == 404
    house.close()
    assert manager.post(f"{PAGE}/assign", data=press).status_code == 410
    assert not house.rows(Assignment)


@JULY
def test_what_is_booked_is_with_its_facilitator_until_it_is_moved(
    manager: CheckingClient, house: House, typed: dict[str, str]
) -> None:
    fill(manager, typed)
    (made,) = house.rows(Assignment)
    who = {"who": str(made.facilitator_id)}
    refused = manager.fill(PAGE, who, to=f"{PAGE}/release")
    assert refused.status_code == 409
    assert "move it to somebody else or cancel it first" in refused.get_data(as_text=True)
