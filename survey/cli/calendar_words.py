"""Months of the calendar as a command tells them."""

import json
from typing import Any

import click

from survey.clock import london_moment
from survey.models import OutboxState
from survey.queries.calendar import CalendarMonth, CalendarState


def tell(found: CalendarMonth | list[CalendarMonth], output: str) -> None:
    """Print one month or several, as `output` ('text' or 'json') asks."""
    months = found if isinstance(found, list) else [found]
    if output == "json":
        listed = [as_dict(month) for month in months]
        told = listed if isinstance(found, list) else listed[0]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for month in months:
        click.echo(line(month))


def as_dict(month: CalendarMonth) -> dict[str, Any]:
    """JSON-ready; moments in ISO 8601, UTC."""
    return {
        "month": month.month,
        "state": month.state.value,
        "questionnaire": month.definition,
        "opens_at": month.opens_at.isoformat(),
        "reminders": [
            {
                "at": each.at.isoformat(),
                "last_day": each.last_day,
                "state": each.state.value,
            }
            for each in month.reminders
        ],
        "closes_at": month.closes_at.isoformat(),
        "closed_at": month.closed_at.isoformat() if month.closed_at else None,
        "paused_at": month.paused_at.isoformat() if month.paused_at else None,
        "late": list(month.late),
        "reason": month.reason,
        "problem": month.problem,
        "thanks": month.thanks,
    }


def line(month: CalendarMonth) -> str:
    """The month in one line, with what was late and what is wrong after it."""
    words = state_in_words(month)
    return " ".join(filter(None, [f"{month.month}: {words}", *month.late, month.problem]))


def state_in_words(month: CalendarMonth) -> str:
    opens, closes = london_moment(month.opens_at), london_moment(month.closes_at)
    match month.state:
        case CalendarState.PLANNED:
            return f"opens {opens}, {reminding(month)}closes {closes}."
        case CalendarState.OPEN:
            return f"open since {opens}, {reminding(month)}closes {closes}."
        case CalendarState.PAUSED:
            return f"open since {opens}, paused."
        case CalendarState.CLOSED:
            return f"opened {opens}, closed {london_moment(month.closed_at or month.closes_at)}."
        case CalendarState.SKIPPED:
            return f"skipped: {month.reason}"


def reminding(month: CalendarMonth) -> str:
    """'reminds Friday 6 July 2018 at 10:00, ', for each wave that is still to come."""
    waits = [each.at for each in month.reminders if each.state is OutboxState.QUEUED]
    return "".join(f"reminds {london_moment(at)}, " for at in waits)
