from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any, cast

import pytest
from icalendar import Calendar
from sqlmodel import Session, col, select

from survey.actions.appointment import Appointment
from survey.actions.book_interview import book_interview
from survey.actions.cancel_interview import cancel_interview
from survey.actions.move_interview import move_interview
from survey.mail.outcomes import Dropped
from survey.models import Booking, Invitation, Organisation, OutboxItem, OutboxKind, RoleName
from tests.survey.accounts import add_account
from tests.survey.mail.conftest import Write
from tests.survey.mail.reading import part, said

pytestmark = pytest.mark.holds("the sample's july")


@pytest.fixture
def agreed(session: Session, now: datetime) -> Appointment:
    facilitator = add_account(session, RoleName.FACILITATOR, email="sam@staff.example")
    return Appointment(facilitator, now + timedelta(days=8, hours=4), 45, "Room 3, {{ link }}; \nX")


@pytest.fixture
def booking(session: Session, item: OutboxItem, agreed: Appointment, now: datetime) -> Booking:
    invitation = session.get_one(Invitation, item.subject_id)
    return book_interview(session, invitation=invitation, appointment=agreed, actor="mira", now=now)


@pytest.fixture
def last(session: Session, write: Write) -> Callable[[], EmailMessage]:
    """The message that was queued last about a conversation."""

    def written() -> EmailMessage:
        query = select(OutboxItem).where(OutboxItem.kind == OutboxKind.INTERVIEW)
        return write(session.exec(query.order_by(col(OutboxItem.id).desc())).first())

    return written


def event(message: EmailMessage) -> tuple[Calendar, Any]:
    calendar = Calendar.from_ical(part(message, "calendar"))
    (found,) = calendar.walk("VEVENT")
    return calendar, found


def test_a_booking_comes_with_an_entry_for_the_calendar(
    booking: Booking, last: Callable[[], EmailMessage], agreed: Appointment
) -> None:
    message = last()
    assert message["Subject"] == "Our conversation on Tuesday 10 July 2018 at 14:00: booked"
    for kind in ("plain", "html"):
        for phrase in ("is booked", "45 minutes", "with Sam Staff", "Room 3, {{ link }}; X"):
            assert phrase in said(message, kind)
        assert "cancelled" not in said(message, kind)
    calendar, entry = event(message)
    assert calendar["METHOD"] == "REQUEST"
    assert (entry["UID"], entry["SEQUENCE"], entry["STATUS"]) == (booking.uid, 0, "CONFIRMED")
    assert entry.start == agreed.starts_at
    assert entry.end == agreed.ends_at
    assert entry["LOCATION"] == "Room 3, {{ link }}; X"
    assert entry["SUMMARY"] == "Conversation about July 2018, Sample City Council"
    assert entry["ORGANIZER"] == "mailto:sam@staff.example"
    assert entry["ATTENDEE"] == "mailto:leader@council.example"
    assert entry["ATTENDEE"].params["CN"] == "Leader of the Council"


@pytest.mark.usefixtures("booking")
def test_the_entry_is_a_reading_of_the_message_and_a_file(last: Callable[[], EmailMessage]) -> None:
    message = last()
    inline, file = (each for each in message.walk() if each.get_content_type() == "text/calendar")
    assert inline.get_param("method") == file.get_param("method") == "REQUEST"
    assert not inline.is_attachment()
    assert file.get_filename() == "conversation.ics"
    assert message.get_content_type() == "multipart/mixed"
    assert Calendar.from_ical(cast(bytes, file.get_payload(decode=True))).walk("VEVENT")


def test_a_move_has_the_same_uid_and_a_higher_sequence(
    session: Session,
    booking: Booking,
    agreed: Appointment,
    last: Callable[[], EmailMessage],
    now: datetime,
) -> None:
    first = last()
    later = replace(agreed, starts_at=agreed.starts_at + timedelta(days=1))
    move_interview(session, booking=booking, appointment=later, actor="mira", now=now)
    message = last()
    assert message["Subject"] == "Our conversation on Wednesday 11 July 2018 at 14:00: moved"
    assert message["Message-ID"] != first["Message-ID"]
    calendar, entry = event(message)
    assert calendar["METHOD"] == "REQUEST"
    assert entry["UID"] == event(first)[1]["UID"]
    assert entry["SEQUENCE"] == 1
    assert entry.start == later.starts_at


def test_a_cancellation_takes_it_out_of_the_calendar(
    session: Session, booking: Booking, last: Callable[[], EmailMessage], now: datetime
) -> None:
    cancel_interview(session, booking=booking, actor="mira", now=now)
    message = last()
    assert message["Subject"].endswith("14:00: cancelled")
    assert "is cancelled" in said(message)
    assert "is booked" not in said(message)
    calendar, entry = event(message)
    assert calendar["METHOD"] == "CANCEL"
    assert (entry["UID"], entry["SEQUENCE"], entry["STATUS"]) == (booking.uid, 1, "CANCELLED")


def test_what_was_changed_again_before_it_left_is_not_sent(
    session: Session, booking: Booking, write: Write, now: datetime
) -> None:
    query = select(OutboxItem).where(OutboxItem.kind == OutboxKind.INTERVIEW)
    first = session.exec(query).one()
    cancel_interview(session, booking=booking, actor="mira", now=now)
    with pytest.raises(Dropped, match="changed again"):
        write(first)


def test_an_hour_in_winter_is_told_as_london_has_it(
    session: Session, booking: Booking, agreed: Appointment, last: Callable[[], EmailMessage]
) -> None:
    booking.starts_at = agreed.starts_at.replace(month=12)
    session.flush()
    assert "Monday 10 December 2018 at 13:00" in last()["Subject"]


@pytest.mark.usefixtures("booking")
def test_a_name_of_any_characters_stands_in_the_entry(
    session: Session, agreed: Appointment, last: Callable[[], EmailMessage]
) -> None:
    agreed.facilitator.name = 'Sam "the; ear", Staff\r\nATTENDEE:mailto:all@example.com'
    session.flush()
    _, entry = event(last())
    assert entry["ORGANIZER"].params["CN"].startswith("Sam 'the; ear', Staff ATTENDEE")
    assert entry["ATTENDEE"] == "mailto:leader@council.example"


@pytest.mark.usefixtures("booking")
def test_a_demonstration_says_so_in_the_calendar_too(
    session: Session, last: Callable[[], EmailMessage]
) -> None:
    assert "DESCRIPTION" not in event(last())[1]
    session.exec(select(Organisation)).one().demonstration = True
    session.flush()
    assert "a demonstration with simulated answers" in event(last())[1]["DESCRIPTION"]
