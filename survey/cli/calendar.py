"""`temperature-take round plan`, `calendar`, `move`, `extend`, `pause`, `resume` and `skip`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from sqlmodel import Session

from survey.actions.extend_round import extend_round
from survey.actions.move_round import move_round
from survey.actions.pause_round import pause_round
from survey.actions.plan_rounds import plan_rounds
from survey.actions.resume_round import resume_round
from survey.actions.skip_round import skip_round
from survey.cli.calendar_words import tell
from survey.cli.grace import grace_option
from survey.cli.installation import installation
from survey.clock import LONDON, now
from survey.models import Schedule
from survey.models.calendar import SUMMARY_DAY
from survey.queries.calendar import calendar_month, calendar_months
from survey.queries.planned_dates import clock_time, moved
from survey.working_days import london

ACTOR = "command"
AS_JSON = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How the result is told.",
)
DAY = click.DateTime(formats=["%Y-%m-%d"])
MONTH = click.argument("month")
REASON = click.option("--reason", required=True, help="Why; it stays in the calendar.")


@click.command("plan")
@click.argument("month")
@click.option("--months", default=12, show_default=True, help="How many, MONTH included.")
@click.option("--definition", default="governance-2018", show_default=True, help="What is asked.")
@click.option("--opens", default=1, show_default=True, help="The working day of the month.")
@click.option("--opens-at", default="09:00", show_default=True, help="The time in London.")
@click.option("--remind", multiple=True, type=int, default=(5, 8), show_default=True)
@click.option("--remind-at", default="10:00", show_default=True)
@click.option("--closes", default=10, show_default=True, help="The working day of the month.")
@click.option("--closes-at", default="17:00", show_default=True, help="The time in London.")
@grace_option
@click.option("--last-day", is_flag=True, help="Remind on the closing day as well.")
@click.option("--thanks", is_flag=True, help="Thank everybody who has answered.")
@click.option(
    "--summary-day",
    type=click.IntRange(1, 60),
    default=SUMMARY_DAY,
    show_default=True,
    help="The working day after a quarter's end on which its summary is expected.",
)
@click.option("--replace", is_flag=True, help="Give months that are planned already these dates.")
@AS_JSON
def plan(month: str, output: str, *, replace: bool, **typed: Any) -> None:
    """Plan MONTH and those after it, by the working days of England."""
    with changing() as session:
        planned = plan_rounds(
            session,
            schedule=schedule(month, typed),
            actor=ACTOR,
            now=now(),
            replace=replace,
        )
        found = [calendar_month(session, dates.month) for dates in planned]
    tell(found, output)


@click.command("calendar")
@AS_JSON
def calendar(output: str) -> None:
    """Show every month that is planned, was skipped or has been opened."""
    with installation() as here:
        found = calendar_months(here.session)
    if not found and output == "text":
        click.echo("No month is planned: plan with 'temperature-take round plan MONTH'.")
    else:
        tell(found, output)


@click.command("move")
@MONTH
@click.argument("day", type=DAY)
@click.option("--at", "time", help="The time in London, such as 09:00; by default as planned.")
@AS_JSON
def move(month: str, day: datetime, time: str | None, output: str) -> None:
    """Let MONTH, planned and not open yet, open on DAY, such as 2018-07-05.

    What follows, to its closing, moves by as many working days.
    """

    def deed(session: Session) -> None:
        before = calendar_month(session, month)
        there = before.opens_at.astimezone(LONDON).time()
        opens_at = london(day.date(), clock_time(time) if time else there)
        move_round(
            session,
            month=month,
            dates=moved(before.dates, opens_at),
            actor=ACTOR,
            now=now(),
        )

    change(month, output, deed)


@click.command("extend")
@MONTH
@click.option(
    "--days", type=click.IntRange(1, 60), required=True, help="How many working days longer."
)
@AS_JSON
def extend(month: str, days: int, output: str) -> None:
    """Let MONTH close that many working days later, at the same time of day."""
    change(
        month,
        output,
        lambda session: extend_round(session, month=month, days=days, actor=ACTOR, now=now()),
    )


@click.command("pause")
@MONTH
@REASON
@AS_JSON
def pause(month: str, reason: str, output: str) -> None:
    """Stop MONTH, which is open: nothing is sent and no answer is taken until it is resumed."""
    change(
        month,
        output,
        lambda session: pause_round(session, month=month, reason=reason, actor=ACTOR, now=now()),
    )


@click.command("resume")
@MONTH
@AS_JSON
def resume(month: str, output: str) -> None:
    """Go on with MONTH; it closes later by the working days on which it was paused."""
    change(
        month,
        output,
        lambda session: resume_round(session, month=month, actor=ACTOR, now=now()),
    )


@click.command("skip")
@MONTH
@REASON
@AS_JSON
def skip(month: str, reason: str, output: str) -> None:
    """Ask nobody about MONTH, which is planned and not open yet."""
    change(
        month,
        output,
        lambda session: skip_round(session, month=month, reason=reason, actor=ACTOR, now=now()),
    )


COMMANDS = (plan, calendar, move, extend, pause, resume, skip)


def schedule(month: str, typed: dict[str, Any]) -> Schedule:
    return Schedule(
        definition=typed["definition"],
        first_month=month,
        months=typed["months"],
        opening_day=typed["opens"],
        opening_time=typed["opens_at"],
        reminder_days=" ".join(map(str, typed["remind"])),
        reminder_time=typed["remind_at"],
        closing_day=typed["closes"],
        closing_time=typed["closes_at"],
        last_day=typed["last_day"],
        thanks=typed["thanks"],
        grace_minutes=typed["grace"],
        summary_day=typed["summary_day"],
        made_at=now(),
    )


@contextmanager
def changing() -> Iterator[Session]:
    """The session of the installation, committed at the end."""
    with installation() as here:
        yield here.session
        here.session.commit()


def change(month: str, output: str, deed: Callable[[Session], object]) -> None:
    """Do `deed`, and tell what the month looks like then."""
    with changing() as session:
        deed(session)
        session.flush()
        found = calendar_month(session, month)
    tell(found, output)
