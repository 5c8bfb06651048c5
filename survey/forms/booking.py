"""The form in which a conversation is agreed upon."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from questionnaires.answers import blank
from survey.actions.appointment import LONGEST_PLACE, Appointment
from survey.clock import LONDON, london_day, london_time
from survey.forms.dates import EXAMPLE, typed_day
from survey.forms.text import readable
from survey.models import Booking, User

TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
USUAL_MINUTES = "45"
NAMES = ("facilitator", "day", "time", "minutes", "place")


@dataclass(slots=True)
class BookingForm:
    """What was typed, and what is wrong with it: {field id: sentence}."""

    facilitator: str = ""
    day: str = ""
    time: str = ""
    minutes: str = USUAL_MINUTES
    place: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standing(cls, booking: Booking | None) -> "BookingForm":
        """The form with what is booked, or with nothing but the usual length."""
        if booking is None:
            return cls()
        return cls(
            str(booking.facilitator_id),
            london_day(booking.starts_at).isoformat(),
            london_time(booking.starts_at),
            str(booking.minutes),
            booking.place,
        )

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "BookingForm":
        typed = (" ".join(readable(sent.get(name, "")).split()) for name in NAMES)
        facilitator, day, clock, minutes, place = typed
        return cls(facilitator, day, clock, minutes, place)

    def appointment(self, facilitators: Sequence[User]) -> Appointment | None:
        """What was agreed, or None with `errors` filled."""
        by_id = {str(user.id): user for user in facilitators}
        day, clock = typed_day(self.day), TIME.fullmatch(self.time)
        checks = {
            "facilitator": (self.facilitator in by_id, "Choose who holds the conversation"),
            "day": (day is not None, f"Enter the day, such as {EXAMPLE}"),
            "time": (clock is not None, "Enter the time in London, such as 14:00"),
            "minutes": (
                self.minutes.isdecimal() and len(self.minutes) <= 3,
                "Enter how many minutes it takes, such as 45",
            ),
            "place": (
                not blank(self.place) and len(self.place) <= LONGEST_PLACE,
                "Enter where it is held, or who rings whom",
            ),
        }
        self.errors |= {name: words for name, (right, words) in checks.items() if not right}
        if self.errors or day is None or clock is None:
            return None
        starts_at = datetime.combine(day, time(int(clock[1]), int(clock[2])), LONDON)
        return Appointment(by_id[self.facilitator], starts_at, int(self.minutes), self.place)
