"""`temperature-take questionnaire check`, which needs no installation."""

from pathlib import Path

import click

from questionnaires.check import DEFINITIONS, check
from survey.errors import SurveyError


@click.group
def questionnaire() -> None:
    """Look after questionnaire definitions."""


@questionnaire.command("check")
@click.argument(
    "folder", default=DEFINITIONS, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def check_definitions(folder: Path) -> None:
    """Check every definition in FOLDER (without it, those that are shipped)."""
    findings = check(folder)
    if findings:
        raise SurveyError("\n".join(findings))
    count = len(list(folder.glob("*.toml")))
    click.echo(f"{count} {'definition' if count == 1 else 'definitions'} checked, no problems.")
