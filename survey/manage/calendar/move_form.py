"""The form in which a month is given another day and time of opening."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlmodel import Session

from analysis.periods import month_label
from survey.clock import LONDON, london_day, london_moment, london_time
from survey.errors import SurveyError
from survey.forms import clock_times, dates
from survey.queries.clashes import clashes
from survey.queries.planned_dates import MonthDates
from survey.working_days import london


@dataclass(slots=True)
class MoveForm:
    """What was typed, and what is wrong with it: {field id: sentence}."""

    day: str
    time: str
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def sent(cls, sent: Mapping[str, str]) -> "MoveForm":
        """What a browser has sent, not checked yet."""
        return cls(sent.get("day", "").strip()[:40], sent.get("time", "").strip()[:40])

    @classmethod
    def of(cls, opens_at: datetime) -> "MoveForm":
        return cls(london_day(opens_at).isoformat(), london_time(opens_at))

    def check(self) -> None:
        """Fill `errors`."""
        if dates.typed_day(self.day) is None:
            self.errors["day"] = f"Enter the day on which it opens, such as {dates.EXAMPLE}"
        if clock_times.typed_time(self.time) is None:
            self.errors["time"] = f"Enter a time of day, such as {clock_times.EXAMPLE}"

    @property
    def opens_at(self) -> datetime:
        """Where nothing is wrong."""
        day = dates.typed_day(self.day) or date.max
        return london(day, clock_times.typed_time(self.time) or time())


def why_not(session: Session, moved: MonthDates, now: datetime) -> str:
    """Why the month cannot have these dates, in a sentence; empty where it can."""
    if moved.opens_at < now:
        return f"{london_moment(moved.opens_at)} is past: choose a later opening"
    if abs(moved.opens_at.astimezone(LONDON).year - int(moved.month[:4])) > 1:
        return f"That is more than a year away from {month_label(moved.month)}: check the year"
    try:
        moved.check()
    except SurveyError as error:
        return str(error)
    met = clashes(session, [moved]).overlapping
    if not met:
        return ""
    other = met[0][1]
    return (
        f"It would be open until {london_moment(moved.closes_at)}, and overlap "
        f"{month_label(other.month)}, open {london_moment(other.opens_at)} to "
        f"{london_moment(other.over_at)}: choose another day, or move that month first"
    )
