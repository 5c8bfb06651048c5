"""One month of the calendar as its page shows it: its dates, and what can be done with it."""

from dataclasses import dataclass

from survey.clock import london_moment
from survey.models import OutboxState
from survey.queries.calendar import CalendarMonth, CalendarState, Reminder

STATES = {
    OutboxState.QUEUED: "",
    OutboxState.DONE: "sent",
    OutboxState.DROPPED: "not sent: no longer wanted",
    OutboxState.DEAD: "not sent: it failed",
}


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a manager may do with a month: its page, and what it is for, in a line."""

    endpoint: str
    name: str
    line: str


MOVE = Step("move_page", "Move it", "Another day of opening; everything after it moves along.")
EXTEND = Step("extend_page", "Extend it", "It closes some working days later.")
CLOSE = Step("close_page", "Close it now", "It ends before its time.")
PAUSE = Step(
    "pause_page", "Pause it", "Nothing is sent and no answer is taken until it is resumed."
)
RESUME = Step("resume_page", "Resume it", "It goes on, and closes as many days later.")
SKIP = Step("skip_page", "Skip it", "Nobody is asked about this month; the reason is kept.")

STEPS = {
    CalendarState.PLANNED: (MOVE, EXTEND, SKIP),
    CalendarState.OPEN: (EXTEND, PAUSE, CLOSE),
    CalendarState.PAUSED: (RESUME, EXTEND, CLOSE),
    CalendarState.CLOSED: (),
    CalendarState.SKIPPED: (),
}


def facts(found: CalendarMonth) -> list[dict[str, str]]:
    """The rows of the page's list: every date in full."""
    opened = found.state not in (CalendarState.PLANNED, CalendarState.SKIPPED)
    rows = [("Opened" if opened else "Opens", london_moment(found.opens_at))]
    rows += [(wave(each), reminder(each)) for each in found.reminders]
    ended = found.closed_at is not None
    rows.append(
        ("Closed" if ended else "Closes", london_moment(found.closed_at or found.closes_at))
    )
    if found.paused_at is not None:
        rows.append(("Paused", london_moment(found.paused_at)))
    if found.definition:
        rows.append(("Questionnaire", found.definition))
    thanks = "Everybody who has answered" if found.thanks else "Who asks for a copy of the answers"
    rows.append(("Thanked by mail", thanks))
    return [{"key": key, "value": value} for key, value in rows]


def wave(reminder: Reminder) -> str:
    return "Reminds on the last day" if reminder.last_day else "Reminds"


def reminder(reminder: Reminder) -> str:
    """'Friday 6 July 2018 at 09:00 (sent)'."""
    became = STATES.get(reminder.state, "")
    return london_moment(reminder.at) + (f" ({became})" if became else "")
