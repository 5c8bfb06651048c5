"""`temperature-take user`: accounts of staff."""

import sys

import click

from survey.actions.add_user import SHORTEST_PASSWORD, add_user
from survey.cli.installation import installation
from survey.clock import now
from survey.models import RoleName
from survey.queries.staff import users


@click.group()
def user() -> None:
    """Accounts of the people who run the survey."""


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
def add(email: str, name: str, roles: tuple[str, ...], password_stdin: bool) -> None:  # noqa: FBT001
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
        )
        house.session.commit()
        click.echo(f"{made.name} can now sign in as {made.email}.")


@user.command("list")
def list_users() -> None:
    """Show every account with its roles."""
    with installation() as house:
        found = users(house.session)
        for each in found:
            state = "" if each.active else " (not active)"
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
