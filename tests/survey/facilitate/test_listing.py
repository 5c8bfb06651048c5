"""My interviews, and whom nobody has taken yet; other people's do not exist."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.clock import now
from survey.models import (
    Assignment,
    Booking,
    Interview,
    InterviewDraft,
    Invitation,
    OutboxItem,
    OutboxKind,
    RoleName,
    User,
)
from tests.survey.accounts import browser, events, token
from tests.survey.client import CheckingClient, texts
from tests.survey.facilitate.talking import (
    END,
    PAGE,
    assign,
    facilitator_of,
    interviewed,
    save,
    section,
    sent,
)
from tests.survey.house import ANSWERS, OPENS, House

pytestmark = pytest.mark.holds("a council's july")
LIST, BOOK = "/facilitate/", f"{PAGE}/book"
AGREED = {"day": "2118-07-10", "time": "14:00", "minutes": "45", "place": "Room <3>"}


@pytest.fixture
def sam(app: Flask) -> CheckingClient:
    return facilitator_of(app, 1)


def rows(client: CheckingClient) -> list[str]:
    return texts(client.get(LIST), "tr")


def test_what_is_mine_comes_first_then_whom_nobody_has_taken(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    with house.session() as session:
        session.get_one(Invitation, 3).talk_asked_at = OPENS
    assert rows(sam)[1].startswith("Leader of the CouncilCabinet Nothing yet")
    assert "Not begun Book a time" in rows(sam)[1]
    assert rows(sam)[3].startswith("Chair, Audit CommitteeAudit Asked to talk Not heard yet Take")
    assert rows(sam)[4].startswith("Cabinet Member for FinanceCabinet The form Not heard yet Take")
    ada = browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    assert "Leader of the Council: with Sam Staff" in texts(ada.get(LIST), "li")
    assert PAGE not in ada.get(LIST).get_data(as_text=True)
    assert "No interview is yours yet." in ada.get(LIST).get_data(as_text=True)


def test_each_has_one_next_action_for_its_state(house: House, sam: CheckingClient) -> None:
    save(sam, "theme-1", {"theme-1-notes": "Begun"})
    assert "Begun Go on" in rows(sam)[1]
    interviewed(sam, ANSWERS)
    assert "Recorded, awaiting the speaker See the receipt" in rows(sam)[1]
    for change, words in (
        ({"read_back_at": now() - timedelta(days=8)}, "Recorded, not contradicted"),
        ({"confirmed_at": now()}, "Recorded, confirmed"),
    ):
        with house.session() as session:
            interview = session.exec(select(Interview)).one()
            for name, value in change.items():
                setattr(interview, name, value)
        assert words in rows(sam)[1]
    house.close()
    assert "Recorded, confirmed See the receipt" in rows(sam)[1]
    assert "The month is closed." in sam.get(LIST).get_data(as_text=True)


def test_whoever_answered_the_form_is_nobodys_next_action(
    house: House, sam: CheckingClient
) -> None:
    house.hear(1)
    assert "Heard by form, 2 July 2018 Nothing" in rows(sam)[1]
    house.hear(3)
    assert not [row for row in rows(sam) if row.startswith("Chair, Audit")]


def test_an_interview_is_taken_on_by_one_press(app: Flask, house: House) -> None:
    ada = browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    answer = ada.fill(LIST, {}, to=f"{PAGE}/take")
    assert answer.location == "/facilitate/?done=taken"
    assert "The interview is yours" in ada.get(answer.location).get_data(as_text=True)
    (made,) = house.rows(Assignment)
    assert (made.invitation_id, made.assigned_by) == (1, "ada@staff.example")
    last = events(app)[-1]
    assert (last.actor, last.action) == ("ada@staff.example", "interview assigned")
    again = ada.post(f"{PAGE}/take", data={"csrf_token": token(ada, LIST)})
    assert again.status_code == 302
    assert [event.action for event in events(app)].count("interview assigned") == 1


def test_of_two_who_take_one_the_first_has_it(app: Flask, sam: CheckingClient) -> None:
    assert sam
    ada = browser(app, RoleName.FACILITATOR)
    answer = ada.post(f"{PAGE}/take", data={"csrf_token": token(ada, LIST)})
    assert answer.status_code == 404
    assert "a colleague may have been faster" in answer.get_data(as_text=True)


def test_whoever_was_heard_is_not_taken(app: Flask, house: House) -> None:
    ada = browser(app, RoleName.FACILITATOR)
    press = {"csrf_token": token(ada, LIST)}
    house.hear(1)
    assert ada.post(f"{PAGE}/take", data=press).status_code == 409
    assert ada.post("/facilitate/people/99/take", data=press).status_code == 404
    house.close()
    assert ada.post("/facilitate/people/2/take", data=press).status_code == 410
    assert not house.rows(Assignment)


def test_a_colleague_is_added_and_the_interview_given_back(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    ada = browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    save(sam, "theme-1", {"theme-1-notes": "Of us both"})
    answer = sent(sam, BOOK, {}, f"{PAGE}/colleagues")
    assert answer.location == "/facilitate/?done=added"
    assert "with Sam Staff" in rows(ada)[1]
    assert "Of us both" in ada.get(PAGE).get_data(as_text=True)
    assert sent(sam, BOOK, {}, f"{PAGE}/release").location == "/facilitate/?done=given-back"
    assert sam.get(PAGE).status_code == 404
    assert "Of us both" in ada.get(PAGE).get_data(as_text=True)
    assert [event.action for event in events(app)][-2] == "interview given back"
    nobody = ada.post(f"{PAGE}/colleagues", data={"csrf_token": token(ada, LIST), "who": "99"})
    assert nobody.status_code == 404
    assert len(house.rows(InterviewDraft)) == 1


def test_a_time_is_booked_moved_and_cancelled(house: House, sam: CheckingClient) -> None:
    assert sent(sam, BOOK, AGREED, BOOK).location == "/facilitate/?done=booked"
    assert "14:00, 45 minutes, Room <3>" in rows(sam)[1]
    assert "Not begun Begin" in rows(sam)[1]
    assert "booked for Sunday 10 July 2118" in sam.get(BOOK).get_data(as_text=True)
    refused = sent(sam, BOOK, {}, f"{PAGE}/release")
    assert refused.status_code == 409
    assert sent(sam, BOOK, {"time": "15:00"}, BOOK).location == "/facilitate/?done=moved"
    assert sent(sam, BOOK, {}, f"{PAGE}/cancel").location == "/facilitate/?done=cancelled"
    (booking,) = house.rows(Booking)
    assert (booking.sequence, booking.cancelled_at is not None) == (2, True)
    mails = [row for row in house.rows(OutboxItem) if row.kind is OutboxKind.INTERVIEW]
    assert len(mails) == 3
    gone = sam.post(f"{PAGE}/cancel", data={"csrf_token": token(sam, LIST)})
    assert gone.status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"day": "soon"}, "day", "Enter the day"),
        ({"day": "2018-07-01"}, "day", "The conversation would be in the past"),
        ({"facilitator": "99"}, "facilitator", "Choose who holds"),
        ({"place": " "}, "place", "Enter where it is held"),
    ],
)
def test_what_cannot_be_booked_is_asked_again(
    house: House, sam: CheckingClient, wrong: dict[str, str], field: str, words: str
) -> None:
    answer = sent(sam, BOOK, AGREED | wrong, BOOK)
    assert answer.status_code == 400
    assert f'<a href="#{field}">{words}' in answer.get_data(as_text=True)
    assert not house.rows(Booking)


def test_nobody_books_for_a_colleague_who_does_not_have_it(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    with house.session() as session:
        ada = session.exec(select(User).where(User.email == "ada@staff.example")).one().id
    assert sent(sam, BOOK, AGREED | {"facilitator": str(ada)}, BOOK).status_code == 400


def test_the_entry_goes_into_ones_own_calendar(sam: CheckingClient) -> None:
    assert sam.get(f"{PAGE}/conversation.ics").status_code == 404
    sent(sam, BOOK, AGREED, BOOK)
    answer = sam.get(f"{PAGE}/conversation.ics")
    assert answer.mimetype == "text/calendar"
    text = answer.get_data(as_text=True).replace("\r\n ", "")
    assert "SUMMARY:Conversation about July 2018: Leader of the Council" in text
    assert "LOCATION:Room <3>" in text
    assert f"{PAGE}\r\n" in text


def test_booking_by_the_manager_assigns(app: Flask, house: House) -> None:
    ada = browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    with house.session() as session:
        found = session.exec(select(User).where(User.email == "ada@staff.example")).one()
        book_interview(
            session,
            invitation=session.get_one(Invitation, 1),
            appointment=Appointment(found, OPENS + timedelta(days=1), 45, "Room 1"),
            actor="mira",
            now=OPENS,
        )
    assert ada.get(PAGE).status_code == 200


def test_hostile_30_other_peoples_interviews_are_found_nowhere(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    sent(sam, BOOK, AGREED, BOOK)
    save(sam, "theme-1", {"theme-1-notes": "Mine"})
    ada = browser(app, RoleName.FACILITATOR)
    form = {"csrf_token": token(ada, LIST), "theme-1-notes": "Not hers", "who": "1"} | AGREED
    before = house.count()
    for who in (1, 3, 0, 99, 2**31 - 1, "x"):
        of = f"/facilitate/people/{who}"
        pages = ("", "/book", "/deputy", "/end", "/conversation.ics")
        assert {ada.get(of + each).status_code for each in pages} == {404}
        deeds = (
            "", "/end", "/book", "/cancel", "/colleagues", "/release", "/deputy",
            "/conversation", "/sections/theme-1",
        )  # fmt: skip
        assert {ada.post(of + each, data=form).status_code for each in deeds} == {404}
    assert ada.post(f"{PAGE}/take", data=form).status_code == 404
    assert house.count() == before


def test_hostile_30_a_receipt_is_of_those_who_have_the_interview(
    app: Flask, house: House, sam: CheckingClient
) -> None:
    receipt = interviewed(sam, ANSWERS).location
    ada = browser(app, RoleName.FACILITATOR, email="ada@staff.example")
    assert sam.get(receipt).status_code == 200
    assert ada.get(receipt).status_code == 404
    assert sam.get("/facilitate/receipts/TT-AAAA-AAAA").status_code == 404
    form = house.hear(2)
    assert sam.get(f"/facilitate/receipts/{form.reference}").status_code == 404
    assign(house, "ada@staff.example", 1)
    assert ada.get(receipt).status_code == 200


def test_a_section_that_nobody_asks_is_not_found(sam: CheckingClient) -> None:
    form = {"csrf_token": token(sam, LIST)}
    for name in ("theme-9", "form", "end", "theme-1%00"):
        assert sam.post(section(name), data=form).status_code == 404


def test_nothing_is_changed_by_opening(sam: CheckingClient) -> None:
    for address in (f"{PAGE}/take", f"{PAGE}/cancel", section("theme-1"), f"{PAGE}/release"):
        assert sam.get(address).status_code == 405


@pytest.mark.parametrize("address", [section("theme-1"), f"{PAGE}/conversation", END])
def test_hostile_20_a_form_from_elsewhere_is_shown_again_with_all_that_was_typed(
    house: House, sam: CheckingClient, address: str
) -> None:
    save(sam, "theme-1", {"theme-1-comment": "Stored <b>"})
    typed: dict[str, Any] = {"csrf_token": "x", "place": "Typed", "theme-1-notes": "Typed"}
    answer = sam.post(address, data=typed)
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert "Nothing was saved yet" in page
    assert "Stored &lt;b&gt;" in page or address == section("theme-1")
    assert "Typed" in page or address == END
    assert not [each for each in house.rows(InterviewDraft) if "Typed" in each.document]
