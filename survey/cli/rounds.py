"""`temperature-take round open MONTH`, `round status` and `round close`."""

import json
from datetime import datetime, time, timedelta

import click

from questionnaires.load import definition as shipped_definition
from survey.actions.close_round import close_round
from survey.actions.open_round import open_round
from survey.cli import calendar
from survey.cli.grace import grace_option
from survey.cli.installation import installation
from survey.clock import LONDON, london_moment, now
from survey.errors import NotFound
from survey.models import Round
from survey.queries.rounds import RoundStatus, latest_round, round_by_month, round_status

END_OF_DAY = time(17)
LONGEST_DAYS = 92


@click.group("round")
def round_() -> None:
    """Plan, open and close the months' rounds, and see how far one has come."""


for command in calendar.COMMANDS:
    round_.add_command(command)


@round_.command("open")
@click.argument("month")
@click.option("--definition", default="governance-2018", show_default=True, help="What is asked.")
@click.option(
    "--closes-in",
    type=click.IntRange(1, LONGEST_DAYS),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="It closes that many days from today, at 17:00 in London.",
)
@grace_option
def open_(month: str, definition: str, closes_in: int, grace: int) -> None:
    """Open the round of MONTH, such as 2018-07, and queue an invitation to everybody eligible."""
    with installation() as here:
        began = now()
        opened = open_round(
            here.session,
            month=month,
            definition=shipped_definition(definition),
            opens_at=began,
            closes_at=closing_time(began, closes_in),
            secret_key=here.settings.secret_key,
            actor="command",
            now=began,
            grace_minutes=grace,
        )
        here.session.commit()
        asked = round_status(here.session, opened).counts.asked
    people = "1 person is invited" if asked == 1 else f"{asked} people are invited"
    click.echo(
        f"Round {month} is open: {people}, and it closes on {london_moment(opened.closes_at)}. "
        "'temperature-take worker' sends the mail."
    )


@round_.command("status")
@click.argument("month", required=False)
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text")
def status(month: str | None, output: str) -> None:
    """Tell who was heard in the round of MONTH, or in the latest."""
    with installation() as here:
        found = round_by_month(here.session, month) if month else latest_round(here.session)
        if found is None:
            raise NotFound(
                "No round was ever opened: open one with 'temperature-take round open MONTH'."
            )
        counted = round_status(here.session, found)
    if output == "json":
        click.echo(json.dumps(counted.to_dict(), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(counted, now()))


@round_.command("close")
@click.argument("month")
def close(month: str) -> None:
    """Close the round of MONTH: its links end, and its answers can be summarised."""
    with installation() as here:
        closed: Round = close_round(here.session, month=month, actor="command", now=now())
        here.session.commit()
        counts = round_status(here.session, closed).counts
    click.echo(f"Round {month} is closed: {counts.heard} of {counts.asked} were heard.")


def closing_time(began: datetime, days: int) -> datetime:
    """17:00 in London, `days` days after the day on which it `began` there."""
    day = began.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(day, END_OF_DAY, LONDON)


def as_text(status: RoundStatus, at: datetime) -> str:
    """The status in one line, then a line for each group."""
    width = max((len(group.name) for group in status.groups), default=0)
    lines = [
        f"  {group.name:<{width}}  {group.counts.heard:>3} of {group.counts.asked}"
        for group in status.groups
    ]
    return "\n".join([f"{status.month}: {status.sentence(at)}", *lines])
