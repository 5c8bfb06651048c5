"""What is asked before a month is paused, resumed, skipped or closed, and what follows from it."""

from analysis.periods import month_label, quarter_of
from survey.actions.extend_round import refuse_ended
from survey.actions.move_round import refuse_settled
from survey.actions.pause_round import refuse_not_running
from survey.actions.resume_round import days_lost
from survey.clock import london_moment, now
from survey.errors import Conflict
from survey.extensions import db
from survey.manage.asking import Question
from survey.manage.calendar.month import to_be_asked
from survey.manage.calendar.words import listed
from survey.models import OutboxState, Round
from survey.queries.bookings import booked_in
from survey.queries.calendar import CalendarState, calendar_month, calendar_months
from survey.queries.round_status import counted, round_status
from survey.queries.rounds import round_by_month
from survey.queries.waiting_mail import waiting_mail
from survey.working_days import later

PUT_OFF = (
    "When you resume it, closing and the reminders still to come move by as many working days as "
    "it was paused."
)


def pausing(month: str) -> Question:
    round_ = round_by_month(db.session, month)
    refuse_not_running(round_)
    label = month_label(month)
    return Question(
        month=month,
        title=f"Pause {label}?",
        stands=not_heard(round_),
        follows=(
            f"Personal links say that {label} is paused; what was typed so far is kept.",
            mail_that_waits(round_, "stay where they are"),
            PUT_OFF,
        ),
        button=f"Pause {label}",
        refuse="Let it go on",
        reason="Why is it paused?",
    )


def resuming(month: str) -> Question:
    round_ = round_by_month(db.session, month)
    label = month_label(month)
    if round_.paused_at is None:
        raise Conflict(f"{label} is not paused.")
    return Question(
        month=month,
        title=f"Resume {label}?",
        stands=not_heard(round_),
        follows=(
            what_moves(round_),
            mail_that_waits(round_, "are sent as they fall due"),
            "Whoever is not heard can answer again by the links that were sent.",
        ),
        button=f"Resume {label}",
        refuse="Leave it paused",
    )


def skipping(month: str) -> Question:
    found = calendar_month(db.session, month)
    refuse_settled(found)
    label = month_label(month)
    return Question(
        month=month,
        title=f"Skip {label}?",
        follows=(
            f"{counted_people(to_be_asked(found.dates))} would be invited, and get no mail now.",
            what_is_left(month),
            "Until it would have opened you can plan it again.",
        ),
        button=f"Skip {label}",
        refuse="Keep it as planned",
        reason="Why is it skipped?",
    )


def closing(month: str) -> Question:
    round_ = round_by_month(db.session, month)
    found = calendar_month(db.session, month)
    refuse_ended(found)
    label = month_label(month)
    coming = [each for each in found.reminders if each.state is OutboxState.QUEUED]
    return Question(
        month=month,
        title=f"Close {label} now?",
        stands=not_heard(round_),
        follows=(
            ending(round_),
            "Every personal link of the month ends, and what is half-way is not counted.",
            reminders_lost(len(coming)),
            *talks_lost(round_),
        ),
        button=f"Close {label}",
        refuse="Keep it open",
        grave=True,
    )


def what_is_left(month: str) -> str:
    """On which other months its quarter rests, as the calendar stands."""
    quarter = quarter_of(month)
    left = [
        month_label(each.month)
        for each in calendar_months(db.session)
        if each.month in quarter.months
        and each.month != month
        and each.state is not CalendarState.SKIPPED
    ]
    if not left:
        return f"No other month of {quarter.label} stands in the calendar."
    return f"{quarter.label} then rests on {listed(left)} alone."


def what_moves(round_: Round) -> str:
    """By how much closing and reminders move when a paused round goes on."""
    days = days_lost(round_.paused_at or now(), round_.closes_at, now())
    closes_at = london_moment(later(round_.closes_at, days))
    if not days:
        return f"No working day has passed meanwhile: it closes as planned, {closes_at}."
    return (
        f"It stood still for {counted(days, 'working day')}: it closes {closes_at}, and the "
        "reminders still to come move as far."
    )


def ending(round_: Round) -> str:
    planned = london_moment(round_.closes_at)
    if round_.closes_at <= now():
        return f"Its time ran out on {planned}; it ends for good."
    return f"It ends now instead of {planned}, for good."


def reminders_lost(count: int) -> str:
    if not count:
        return "No reminder was still to come."
    return f"{counted(count, 'reminder')} still to come will not be sent."


def talks_lost(round_: Round) -> list[str]:
    """A sentence where somebody expects a conversation that could not be recorded any more."""
    roles = [role for _, role in booked_in(db.session, round_)]
    if not roles:
        return []
    talks = "A conversation is" if len(roles) == 1 else f"{len(roles)} conversations are"
    lost = f"{talks} booked and could not be recorded any more ({listed(roles)}): cancel first."
    return [lost]


def not_heard(round_: Round) -> str:
    """'18 of 29 people asked are heard; 4 half-way, 7 not begun.'"""
    counts = round_status(db.session, round_).counts
    return (
        f"{counts.heard} of {counted_people(counts.asked)} asked are heard; {counts.half_way} "
        f"half-way, {counts.not_started} not begun."
    )


def mail_that_waits(round_: Round, becomes: str) -> str:
    waiting = waiting_mail(db.session, round_)
    if not waiting:
        return "No message of this month waits to be sent."
    return f"{counted(waiting, 'message')} that wait to be sent {becomes}."


def counted_people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
