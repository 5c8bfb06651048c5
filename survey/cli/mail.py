"""`temperature-take mail check ADDRESS` and `mail resend MONTH`."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from survey.actions.resend_uncertain import resend_uncertain
from survey.cli.installation import installation
from survey.clock import now
from survey.errors import ConfigError
from survey.mail.checking import Finding, check_mail
from survey.queries.organisation import organisation
from survey.queries.rounds import round_by_month


@click.group
def mail() -> None:
    """Test the settings of mail, and send again what may not have arrived."""


@mail.command
@click.argument("address")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def check(address: str, form: str) -> None:
    """Try the mail settings step by step and send a test message to ADDRESS."""
    with installation() as here:
        standing = organisation(here.session)
        here.session.rollback()  # a slow server keeps nobody else from the database
        if standing is None:
            raise ConfigError("There is no organisation yet: run 'temperature-take init' first.")
        findings = check_mail(here.settings, standing, address, now())
        found = list(findings) if form == "json" else list(told(findings))
    if form == "json":
        click.echo(json.dumps([asdict(finding) for finding in found], indent=2))
    failed = [finding for finding in found if not finding.holds]
    if failed:
        raise ConfigError(failed[0].sentence)


def told(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Each that holds said as it comes: the next may take its time."""
    for finding in findings:
        if finding.holds:
            click.echo(finding.sentence)
        yield finding


@mail.command
@click.argument("month")
def resend(month: str) -> None:
    """Send again every message of MONTH of which nobody knows whether it arrived."""
    with installation() as here:
        round_by_month(here.session, month)
        again = resend_uncertain(here.session, month=month, actor="command", now=now())
        here.session.commit()
    messages = {0: "No message is", 1: "1 message is"}.get(again, f"{again} messages are")
    click.echo(f"{messages} sent again.")
