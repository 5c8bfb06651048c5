"""`temperature-take user`: accounts of staff."""

import sys
from dataclasses import replace
from datetime import date

import click

from survey.actions.add_user import SHORTEST_PASSWORD, add_user
from survey.actions.change_access import change_access
from survey.cli.installation import installation
from survey.clock import now
from survey.errors import NotFound
from survey.forms.dates import EXAMPLE, typed_day
from survey.models import RoleName, Term
from survey.queries.staff import user_by_email, users

NO_END = "none"


@click.group()
def user() -> None:
    """Accounts of the people who run the survey."""


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """`value` as a day."""
    if value is None:
        return None
    found = typed_day(value)
    if found is None:
        raise click.BadParameter(f"'{value}' is no day; write it as in {EXAMPLE}.")
    return found


def change(context: click.Context, option: click.Parameter, value: str | None) -> date | str | None:
    """`value` as a day, or the word that takes the day away."""
    return NO_END if value == NO_END else day(context, option, value)


@user.command("add")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as colleagues know it.")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    help=f"One of {', '.join(RoleName)}; repeat it.",
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, first line."
)
@click.option(
    "--from", "first", callback=day, metavar="DAY", help="An observer's first day, 2018-07-01."
)
@click.option("--until", "last", callback=day, metavar="DAY", help="An observer's last day.")
def add(
    email: str,
    name: str,
    roles: tuple[str, ...],
    *,
    password_stdin: bool,
    first: date | None,
    last: date | None,
) -> None:
    """Make an account for EMAIL."""
    password = first_line() if password_stdin else asked_password()
    with installation() as house:
        made = add_user(
            house.session,
            email=email,
            name=name,
            roles=roles,
            password=password,
            actor="command",
            now=now(),
            term=Term(first, last),
        )
        house.session.commit()
        click.echo(f"{made.name} can now sign in as {made.email}{in_words(made.term)}.")


@user.command("access")
@click.argument("email")
@click.option(
    "--from",
    "first",
    callback=change,
    metavar="DAY",
    help="The first day; 'none' for no beginning.",
)
@click.option(
    "--until", "last", callback=change, metavar="DAY", help="The last day; 'none' for no end."
)
def access(email: str, first: date | str | None, last: date | str | None) -> None:
    """Change the days on which the observer EMAIL has access; what is not given stays."""
    if first is None and last is None:
        raise click.UsageError("Give --from, --until or both")
    with installation() as house:
        found = user_by_email(house.session, email)
        if found is None:
            raise NotFound(
                f"There is no account '{email}'; 'temperature-take user list' shows them."
            )
        term = changed(found.term, first, last)
        change_access(house.session, user=found, term=term, actor="command", now=now())
        house.session.commit()
        click.echo(f"{found.email} has access as an observer{in_words(term) or ' without end'}.")


def changed(term: Term, first: date | str | None, last: date | str | None) -> Term:
    """`term` with what was given in its place; NO_END takes a day away."""
    if first is not None:
        term = replace(term, first=first if isinstance(first, date) else None)
    if last is not None:
        term = replace(term, last=last if isinstance(last, date) else None)
    return term


def in_words(term: Term) -> str:
    """' from 2018-07-01 until 2019-03-31'; empty without either day."""
    begins = f" from {term.first}" if term.first else ""
    return begins + (f" until {term.last}" if term.last else "")


@user.command("list")
def list_users() -> None:
    """Show every account with its roles."""
    with installation() as house:
        found = users(house.session)
        for each in found:
            state = in_words(each.term) + ("" if each.active else " (not active)")
            names = ", ".join(sorted(role.name for role in each.roles))
            click.echo(f"{each.email}\t{each.name}\t{names}{state}")
        if not found:
            click.echo("There is no account yet; make one with 'temperature-take user add'.")


def first_line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


def asked_password() -> str:
    password: str = click.prompt(
        f"Password (at least {SHORTEST_PASSWORD} characters)",
        hide_input=True,
        confirmation_prompt="The same again",
    )
    return password
