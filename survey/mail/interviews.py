"""A conversation that was booked, moved or cancelled: its words and its entry in a calendar."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import TYPE_CHECKING

from survey.clock import london_moment
from survey.language import gettext, marked
from survey.mail.body import Value, one_line
from survey.models import Booking, User

if TYPE_CHECKING:
    from icalendar import vCalAddress

CHANGES = {
    "booked": marked("booked"),
    "moved": marked("moved"),
    "cancelled": marked("cancelled"),
}


def change_of(booking: Booking) -> str:
    """'booked', 'moved' or 'cancelled', which is a mark of paragraphs too."""
    if booking.cancelled_at is not None:
        return "cancelled"
    return "moved" if booking.sequence else "booked"


def booking_values(booking: Booking, facilitator: User) -> dict[str, Value]:
    return {
        "change": Value(gettext(CHANGES[change_of(booking)])),
        "starts": Value(london_moment(booking.starts_at), strong=True),
        "minutes": Value(str(booking.minutes)),
        "place": Value(booking.place),
        "facilitator": Value(facilitator.name),
    }


def add_calendar(
    message: EmailMessage,
    booking: Booking,
    facilitator: User,
    *,
    title: str,
    note: str,
    now: datetime,
) -> None:
    """Add the entry to `message`, which is addressed already; `note` may be empty.

    As RFC 5546 has it: one UID for ever, a higher SEQUENCE for each change, METHOD CANCEL at last.
    It is another reading of the same message, which calendars look for, and an attached file.
    """
    method = "CANCEL" if booking.cancelled_at else "REQUEST"
    guest = message["To"].addresses[0]
    text = entry(
        booking,
        facilitator,
        guest=(guest.display_name, guest.addr_spec),
        title=title,
        note=note,
        now=now,
    )
    message.add_alternative(
        text, subtype="calendar", params={"method": method}, cte="quoted-printable"
    )
    message.add_attachment(
        text.encode(),
        maintype="text",
        subtype="calendar",
        filename="conversation.ics",
        params={"method": method, "charset": "utf-8"},
    )


def entry(
    booking: Booking,
    facilitator: User,
    *,
    guest: tuple[str, str],
    title: str,
    note: str,
    now: datetime,
) -> str:
    """The iCalendar text (RFC 5545) of `booking` for a guest (name, address)."""
    from icalendar import Calendar, Event  # slow to load, and the worker's alone

    cancelled = booking.cancelled_at is not None
    event = Event()
    event.add("uid", booking.uid)
    event.add("sequence", booking.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    # London's own time with its zone would need the zone's rules beside it; UTC says the same.
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", (booking.starts_at + timedelta(minutes=booking.minutes)).astimezone(UTC))
    event.add("summary", title)
    event.add("location", one_line(booking.place))
    if note:
        event.add("description", note)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", party(facilitator.name, facilitator.email))
    answer = {"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE" if cancelled else "TRUE"}
    event.add("attendee", party(*guest), parameters=answer)
    calendar = Calendar()
    calendar.add("prodid", "-//Temperature Take//Conversations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def party(name: str, address: str) -> "vCalAddress":
    """Somebody who takes part: RFC 5545 has no double quotes and no controls in a name."""
    from icalendar import vCalAddress

    made = vCalAddress(f"mailto:{address}")
    shown = "".join(c for c in one_line(name) if c.isprintable())
    made.params["CN"] = shown.replace('"', "'")
    return made
